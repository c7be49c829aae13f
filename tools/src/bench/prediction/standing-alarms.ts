import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** From when to when an alarm stood; until is null while it stands. */
export interface Standing {
  readonly from: Instant;
  until: Instant | null;
}

const RAISE_AFTER: Duration = 5 * MINUTE;
const CLEAR_AFTER: Duration = 15 * MINUTE;

/** One alarm of a baseline, with the same patience as the twin's. */
export class StandingAlarm {
  readonly stands: Standing[] = [];
  private pendingSince: Instant | null = null;

  observe(now: Instant, isWanted: boolean): void {
    const last = this.stands.at(-1);
    const isRaised = last !== undefined && last.until === null;
    if (isWanted === isRaised) {
      this.pendingSince = null;
      return;
    }
    this.pendingSince ??= now;
    if (now - this.pendingSince < (isRaised ? CLEAR_AFTER : RAISE_AFTER)) return;
    this.pendingSince = null;
    if (isRaised) last.until = now;
    else this.stands.push({ from: now, until: null });
  }
}
