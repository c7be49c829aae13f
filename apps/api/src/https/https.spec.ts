import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get, request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '@lenglian/errors';
import { makeCertificate } from '../testing/certificates.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { PASSWORD, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { readCertificate, type HttpsFiles } from './certificate.ts';

let directory: string;
let first: HttpsFiles;
let second: HttpsFiles;
/** What the api is told of; the others are copied there. */
let served: HttpsFiles;
let ca: string;
let sut: ApiUnderTest;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lenglian-https-'));
  first = await makeCertificate(directory, 'first');
  second = await makeCertificate(directory, 'second');
  served = { keyFile: join(directory, 'key.pem'), certFile: join(directory, 'cert.pem') };
  await serve(first);
  ca = await readFile(first.certFile, 'utf8');
  sut = await runApi({
    environment: { HTTPS_KEY_FILE: served.keyFile, HTTPS_CERT_FILE: served.certFile },
  });
});
afterEach(closeLiveClients);
afterAll(async () => {
  await sut.close();
  await rm(directory, { recursive: true });
});

async function serve({ keyFile, certFile }: HttpsFiles): Promise<void> {
  await copyFile(keyFile, served.keyFile);
  await copyFile(certFile, served.certFile);
}

/** A connection as a client of some kind makes it; rejects with what the server refuses it for. */
async function handshake(options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port: sut.api.port, ca, ...options });
  await once(socket, 'secureConnect');
  return socket;
}

async function spoken(options: ConnectionOptions): Promise<[string | null, string]> {
  const socket = await handshake(options);
  const spokenNow: [string | null, string] = [socket.getProtocol(), socket.getCipher().name];
  socket.destroy();
  return spokenNow;
}

const only = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3', ciphers?: string) => ({
  ...{ minVersion: version, maxVersion: version },
  ...(ciphers !== undefined && { ciphers }),
});
/** A client so old that it would take anything. */
const ANYTHING = 'ALL:@SECLEVEL=0';

function fetchBy(path: string, options: RequestOptions = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${sut.url}${path}`, { ca, agent: false, ...options }, resolve).once('error', reject);
  });
}

async function signIn(): Promise<IncomingMessage> {
  const asking = request(`${sut.url}/api/v1/auth/login`, {
    ...{ method: 'POST', ca, agent: false, headers: { 'content-type': 'application/json' } },
  });
  asking.end(JSON.stringify({ username: 'viewer', password: PASSWORD }));
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return response;
}

/** What an api answers to clients; again after another certificate was taken up. */
function describeTls(): void {
  it('refuses TLS 1.1, whatever the client would take', async () => {
    await expect(handshake(only('TLSv1.1', ANYTHING))).rejects.toMatchObject({
      code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    });
  });

  it.each([
    'ECDHE-RSA-AES128-SHA256',
    'ECDHE-RSA-AES256-SHA',
    'AES128-GCM-SHA256',
    'AES256-SHA',
    'DHE-RSA-AES128-GCM-SHA256',
  ])('refuses %s in TLS 1.2', async (cipher) => {
    const refused = handshake(only('TLSv1.2', `${cipher}:@SECLEVEL=0`));
    await expect(refused).rejects.toMatchObject({
      code: expect.stringMatching(/HANDSHAKE_FAILURE/) as unknown,
    });
  });

  it('speaks TLS 1.3, and 1.2 with forward secrecy and authenticated encryption', async () => {
    expect(await spoken({})).toEqual(['TLSv1.3', expect.stringMatching(/^TLS_AES_|^TLS_CHACHA20/)]);
    expect(await spoken(only('TLSv1.2', ANYTHING))).toEqual([
      'TLSv1.2',
      expect.stringMatching(/^ECDHE-RSA-(AES\d+-GCM|CHACHA20-POLY1305)/),
    ]);
  });

  it('negotiates nothing a second time', async () => {
    const socket = await handshake(only('TLSv1.2'));
    socket.resume();
    const refusal = await new Promise((resolve) => {
      socket.once('error', resolve);
      socket.renegotiate({}, resolve);
    });
    expect(String(refusal)).toMatch(/no renegotiation/i);
    socket.destroy();
  });
}

describe('an api with a certificate', () => {
  describeTls();

  it('tells browsers to come by https only', async () => {
    const response = await fetchBy('/');
    expect(response.headers['strict-transport-security']).toBe('max-age=31536000');
    response.resume();
  });

  it('gives a session to nobody who comes by http', async () => {
    const response = await signIn();
    expect(response.statusCode).toBe(200);
    expect(response.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Secure$/);
    response.resume();
  });

  it('has the live connection on the same port', async () => {
    const signedIn = await signIn();
    signedIn.resume();
    const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const client = new LiveClient(sut.url, cookie, { origin: sut.url }, ca);
    await client.connected();
    expect(await client.join({ room: 'overview' })).toBeDefined();
  });

  it('answers nothing by http on its port', async () => {
    const plain = fetch(`http://127.0.0.1:${sut.api.port}/api/health`);
    await expect(plain).rejects.toThrow();
  });
});

