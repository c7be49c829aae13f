import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HttpsFiles } from '../https/certificate.ts';

const run = promisify(execFile);

/** Makes a key and a certificate of its own for the loopback, good for two days, by `openssl`. */
export async function makeCertificate(directory: string, name: string): Promise<HttpsFiles> {
  const keyFile = join(directory, `${name}.key.pem`);
  const certFile = join(directory, `${name}.cert.pem`);
  // RSA: with it a server could speak everything that ours must refuse.
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '2', '-subj', `/CN=${name}`],
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certFile],
  ]);
  return { keyFile, certFile };
}
