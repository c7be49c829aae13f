import type { RuleParameters } from '@lenglian/limits';
import type { Duration, Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { numberOf } from './device-number.ts';
import type { Memory, Remembering } from './memory.ts';

/**
 * Whether a unit defrosts again soon after it did. One that stops for no longer than `gapMax` has not ended, nor has one
 * that power failed: it goes on when power is back. Goods that were put into another unit meet the defrosts of both: only those that one device tells of are a fault.
 */
export class Defrosts implements Remembering {
  private readonly within: Duration;
  private readonly pause: Duration;
  private isOn = false;
  private lastOnAt = Number.NaN;
  private startedAt = Number.NaN;
  /** Whose that was, as a number. */
  private device = Number.NaN;
  /** Whether that began soon after the one before. */
  private isAgain = false;

  constructor({ defrostOften, gapMax }: Pick<RuleParameters, 'defrostOften' | 'gapMax'>) {
    this.within = defrostOften.within;
    this.pause = gapMax;
  }

  /**
   * @param flag 1 while it defrosts; NaN is not said, and neither ends a defrost nor begins one
   * @param isOff whether the unit says that it has no power
   * @returns 1 for as long after the beginning of the second one; NaN when nothing is said
   */
  observe(
    flag: number,
    { deviceId, measuredAt: at }: Pick<Reading, 'deviceId' | 'measuredAt'>,
    isOff = false,
  ): number {
    if (Number.isNaN(flag)) return Number.NaN;
    if (isOff && this.isOn) this.lastOnAt = at;
    else if (flag === 1) {
      if (!this.isOn && !(at - this.lastOnAt <= this.pause)) {
        const device = numberOf(deviceId);
        this.isAgain = device === this.device && at - this.startedAt < this.within;
        this.device = device;
        this.startedAt = at;
      }
      this.lastOnAt = at;
    } else if (at - this.startedAt > this.within) this.forget();
    if (!isOff) this.isOn = flag === 1;
    return this.isAgain && at - this.startedAt <= this.within ? 1 : 0;
  }

  /** For how long it has been defrosting; NaN while it does not. */
  lastedAt(at: Instant): Duration {
    return this.isOn ? at - this.startedAt : Number.NaN;
  }

  save(into: Memory): void {
    const isKnown = !Number.isNaN(this.startedAt);
    const { isOn, lastOnAt, startedAt, device, isAgain } = this;
    into.writeList(isKnown ? [isOn ? 1 : 0, lastOnAt, startedAt, device, isAgain ? 1 : 0] : []);
  }

  restore(from: Memory): void {
    const list = from.readList();
    const [isOn = 0, lastOnAt = Number.NaN, startedAt = Number.NaN, device = Number.NaN] = list;
    this.isOn = isOn === 1;
    this.lastOnAt = lastOnAt;
    this.startedAt = startedAt;
    this.device = device;
    this.isAgain = list[4] === 1;
  }

  private forget(): void {
    this.lastOnAt = this.startedAt = this.device = Number.NaN;
    this.isAgain = false;
  }
}
