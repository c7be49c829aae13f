import { MINUTE, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import { newToken, sha256Hex } from '@lenglian/records';
import { OidcAttemptUnknownError, TooManyAttemptsError } from '../../http/errors.ts';

/** A person takes about this long to sign in at the provider, at most. */
export const ATTEMPT_LASTS: Duration = 10 * MINUTE;

export interface AttemptLimits {
  /** Begun by one address within `ATTEMPT_LASTS`; more are refused. */
  readonly perAddress: number;
  /** Remembered at most; the oldest are forgotten first. */
  readonly total: number;
}

const ATTEMPT_LIMITS: AttemptLimits = { perAddress: 200, total: 10_000 };

/** What the provider's answer is held against, and what the person wanted. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: proves that whoever redeems the code also asked for it. */
  readonly verifier: string;
  /** Where the person goes once signed in, on our own origin. */
  readonly landing: string;
  /** The session that this browser had: its cookie is not sent along from the provider. */
  readonly sessionBefore: string | undefined;
}

interface Entry {
  readonly address: string;
  readonly expiresAt: Instant;
  /** undefined once it was used: it still counts for its address. */
  attempt: Attempt | undefined;
}

/**
 * Sign-ins that are under way at the provider. In memory: a restart costs a person a second click,
 * and each is good for one answer, which no cookie alone could hold to.
 */
export class Attempts {
  /** By hash of the token in the browser's cookie, the oldest first. */
  private readonly entries = new Map<string, Entry>();
  private readonly clock: Clock;
  private readonly limits: AttemptLimits;

  constructor(clock: Clock, limits: AttemptLimits = ATTEMPT_LIMITS) {
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Remembers an attempt.
   *
   * @returns the token for the browser's cookie
   * @throws TooManyAttemptsError when the address has begun too many
   */
  begin(address: string, attempt: Attempt): string {
    const now = this.clock.now();
    this.forgetExpired(now);
    const ofAddress = [...this.entries.values()].filter((entry) => entry.address === address);
    const [oldest] = ofAddress;
    if (oldest && ofAddress.length >= this.limits.perAddress) {
      const wait = Math.ceil((oldest.expiresAt - now) / 1000);
      throw new TooManyAttemptsError(`${ofAddress.length} sign-ins begun`, wait);
    }
    if (this.entries.size >= this.limits.total) {
      const first = this.entries.keys().next();
      if (!first.done) this.entries.delete(first.value);
    }
    const token = newToken();
    const expiresAt = now + ATTEMPT_LASTS;
    this.entries.set(sha256Hex(token), { address, expiresAt, attempt });
    return token;
  }

  /**
   * The attempt that an answer of the provider belongs to, which is used up by it. An answer with
   * another state uses nothing up: a foreign page could send one.
   *
   * @throws OidcAttemptUnknownError when this browser began none, or it is over
   */
  use(token: string | undefined, state: string | undefined): Attempt {
    const entry = token === undefined ? undefined : this.entries.get(sha256Hex(token));
    if (!entry?.attempt || entry.expiresAt <= this.clock.now())
      throw new OidcAttemptUnknownError('no sign-in is under way in this browser');
    if (entry.attempt.state !== state)
      throw new OidcAttemptUnknownError('the answer belongs to another sign-in');
    const { attempt } = entry;
    entry.attempt = undefined;
    return attempt;
  }

  private forgetExpired(now: Instant): void {
    for (const [key, entry] of this.entries) {
      if (entry.expiresAt > now) return;
      this.entries.delete(key);
    }
  }
}
