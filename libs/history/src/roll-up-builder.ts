import type { Duration, Instant } from '@lenglian/quantities';
import { CHANNEL_COUNT } from '@lenglian/readings';
import type { RollUp } from './history.ts';

/** Numbers of one roll-up, in the order of `RollUp`'s fields. */
const STRIDE = 6;

/**
 * Rolls winners up, given in order of time: one (start, channel) is complete when the next interval
 * begins, or at `finish`. Kept as plain numbers, so that a month crosses threads at no cost.
 */
export class RollUpBuilder {
  private readonly width: Duration;
  private start: Instant = Number.NaN;
  private readonly min = new Float64Array(CHANNEL_COUNT);
  private readonly max = new Float64Array(CHANNEL_COUNT);
  private readonly sum = new Float64Array(CHANNEL_COUNT);
  private readonly count = new Float64Array(CHANNEL_COUNT);
  private done = new Float64Array(STRIDE * 256);
  private length = 0;

  constructor(width: Duration) {
    this.width = width;
  }

  /** Begins a winner; its values follow by `add`. */
  at(measuredAt: Instant): void {
    const start = Math.floor(measuredAt / this.width) * this.width;
    if (start === this.start) return;
    this.flush();
    this.start = start;
  }

  /** A value of the winner begun last that is there and not excluded. */
  add(channel: number, value: number): void {
    if (this.count[channel] === 0) {
      this.min[channel] = value;
      this.max[channel] = value;
      this.sum[channel] = value;
    } else {
      if (value < (this.min[channel] as number)) this.min[channel] = value;
      if (value > (this.max[channel] as number)) this.max[channel] = value;
      (this.sum[channel] as number) += value;
    }
    (this.count[channel] as number)++;
  }

  /** All roll-ups, ordered by start, then channel; `unpackRollUps` reads them. */
  finish(): Float64Array<ArrayBuffer> {
    this.flush();
    return this.done.slice(0, this.length);
  }

  private flush(): void {
    if (this.length + STRIDE * CHANNEL_COUNT > this.done.length) {
      const grown = new Float64Array(this.done.length * 2 + STRIDE * CHANNEL_COUNT);
      grown.set(this.done);
      this.done = grown;
    }
    for (let channel = 0; channel < CHANNEL_COUNT; channel++) {
      const count = this.count[channel] as number;
      if (count === 0) continue;
      const { done, length } = this;
      done[length] = this.start;
      done[length + 1] = channel;
      done[length + 2] = this.min[channel] as number;
      done[length + 3] = this.max[channel] as number;
      done[length + 4] = (this.sum[channel] as number) / count;
      done[length + 5] = count;
      this.length += STRIDE;
    }
    this.count.fill(0);
  }
}

export function unpackRollUps(packed: Float64Array): RollUp[] {
  const rollUps: RollUp[] = [];
  for (let i = 0; i < packed.length; i += STRIDE) {
    rollUps.push({
      start: packed[i] as number,
      channel: packed[i + 1] as number,
      min: packed[i + 2] as number,
      max: packed[i + 3] as number,
      mean: packed[i + 4] as number,
      count: packed[i + 5] as number,
    });
  }
  return rollUps;
}
