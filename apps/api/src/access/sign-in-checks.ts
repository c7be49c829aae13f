import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lenglian/quantities';
import { sha256Hex, verifyPassword, type Records, type UserRecord } from '@lenglian/records';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { LoginThrottle } from './login-throttle.ts';

/**
 * Whether somebody is who they say. All guessing, at sign-in or at a change of password, goes through
 * here and is slowed by one throttle.
 */
@Injectable()
export class SignInChecks {
  private readonly throttle: LoginThrottle;

  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
  ) {
    this.throttle = new LoginThrottle(clock);
  }

  /**
   * The user of a name and a password. An unknown name and a user who is locked out cost the same
   * derivation of a key, and are answered like a wrong password.
   *
   * @returns undefined when it is not they, whatever the reason
   * @throws TooManyAttemptsError
   */
  async byPassword(
    username: string,
    password: string,
    address: string,
  ): Promise<UserRecord | undefined> {
    this.throttle.check(address, username);
    // Counted before the slow check, so that parallel guesses count as well.
    this.throttle.failed(address, username);
    const user = await this.records.users.findByUsername(username);
    const isRight = await verifyPassword(password, user?.passwordHash ?? '');
    if (!user || !isRight || user.isDisabled) return undefined;
    this.throttle.succeeded(address, username);
    return user;
  }

  /**
   * The user of a link that works once; it is used up.
   *
   * @returns undefined when it was used already, has expired or belongs to nobody who may sign in
   * @throws TooManyAttemptsError
   */
  async byLink(linkToken: string, address: string): Promise<UserRecord | undefined> {
    this.throttle.check(address, '');
    const link = await this.records.sessions.useOneTimeLink(sha256Hex(linkToken), this.clock.now());
    const user = link && (await this.records.users.get(link.userId));
    if (user && !user.isDisabled) return user;
    this.throttle.failed(address, '');
    return undefined;
  }
}
