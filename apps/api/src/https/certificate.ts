import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { ConfigurationError } from '@lenglian/errors';
import { tlsOptions } from './tls-options.ts';

/** Where the certificate is, as the configuration says it. */
export interface HttpsFiles {
  /** PEM, without a passphrase. */
  readonly keyFile: string;
  /** PEM: ours first, then those between ours and the root. */
  readonly certFile: string;
}

/** A private key and its certificate, which belong together. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** As the certificate writes it. */
  readonly validUntil: string;
}

/**
 * Reads both files and proves that a server can use them.
 *
 * @throws ConfigurationError naming the variable: unreadable, not PEM, not of each other, too weak
 */
export async function readCertificate(files: HttpsFiles): Promise<Certificate> {
  const key = await read('HTTPS_KEY_FILE', files.keyFile);
  const cert = await read('HTTPS_CERT_FILE', files.certFile);
  const privateKey = parse('HTTPS_KEY_FILE', files.keyFile, (): KeyObject => createPrivateKey(key));
  const x509 = parse('HTTPS_CERT_FILE', files.certFile, () => new X509Certificate(cert));
  if (!x509.checkPrivateKey(privateKey)) {
    throw new ConfigurationError(
      `HTTPS_KEY_FILE=${files.keyFile}: is not the key of HTTPS_CERT_FILE=${files.certFile}`,
    );
  }
  parse('HTTPS_CERT_FILE', files.certFile, () => createSecureContext(tlsOptions({ key, cert })));
  return { key, cert, validUntil: x509.validTo };
}

async function read(variable: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(`${variable}=${file}: cannot be read (${messageOf(cause)})`, {
      cause,
    });
  }
}

/** The message of what fails tells of formats and lengths, never of the key itself. */
function parse<Result>(variable: string, file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw new ConfigurationError(`${variable}=${file}: cannot be used (${messageOf(cause)})`, {
      cause,
    });
  }
}

function messageOf(error: unknown): string {
  return String((error as { message?: unknown }).message);
}
