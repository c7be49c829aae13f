import type { RuleParameters } from '@lenglian/limits';
import type { Duration, Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** Whether a unit defrosts again soon after it did. One that stops for no longer than `gapMax` has not ended. */
export class Defrosts implements Remembering {
  private readonly within: Duration;
  private readonly pause: Duration;
  private isOn = false;
  private lastOnAt = Number.NaN;
  private startedAt = Number.NaN;
  /** Whether that began soon after the one before. */
  private isAgain = false;

  constructor({ defrostOften, gapMax }: Pick<RuleParameters, 'defrostOften' | 'gapMax'>) {
    this.within = defrostOften.within;
    this.pause = gapMax;
  }

  /**
   * @param flag 1 while it defrosts; NaN is not said, and neither ends a defrost nor begins one
   * @returns 1 for as long after the beginning of the second one; NaN when nothing is said
   */
  observe(flag: number, at: Instant): number {
    if (Number.isNaN(flag)) return Number.NaN;
    if (flag === 1) {
      if (!this.isOn && !(at - this.lastOnAt <= this.pause)) {
        this.isAgain = at - this.startedAt < this.within;
        this.startedAt = at;
      }
      this.lastOnAt = at;
    } else if (at - this.startedAt > this.within) this.forget();
    this.isOn = flag === 1;
    return this.isAgain && at - this.startedAt <= this.within ? 1 : 0;
  }

  save(into: Memory): void {
    const isKnown = !Number.isNaN(this.startedAt);
    const { isOn, lastOnAt, startedAt, isAgain } = this;
    into.writeList(isKnown ? [isOn ? 1 : 0, lastOnAt, startedAt, isAgain ? 1 : 0] : []);
  }

  restore(from: Memory): void {
    const [isOn = 0, lastOnAt = Number.NaN, startedAt = Number.NaN, isAgain = 0] = from.readList();
    this.isOn = isOn === 1;
    this.lastOnAt = lastOnAt;
    this.startedAt = startedAt;
    this.isAgain = isAgain === 1;
  }

  private forget(): void {
    this.lastOnAt = this.startedAt = Number.NaN;
    this.isAgain = false;
  }
}
