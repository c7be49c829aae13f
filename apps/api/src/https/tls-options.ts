import { constants } from 'node:crypto';
import type { TlsOptions } from 'node:tls';
import { SECOND } from '@lenglian/quantities';

/**
 * Mozilla's "intermediate" list: forward secrecy and authenticated encryption only. What is not here
 * (CBC, RSA key exchange, finite-field DH) is not spoken.
 */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

type OurOptions = Pick<
  TlsOptions,
  | 'key'
  | 'cert'
  | 'ciphers'
  | 'minVersion'
  | 'honorCipherOrder'
  | 'secureOptions'
  | 'handshakeTimeout'
>;

/** How we speak TLS; all of it again for every certificate, as node forgets what is not said. */
export function tlsOptions({ key, cert }: { key: string; cert: string }): OurOptions {
  return {
    ...{ key, cert, ciphers: CIPHERS, minVersion: 'TLSv1.2' },
    // All are good; a phone without AES in hardware knows best which is cheap for it.
    honorCipherOrder: false,
    // No tickets: their key would live as long as this process, and open everything recorded meanwhile.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET,
    handshakeTimeout: 10 * SECOND,
  };
}
