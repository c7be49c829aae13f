import { Inject, Injectable } from '@nestjs/common';
import { HOUR, type Clock, type Duration } from '@lenglian/quantities';
import {
  hashPassword,
  newToken,
  sha256Hex,
  type Records,
  type UserRecord,
} from '@lenglian/records';
import {
  LoginFailedError,
  OidcUserUnknownError,
  OneTimeTokenInvalidError,
  WrongPasswordError,
} from '../http/errors.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { KnownSessions } from './known-sessions.ts';
import { SignInChecks } from './sign-in-checks.ts';
import type { SignInOrigin } from './sign-in-origin.ts';
import type { SignedIn } from './signed-in.ts';
import { tokenInCookies } from './session-cookie.ts';

/** A shift and its hand-over. */
export const SESSION_LASTS: Duration = 14 * HOUR;

/** A session just begun; the token leaves once, in the cookie, and is stored nowhere. */
export interface NewSession {
  readonly token: string;
  readonly signedIn: SignedIn;
}

/** Who is signed in. Only hashes of tokens are kept. Each sign-in has a token of its own. */
@Injectable()
export class SessionsService {
  private readonly endings = new Set<(tokenSha256: string) => void>();
  private readonly known = new KnownSessions();

  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
    private readonly checks: SignInChecks,
  ) {}

  /**
   * Signs in with a password.
   *
   * @throws LoginFailedError, TooManyAttemptsError
   */
  async signIn(username: string, password: string, origin: SignInOrigin): Promise<NewSession> {
    const user = await this.checks.byPassword(username, password, origin.address);
    if (!user) throw new LoginFailedError('wrong name or password');
    return this.begin(user, await this.find(origin.cookies));
  }

  /**
   * Signs in with a link that works once.
   *
   * @throws OneTimeTokenInvalidError, TooManyAttemptsError
   */
  async signInOnce(linkToken: string, origin: SignInOrigin): Promise<NewSession> {
    const user = await this.checks.byLink(linkToken, origin.address);
    if (!user) throw new OneTimeTokenInvalidError('the link was used already or has expired');
    return this.begin(user, await this.find(origin.cookies));
  }

  /**
   * Signs in whom a provider has vouched for. Nobody is added by it, and whoever is locked out stays
   * so; both are answered alike.
   *
   * @param sessionBefore hash of the session that the browser had, which ends
   * @throws OidcUserUnknownError
   */
  async signInByProvider(username: string, sessionBefore?: string): Promise<NewSession> {
    const user = await this.records.users.findByUsername(username);
    if (!user || user.isDisabled)
      throw new OidcUserUnknownError('the account belongs to no user who may sign in');
    return this.begin(user, sessionBefore ? await this.findByHash(sessionBefore) : undefined);
  }

  async signOut(signedIn: SignedIn): Promise<void> {
    await this.records.sessions.close(signedIn.tokenSha256);
    this.tellEnded([signedIn.tokenSha256]);
  }

  /**
   * Gives the signed-in user a new password. Every session of theirs ends, this one too: a new one takes its
   * place, so that whoever had seen the token of the old one is out. The live connections of this browser
   * are left to the caller to cut (`tellEnded`), once the new cookie has arrived there.
   *
   * @throws WrongPasswordError when the old one is wrong, TooManyAttemptsError
   */
  async changePassword(
    { user: { id, username }, tokenSha256 }: SignedIn,
    { oldPassword, newPassword }: { readonly oldPassword: string; readonly newPassword: string },
    address: string,
  ): Promise<NewSession> {
    if (!(await this.checks.byPassword(username, oldPassword, address)))
      throw new WrongPasswordError('the old password is wrong');
    const passwordHash = await hashPassword(newPassword);
    const changed = await this.records.users.change({ id }, id, { passwordHash });
    this.tellEnded(changed.endedTokensSha256.filter((ended) => ended !== tokenSha256));
    return this.begin(changed.user, undefined);
  }

  /** Sessions have ended: their live connections are cut. */
  tellEnded(tokensSha256: readonly string[]): void {
    for (const token of tokensSha256) {
      this.known.delete(token);
      for (const listener of this.endings) listener(token);
    }
  }

  /** Told the hash of each session that ends before its time. */
  onEnded(listener: (tokenSha256: string) => void): void {
    this.endings.add(listener);
  }

  /** The user behind a `Cookie` header, if the session still stands. */
  async find(cookies: string | undefined): Promise<SignedIn | undefined> {
    const token = tokenInCookies(cookies);
    return token === undefined ? undefined : this.findByHash(sha256Hex(token));
  }

  async findByHash(tokenSha256: string): Promise<SignedIn | undefined> {
    const session = await this.records.sessions.find(tokenSha256, this.clock.now());
    const user = session && (await this.records.users.get(session.userId));
    if (!user || user.isDisabled) {
      this.known.delete(tokenSha256);
      return undefined;
    }
    this.known.add(tokenSha256);
    return { user, tokenSha256, expiresAt: session.expiresAt };
  }

  /**
   * The hash of the token in a `Cookie` header, if its session was found before and has not ended since
   * as far as this process knows. Costs no look-up, and so proves nothing.
   */
  knownIn(cookies: string | undefined): string | undefined {
    const token = tokenInCookies(cookies);
    const tokenSha256 = token === undefined ? undefined : sha256Hex(token);
    return tokenSha256 !== undefined && this.known.has(tokenSha256) ? tokenSha256 : undefined;
  }

  private async begin(user: UserRecord, before: SignedIn | undefined): Promise<NewSession> {
    if (before) await this.signOut(before);
    const token = newToken();
    const tokenSha256 = sha256Hex(token);
    const expiresAt = this.clock.now() + SESSION_LASTS;
    await this.records.sessions.open(tokenSha256, { userId: user.id, expiresAt });
    const signedIn = { user, tokenSha256, expiresAt };
    await this.refuseIfChanged(signedIn);
    this.known.add(tokenSha256);
    return { token, signedIn };
  }

  /**
   * Checking a password takes a while. A change that ended the user's sessions meanwhile did not see
   * this one.
   *
   * @throws LoginFailedError as for a wrong password, which it is now
   */
  private async refuseIfChanged(begun: SignedIn): Promise<void> {
    const now = await this.records.users.get(begun.user.id);
    if (now && !now.isDisabled && now.passwordHash === begun.user.passwordHash) return;
    await this.signOut(begun);
    throw new LoginFailedError('wrong name or password');
  }
}
