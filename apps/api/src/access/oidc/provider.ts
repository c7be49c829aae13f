import { HOUR, SECOND, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import * as client from 'openid-client';
import { OidcRefusedError, OidcUnreachableError } from '../../http/errors.ts';
import type { Attempt } from './attempts.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { usernameIn, type Claims } from './username-in.ts';

/** Where the provider sends browsers back to, below the console's origin. */
export const CALLBACK_PATH = '/api/v1/auth/oidc/callback';

/** Each answer of the provider; a person waits for it. */
const ANSWERS_WITHIN: Duration = 5 * SECOND;
/** How long what the provider says of itself is believed. */
const DISCOVERY_LASTS: Duration = HOUR;

/** Codes of openid-client when there was an answer, and it was wrong; without one it is unreachable. */
const WRONG_ANSWERS: ReadonlySet<string> = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_PARSE_ERROR',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
]);

/**
 * The provider, as its client. It is asked about itself when the first person signs in, not at our
 * start: a provider that is down must not keep passwords from working.
 */
export class Provider {
  private discovered: { config: Promise<client.Configuration>; until: Instant } | undefined;
  private readonly settings: OidcSettings;
  private readonly clock: Clock;
  private readonly within: Duration;

  constructor(settings: OidcSettings, clock: Clock, within: Duration = ANSWERS_WITHIN) {
    this.settings = settings;
    this.clock = clock;
    this.within = within;
  }

  /**
   * Where to send a browser to sign in.
   *
   * @throws OidcUnreachableError
   */
  async addressFor({ state, nonce, verifier }: Attempt): Promise<URL> {
    const config = await this.discover();
    return client.buildAuthorizationUrl(config, {
      redirect_uri: this.settings.origin + CALLBACK_PATH,
      scope: this.settings.usernameClaim === 'email' ? 'openid email' : 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...{ state, nonce },
    });
  }

  /**
   * Redeems what the provider sent a browser back with. The token is believed for its signature, its
   * issuer, its time and our nonce; its claims first, those of the user info beside it next.
   *
   * @param search the query of the request, with its question mark
   * @returns the name that the person has here; undefined when the provider tells none to believe
   * @throws OidcUnreachableError, OidcRefusedError when it refuses or its answer is not right
   */
  async usernameBy(search: string, attempt: Attempt): Promise<string | undefined> {
    const config = await this.discover();
    const { usernameClaim, origin } = this.settings;
    try {
      const tokens = await client.authorizationCodeGrant(
        config,
        new URL(origin + CALLBACK_PATH + search),
        {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
        },
      );
      const claims: Claims = tokens.claims() ?? {};
      const isTold = claims[usernameClaim] !== undefined;
      if (isTold || config.serverMetadata().userinfo_endpoint === undefined)
        return usernameIn(claims, usernameClaim);
      const subject = String(claims['sub']);
      const info = await client.fetchUserInfo(config, tokens.access_token, subject);
      return usernameIn(info, usernameClaim);
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** One question at a time; an answer is kept for a while, a failure is not. */
  private discover(): Promise<client.Configuration> {
    const now = this.clock.now();
    if (this.discovered && now < this.discovered.until) return this.discovered.config;
    const config = this.ask().catch((error: unknown) => {
      this.discovered = undefined;
      throw error;
    });
    this.discovered = { config, until: now + DISCOVERY_LASTS };
    return config;
  }

  private async ask(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    const execute = [client.enableNonRepudiationChecks];
    // The configuration allows it on this machine only.
    if (url.protocol === 'http:') execute.push(client.allowInsecureRequests);
    try {
      return await client.discovery(url, clientId, undefined, authentication(clientSecret), {
        timeout: this.within / SECOND,
        execute,
      });
    } catch (error) {
      throw new OidcUnreachableError(`${issuer}: ${reasonOf(error)}`);
    }
  }
}

/** By header, as every provider must take it, unless it says that it takes the body only. */
function authentication(secret: string): client.ClientAuth {
  const byHeader = client.ClientSecretBasic(secret);
  const byBody = client.ClientSecretPost(secret);
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (ways.includes('client_secret_basic') ? byHeader : byBody)(server, ...rest);
  };
}

function failureOf(error: unknown): OidcRefusedError | OidcUnreachableError {
  const isRefusal =
    error instanceof client.ResponseBodyError ||
    error instanceof client.AuthorizationResponseError ||
    error instanceof client.WWWAuthenticateChallengeError ||
    (error instanceof client.ClientError && WRONG_ANSWERS.has(error.code ?? ''));
  return isRefusal
    ? new OidcRefusedError(reasonOf(error))
    : new OidcUnreachableError(reasonOf(error));
}

/** For the log. Not the error itself: among its causes are codes and tokens. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { message, code, error: said } = error as Error & { code?: unknown; error?: unknown };
  const parts = [message, code, said].filter((part) => typeof part === 'string');
  return parts.join(', ').slice(0, 300);
}
