import { Inject, Injectable } from '@nestjs/common';
import { HOUR, type Clock, type Duration } from '@lenglian/quantities';
import {
  hashPassword,
  newToken,
  sha256Hex,
  verifyPassword,
  type Records,
  type UserRecord,
} from '@lenglian/records';
import { LoginFailedError, OneTimeTokenInvalidError } from '../http/errors.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { LoginThrottle } from './login-throttle.ts';
import type { SignedIn } from './signed-in.ts';
import { tokenInCookies } from './session-cookie.ts';

/** A shift and its hand-over. */
export const SESSION_LASTS: Duration = 14 * HOUR;

/** A session just begun; the token leaves once, in the cookie, and is stored nowhere. */
export interface NewSession {
  readonly token: string;
  readonly signedIn: SignedIn;
}

/** Who is signed in. Only hashes of tokens are kept. */
@Injectable()
export class SessionsService {
  private readonly throttle: LoginThrottle;
  private readonly endings = new Set<(tokenSha256: string) => void>();

  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
  ) {
    this.throttle = new LoginThrottle(clock);
  }

  /**
   * Signs in with a password. An unknown name takes as long and is answered like a wrong password.
   *
   * @throws LoginFailedError, TooManyAttemptsError
   */
  async signIn(username: string, password: string, address: string): Promise<NewSession> {
    this.throttle.check(address, username);
    this.throttle.failed(address, username);
    const user = await this.records.users.findByUsername(username);
    const isRight = await verifyPassword(password, user?.passwordHash ?? '');
    if (!user || !isRight || user.isDisabled) throw new LoginFailedError('wrong name or password');
    this.throttle.succeeded(address, username);
    return this.begin(user);
  }

  /**
   * Signs in with a link that works once.
   *
   * @throws OneTimeTokenInvalidError, TooManyAttemptsError
   */
  async signInOnce(linkToken: string, address: string): Promise<NewSession> {
    this.throttle.check(address, '');
    const link = await this.records.sessions.useOneTimeLink(sha256Hex(linkToken), this.clock.now());
    const user = link && (await this.records.users.get(link.userId));
    if (!user || user.isDisabled) {
      this.throttle.failed(address, '');
      throw new OneTimeTokenInvalidError('the link was used already or has expired');
    }
    return this.begin(user);
  }

  async signOut(signedIn: SignedIn): Promise<void> {
    await this.records.sessions.close(signedIn.tokenSha256);
    this.tellEnded([signedIn.tokenSha256]);
  }

  /**
   * Gives the signed-in user a new password; every other session of theirs ends.
   *
   * @throws LoginFailedError when the old one is wrong, TooManyAttemptsError
   */
  async changePassword(
    { user, tokenSha256 }: SignedIn,
    { oldPassword, newPassword }: { readonly oldPassword: string; readonly newPassword: string },
    address: string,
  ): Promise<void> {
    this.throttle.check(address, user.username);
    this.throttle.failed(address, user.username);
    if (!(await verifyPassword(oldPassword, user.passwordHash)))
      throw new LoginFailedError('wrong password');
    this.throttle.succeeded(address, user.username);
    const passwordHash = await hashPassword(newPassword);
    const actor = { id: user.id };
    const changed = await this.records.users.change(actor, user.id, { passwordHash }, tokenSha256);
    this.tellEnded(changed.endedTokensSha256);
  }

  /** Sessions have ended: their live connections are cut. */
  tellEnded(tokensSha256: readonly string[]): void {
    for (const token of tokensSha256) for (const listener of this.endings) listener(token);
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
    return user && !user.isDisabled
      ? { user, tokenSha256, expiresAt: session.expiresAt }
      : undefined;
  }

  private async begin(user: UserRecord): Promise<NewSession> {
    const token = newToken();
    const tokenSha256 = sha256Hex(token);
    const expiresAt = this.clock.now() + SESSION_LASTS;
    await this.records.sessions.open(tokenSha256, { userId: user.id, expiresAt });
    return { token, signedIn: { user, tokenSha256, expiresAt } };
  }
}
