import type { FuelParameters } from '@lenglian/limits';
import { HOUR, type Duration, type Instant, type Percent } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';

/** A gauge that shows more by so much than within the last hour was filled. */
const FILLED: Percent = 5;

/**
 * How fast a unit uses up its fuel, from what its gauge showed over the last hours in which it ran: the first word of
 * each hour is kept, and each is forgotten whole. A filled tank starts anew.
 */
export class FuelUse implements Remembering {
  private readonly longest: Duration;
  private readonly shortest: Duration;
  private lastAt = Number.NaN;
  /** Which hour of the clock the newest word that is kept is of. */
  private hour = Number.NaN;
  /** Instants and percents by turns, oldest first; moved on by the time in which the unit stood. */
  private kept: number[] = [];

  constructor({ learntOver }: Pick<FuelParameters, 'learntOver'>) {
    this.longest = learntOver;
    this.shortest = learntOver / 2;
  }

  /**
   * @param hasStopped without power since the last word: what it uses then says nothing of how it runs
   * @returns percent an hour, 0 where it uses none; NaN while too little is known or nothing is said
   */
  observe(fuel: Percent, hasStopped: boolean, at: Instant): number {
    if (Number.isNaN(fuel)) return Number.NaN;
    const { kept } = this;
    if (hasStopped)
      for (let i = 0; i < kept.length; i += 2) kept[i] = (kept[i] as number) + (at - this.lastAt);
    this.lastAt = at;
    if (kept.length > 0 && fuel > (kept.at(-1) as number) + FILLED) kept.length = 0;
    while (kept.length > 0 && at - (kept[0] as number) > this.longest) kept.splice(0, 2);
    const hour = Math.floor(at / HOUR);
    if (kept.length === 0 || (hour !== this.hour && !hasStopped)) {
      kept.push(at, fuel);
      this.hour = hour;
    }
    const ran = at - (kept[0] as number);
    return ran < this.shortest
      ? Number.NaN
      : (Math.max(0, (kept[1] as number) - fuel) / ran) * HOUR;
  }

  save(into: Memory): void {
    into.writeList(this.kept.length > 0 ? [this.lastAt, this.hour, ...this.kept] : []);
  }

  restore(from: Memory): void {
    const [lastAt = Number.NaN, hour = Number.NaN, ...kept] = from.readList();
    this.lastAt = lastAt;
    this.hour = hour;
    this.kept = kept;
  }
}
