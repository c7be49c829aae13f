import { Inject, Injectable } from '@nestjs/common';
import type { SignInWays } from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import type { ApiConfig } from '../../config.ts';
import { OidcUserUnknownError, UnknownRecordError } from '../../http/errors.ts';
import { CONFIG, PEOPLE_CLOCK } from '../../parts.ts';
import { SessionsService, type NewSession } from '../sessions.service.ts';
import type { SignInOrigin } from '../sign-in-origin.ts';
import { Attempts } from './attempts.ts';
import { Provider } from './provider.ts';

/** A sign-in begun: where the browser goes, and the token that it keeps meanwhile. */
export interface BegunAttempt {
  readonly address: URL;
  readonly token: string;
}

/** Sign-in with accounts of an OpenID Connect provider, where one is configured. */
@Injectable()
export class OidcService {
  readonly ways: SignInWays;
  private readonly provider: Provider | undefined;
  private readonly attempts: Attempts;
  private readonly origin: string;

  constructor(
    @Inject(CONFIG) { oidc }: ApiConfig,
    @Inject(PEOPLE_CLOCK) clock: Clock,
    private readonly sessions: SessionsService,
  ) {
    this.attempts = new Attempts(clock);
    this.provider = oidc && new Provider(oidc, clock);
    this.origin = oidc?.origin ?? '';
    this.ways = { password: true, oidc: oidc ? { label: oidc.label ?? null } : null };
  }

  /**
   * Begins a sign-in.
   *
   * @param from the page that the person came from
   * @throws UnknownRecordError without a provider, TooManyAttemptsError, OidcUnreachableError
   */
  async begin(from: string | undefined, origin: SignInOrigin): Promise<BegunAttempt> {
    const provider = this.known();
    const before = await this.sessions.find(origin.cookies);
    const attempt = {
      ...{ state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() },
      landing: this.landingOf(from),
      sessionBefore: before?.tokenSha256,
    };
    // Counted before the provider is asked.
    const token = this.attempts.begin(origin.address, attempt);
    return { address: await provider.addressFor(attempt), token };
  }

  /**
   * Ends a sign-in by the provider's answer.
   *
   * @param token of the browser's cookie
   * @param search the query of the request, with its question mark
   * @throws UnknownRecordError without a provider, OidcAttemptUnknownError, OidcRefusedError,
   *   OidcUnreachableError, OidcUserUnknownError
   */
  async finish(
    token: string | undefined,
    search: string,
  ): Promise<NewSession & { readonly landing: string }> {
    const provider = this.known();
    const state = new URLSearchParams(search).get('state') ?? undefined;
    const attempt = this.attempts.use(token, state);
    const username = await provider.usernameBy(search, attempt);
    if (username === undefined) throw new OidcUserUnknownError('the provider tells no user name');
    const begun = await this.sessions.signInByProvider(username, attempt.sessionBefore);
    return { ...begun, landing: attempt.landing };
  }

  /** A page of the console at its public address, where the cookies are. */
  pageAt(path: string): string {
    return this.origin + path;
  }

  private known(): Provider {
    if (!this.provider) throw new UnknownRecordError('no OpenID Connect provider is configured');
    return this.provider;
  }

  /** Only a page of our own, whatever the address says: else a link here could lead anywhere. */
  private landingOf(from = '/'): string {
    if (!from.startsWith('/') || !URL.canParse(from, this.origin)) return this.pageAt('/');
    const page = new URL(from, this.origin);
    return page.origin === this.origin ? page.href : this.pageAt('/');
  }
}
