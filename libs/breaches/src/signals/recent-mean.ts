import type { Duration, Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/**
 * The mean of what was lately, in blocks of the clock: of the block that runs and of some before it. What is
 * older than these is forgotten wholly, so that late data of long ago leave it exactly as it was; a mean that
 * fades never forgets, and everything since would be judged again.
 */
export class RecentMean implements Remembering {
  private readonly block: Duration;
  /** Of the block that runs first, then of those before it. */
  private readonly sums: Float64Array;
  private readonly weights: Float64Array;
  private current = Number.NaN;

  /** @param blocks with the one that runs */
  constructor(block: Duration, blocks: number) {
    this.block = block;
    this.sums = new Float64Array(blocks);
    this.weights = new Float64Array(blocks);
  }

  /** Of all that is remembered. */
  get weight(): number {
    return total(this.weights);
  }

  /** NaN when nothing is remembered. */
  get mean(): number {
    return total(this.sums) / total(this.weights);
  }

  /** Forgets what is too old at a moment. */
  goOn(at: Instant): void {
    const now = Math.floor(at / this.block);
    if (now === this.current) return;
    const passed = Math.min(this.sums.length, now - this.current);
    // NaN: the first.
    if (passed > 0) {
      this.sums.copyWithin(passed, 0);
      this.weights.copyWithin(passed, 0);
      this.sums.fill(0, 0, passed);
      this.weights.fill(0, 0, passed);
    }
    this.current = now;
  }

  /** Keeps all of it for now, however old: it ages no more until `goOn`. */
  hold(at: Instant): void {
    this.current = Math.floor(at / this.block);
  }

  /** What was at a moment that `goOn` knows; not earlier than what was before. */
  add(value: number, weight: number): void {
    this.sums[0] = (this.sums[0] ?? 0) + value * weight;
    this.weights[0] = (this.weights[0] ?? 0) + weight;
  }

  /** All that is remembered, if anything is, becomes its mean in steps of `roughly`, of a weight. */
  standFor(weight: number, roughly: number): void {
    if (this.weight === 0) return;
    const mean = Math.round(this.mean / roughly) * roughly;
    this.forget();
    this.add(mean, weight);
  }

  forget(): void {
    this.sums.fill(0);
    this.weights.fill(0);
  }

  save(into: Memory): void {
    into.write(this.current);
    for (let i = 0; i < this.sums.length; i++) {
      into.write(this.sums[i] as number);
      into.write(this.weights[i] as number);
    }
  }

  restore(from: Memory): void {
    this.current = from.read();
    for (let i = 0; i < this.sums.length; i++) {
      this.sums[i] = from.read() || 0;
      this.weights[i] = from.read() || 0;
    }
  }
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
