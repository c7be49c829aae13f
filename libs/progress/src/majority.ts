import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Astray } from './off-route.ts';
import { kilometresBetween, type Point } from './sphere.ts';

/** Where the run was at a moment. */
export interface Fix extends Point {
  readonly at: Instant;
}

/** A time in which a unit was not where its run was. */
export interface StrayUnit extends Astray {
  readonly unitId: string;
}

/** A unit's word of where the run is. */
interface Word extends Fix {
  readonly unitId: string;
}

/** How old a unit's word may be to count beside newer ones. */
const HEARD_WITHIN: Duration = 15 * MINUTE;
/** So many words of the last minute need no older ones. */
const FRESH_LEAST = 3;
/** How far two words of one train may be apart, km, and how much more for each hour between them. [C] */
const APART = 20;
const APART_AN_HOUR = 130;
/** A unit that is elsewhere for this long is on another train, or its device is. */
const STRAYS_AFTER: Duration = 2 * HOUR;

/** Keeps what each unit last said, and tells where most of them are. */
export class Majority {
  private readonly last = new Map<string, Word>();
  private readonly awaySince = new Map<string, Instant>();
  /** Told of, and not found again. */
  private readonly astray = new Map<string, StrayUnit>();
  private readonly found: StrayUnit[] = [];
  private now: Instant = -Infinity;

  /**
   * Takes the words of one moment.
   *
   * @param mayCount whether a unit is to be with the run now
   * @returns where the run is; undefined where no more than half of its units agree
   */
  take(words: readonly Word[], mayCount: (unitId: string) => boolean): Fix | undefined {
    let now = -Infinity;
    for (const word of words) {
      this.last.set(word.unitId, word);
      now = Math.max(now, word.at);
    }
    this.now = now;
    const heard = [...this.last.values()].filter(
      ({ unitId, at }) => at >= now - HEARD_WITHIN && mayCount(unitId),
    );
    const fresh = heard.filter(({ at }) => at >= now - MINUTE);
    const counted = fresh.length >= FRESH_LEAST && fresh.length * 2 > heard.length ? fresh : heard;
    const middle = medianOf(counted);
    if (!middle) return undefined;
    const agreeing = counted.filter((word) => isWith(word, middle));
    if (agreeing.length * 2 <= counted.length) return undefined;
    // All of them say where it is by and large, the newest words where it is now.
    const newest = agreeing.filter(({ at }) => at >= now - MINUTE);
    const run = medianOf(newest.length >= FRESH_LEAST ? newest : agreeing)!;
    for (const word of heard)
      if (isWith(word, run)) this.find(word.unitId, word.at);
      else if (!this.awaySince.has(word.unitId)) this.awaySince.set(word.unitId, word.at);
    return run;
  }

  /** After each moment: units that are elsewhere for long, since they last were where they may be without their run. */
  judgeStrays(isExcused: (unitId: string, at: Point) => boolean): void {
    for (const [unitId, from] of this.awaySince) {
      const word = this.last.get(unitId)!;
      if (isExcused(unitId, word)) {
        if (this.astray.has(unitId)) this.find(unitId, this.now);
        else this.awaySince.set(unitId, word.at);
      } else if (word.at - from >= STRAYS_AFTER && !this.astray.has(unitId))
        this.astray.set(unitId, { unitId, from, provenAt: word.at, until: null });
    }
  }

  /** By unit, in order; those that last are up to the unit's last word. */
  strays(): StrayUnit[] {
    return [...this.found, ...this.astray.values()].sort(
      (a, b) => (a.unitId < b.unitId ? -1 : Number(a.unitId > b.unitId)) || a.from - b.from,
    );
  }

  private find(unitId: string, until: Instant): void {
    const stray = this.astray.get(unitId);
    if (stray) this.found.push({ ...stray, until });
    this.astray.delete(unitId);
    this.awaySince.delete(unitId);
  }
}

function isWith(word: Fix, run: Fix): boolean {
  const hours = Math.abs(run.at - word.at) / HOUR;
  return kilometresBetween(word, run) <= APART + APART_AN_HOUR * hours;
}

/** The middle of each coordinate, at the newest moment. Ways here do not cross the antimeridian. */
function medianOf(words: readonly Fix[]): Fix | undefined {
  if (words.length === 0) return undefined;
  return {
    at: Math.max(...words.map(({ at }) => at)),
    latitudeDegrees: median(words.map(({ latitudeDegrees }) => latitudeDegrees)),
    longitudeDegrees: median(words.map(({ longitudeDegrees }) => longitudeDegrees)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