describe('an api without one', () => {
  it('says nothing of https, also not behind a proxy that speaks it', async () => {
    const plain = await runApi();
    const headers = { 'x-forwarded-proto': 'https' };
    const response = await fetch(`${plain.url}/api/health`, { headers });
    expect(response.headers.get('strict-transport-security')).toBeNull();
    await plain.close();
  });
});

describe('new certificate files', () => {
  it('are taken up without a restart, and half of them change nothing', async () => {
    const nameOf = async (): Promise<unknown> => {
      const socket = await handshake({ rejectUnauthorized: false });
      const { subject } = socket.getPeerCertificate();
      socket.destroy();
      return subject.CN;
    };
    const before = await handshake({});
    await copyFile(second.keyFile, served.keyFile);
    await sut.api.certificates?.look();
    expect(await nameOf()).toBe('first');
    await rm(served.certFile);
    await sut.api.certificates?.look();
    expect(await nameOf()).toBe('first');
    await copyFile(second.certFile, served.certFile);
    await sut.api.certificates?.look();
    expect(await nameOf()).toBe('second');
    ca = await readFile(second.certFile, 'utf8');
    const response = await fetchBy('/api/health');
    expect(await text(response)).toBe('{"status":"ok"}');
    // Whoever was there stays.
    expect(before.destroyed).toBe(false);
    before.destroy();
  });

  describe('once taken up', () => {
    describeTls();
  });
});

describe('certificate files that cannot be used', () => {
  const refusalOf = async (change: Partial<HttpsFiles>): Promise<string> => {
    const reading = readCertificate({ ...first, ...change });
    await expect(reading).rejects.toBeInstanceOf(ConfigurationError);
    return reading.then(
      () => '',
      (error: Error) => error.message,
    );
  };

  it('are told by the variable that names them, and nothing of a key is told', async () => {
    const nonsense = join(directory, 'nonsense.pem');
    await writeFile(nonsense, 'nonsense');
    const nowhere = join(directory, 'nowhere.pem');
    expect(await refusalOf({ keyFile: nowhere })).toMatch(/^HTTPS_KEY_FILE=.*cannot be read/);
    expect(await refusalOf({ certFile: nowhere })).toMatch(/^HTTPS_CERT_FILE=.*cannot be read/);
    expect(await refusalOf({ keyFile: nonsense })).toMatch(/^HTTPS_KEY_FILE=.*cannot be used/);
    expect(await refusalOf({ certFile: nonsense })).toMatch(/^HTTPS_CERT_FILE=.*cannot be used/);
    const message = await refusalOf({ keyFile: second.keyFile });
    expect(message).toMatch(/^HTTPS_KEY_FILE=.* is not the key of HTTPS_CERT_FILE=/);
    const key = await readFile(second.keyFile, 'utf8');
    expect(message).not.toContain(key.split('\n')[1]);
  });

  it('keep the api from starting', async () => {
    const environment = { HTTPS_KEY_FILE: second.keyFile, HTTPS_CERT_FILE: first.certFile };
    await expect(runApi({ environment })).rejects.toBeInstanceOf(ConfigurationError);
  });
});
