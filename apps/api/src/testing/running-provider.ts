import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Context } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

/** Where the console under test is to people. */
export const CONSOLE_ORIGIN = 'https://console.example';
const CLIENT = { client_id: 'lenglian', client_secret: 'a secret of two parties' };

/** A real OpenID Connect provider on this machine; whoever comes is signed in without being asked. */
export class RunningProvider {
  readonly issuer: string;
  /** Whose account the next person who comes has; undefined: they decline. */
  account: string | undefined = 'subject-1';
  /** What is known of accounts, by scope. */
  readonly claims = new Map<string, Record<string, unknown>>();
  /** The provider takes requests and answers none. */
  isSilent = false;
  /** It publishes keys that are not those it signs with. */
  hasForeignKeys = false;
  /** How clients last asked for tokens: the `Authorization` header, if there was one. */
  lastAuthorization: string | undefined;
  private readonly server: Server;
  private readonly provider: Provider;

  private constructor(server: Server, options: object) {
    this.server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.provider = new Provider(this.issuer, {
      adapter: createMemoryAdapter(),
      clients: [{ ...CLIENT, redirect_uris: [`${CONSOLE_ORIGIN}/api/v1/auth/oidc/callback`] }],
      claims: { profile: ['preferred_username'], email: ['email', 'email_verified'] },
      cookies: { keys: ['of tests'] },
      ttl: { AccessToken: 600, IdToken: 600, Grant: 600, Interaction: 600, Session: 600 },
      jwks: { keys: [signingKey()] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_: unknown, sub: string) => ({
        accountId: sub,
        claims: () => Promise.resolve({ sub, ...this.claims.get(sub) }),
      }),
      loadExistingGrant: grantAll,
      ...options,
    });
    const answer = this.provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (this.isSilent) return;
      if (request.url === '/token') this.lastAuthorization = request.headers.authorization;
      if (request.url?.startsWith('/interaction/')) void this.interact(request, response);
      else if (request.url === '/jwks' && this.hasForeignKeys) {
        const { kty, n, e } = signingKey();
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ keys: [{ kty, n, e, kid: KEY_ID }] }));
      } else answer(request, response);
    });
  }

  /** @param options of oidc-provider, in the place of ours */
  static async start(options: object = {}): Promise<RunningProvider> {
    const server = createServer();
    await listen(server, 0);
    return new RunningProvider(server, options);
  }

  /** The api's variables for this provider. */
  get environment(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: CLIENT.client_id,
      OIDC_CLIENT_SECRET: CLIENT.client_secret,
      OIDC_REDIRECT_ORIGIN: CONSOLE_ORIGIN,
    };
  }

  /** Goes down; `startAgain` brings it back to where it was. */
  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  startAgain(): Promise<void> {
    return listen(this.server, Number(new URL(this.issuer).port));
  }

  private interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = this.account
      ? { login: { accountId: this.account } }
      : { error: 'access_denied', error_description: 'declined' };
    return this.provider.interactionFinished(request, response, result);
  }
}

const KEY_ID = 'of tests';

function signingKey(): JsonWebKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: KEY_ID };
}

async function grantAll({ oidc }: Context): Promise<unknown> {
  const { clientId } = oidc.client;
  const { accountId } = oidc.session;
  const grant = new oidc.provider.Grant({ clientId, accountId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve));
}
