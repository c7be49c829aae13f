import type { Server } from 'node:tls';
import type { Log } from '../log.ts';
import { readCertificate, type Certificate, type HttpsFiles } from './certificate.ts';
import { tlsOptions } from './tls-options.ts';

/**
 * Takes up new certificate files without a restart, which every ninety days would be forgotten. Looks
 * at what is in the files, not at events or times: whoever renews them may replace them, write them
 * again or turn a link, and one after the other.
 */
export class CertificateWatch {
  private readonly server: Server;
  private readonly files: HttpsFiles;
  private readonly log: Log;
  private current: Certificate;

  /** @param current what the server began with */
  constructor(server: Server, files: HttpsFiles, current: Certificate, log: Log) {
    this.server = server;
    this.files = files;
    this.current = current;
    this.log = log;
  }

  /**
   * Looks once. Connections that there are go on as they began; files that cannot be used (half of them
   * replaced, say) change nothing and are looked at again the next time.
   */
  async look(): Promise<void> {
    let found: Certificate;
    try {
      found = await readCertificate(this.files);
    } catch (error) {
      this.log.warn({ err: error }, 'the certificate files cannot be used: the old one goes on');
      return;
    }
    if (found.key === this.current.key && found.cert === this.current.cert) return;
    this.server.setSecureContext(tlsOptions(found));
    this.current = found;
    this.log.info({ validUntil: found.validUntil }, 'new certificate');
  }
}
