import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { Regime } from './twin-sample.ts';

/** Defrosts and doors are waited for so long in any two hours; then what happens is in earnest. */
const GRACE_MAX: Duration = 30 * MINUTE;
const BUCKET: Duration = 15 * MINUTE;
const BUCKETS = 8;
const AFTER_DEFROST: Duration = 20 * MINUTE;
const AFTER_DOOR: Duration = 15 * MINUTE;

/** Plain numbers: the bucket that is filled now, when recovery ends, and eight buckets of ms. */
export type SavedGrace = readonly number[];

/** Whether a defrost or a door explains what is seen. Bounded: eight buckets of a quarter hour. */
export class Grace {
  private current = 0;
  private recoveredAt = 0;
  private readonly spent: number[];

  constructor(saved: SavedGrace = []) {
    const [current = 0, recoveredAt = 0, ...spent] = saved;
    this.current = current;
    this.recoveredAt = recoveredAt;
    this.spent = Array.from({ length: BUCKETS }, (_, bucket) => spent[bucket] ?? 0);
  }

  /** @param elapsed since the sample before, 0 after a gap @returns whether this sample is graced */
  observe(at: Instant, elapsed: Duration, regime: Regime): boolean {
    this.moveTo(Math.floor(at / BUCKET));
    if (regime === Regime.DEFROST) this.recoveredAt = at + AFTER_DEFROST;
    if (regime === Regime.DOOR_OPEN) this.recoveredAt = at + AFTER_DOOR;
    if (regime === Regime.NO_POWER || at >= this.recoveredAt) return false;
    const slot = this.current % BUCKETS;
    const used = this.spent.reduce((sum, one) => sum + one, 0);
    if (used + elapsed > GRACE_MAX) return false;
    // Recovery is grace too, but what is spent is the time of the cause itself.
    const isCause = regime === Regime.DEFROST || regime === Regime.DOOR_OPEN;
    if (isCause) this.spent[slot] = (this.spent[slot] ?? 0) + elapsed;
    return true;
  }

  save(): SavedGrace {
    return [this.current, this.recoveredAt, ...this.spent];
  }

  private moveTo(bucket: number): void {
    const steps = Math.min(BUCKETS, bucket - this.current);
    for (let step = 1; step <= steps; step++) {
      this.spent[(bucket - steps + step) % BUCKETS] = 0;
    }
    this.current = bucket;
  }
}
