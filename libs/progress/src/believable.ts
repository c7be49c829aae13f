import { HOUR, MINUTE } from '@lenglian/quantities';
import type { Fix } from './majority.ts';
import { kilometresBetween } from './sphere.ts';

/** A receiver's own error, km. */
const ERROR = 2;
/** So many fixes in a row that agree with each other are believed, however far they are from what was before. */
const IN_A_ROW = 3;

/** Lets through what a run can have reached; one wild fix is no journey. */
export class Believable {
  private readonly topSpeed: number;
  private last: Fix | undefined;
  private doubted: Fix[] = [];

  /** @param topSpeed km/h */
  constructor(topSpeed: number) {
    this.topSpeed = topSpeed;
  }

  /** @returns what may be believed now, by time: none, this, or this with those that were doubted before it */
  take(fix: Fix): readonly Fix[] {
    if (this.last === undefined || this.canReach(this.last, fix)) return this.believe([fix]);
    const before = this.doubted.at(-1);
    if (before && !this.canReach(before, fix)) this.doubted = [];
    this.doubted.push(fix);
    return this.doubted.length < IN_A_ROW ? [] : this.believe(this.doubted);
  }

  private believe(fixes: readonly Fix[]): readonly Fix[] {
    this.doubted = [];
    this.last = fixes.at(-1);
    return fixes;
  }

  private canReach(from: Fix, to: Fix): boolean {
    // Two words of one train may be of moments a minute apart.
    const hours = (Math.abs(to.at - from.at) + MINUTE) / HOUR;
    return kilometresBetween(from, to) <= ERROR + this.topSpeed * hours;
  }
}
