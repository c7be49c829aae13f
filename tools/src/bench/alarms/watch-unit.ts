import {
  compareSeverity,
  diffEpisodes,
  makeLotJudge,
  type Episode,
  type NamedEpisode,
} from '@lenglian/breaches';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { ForetoldWatch } from './foretold-watch.ts';
import { fruitLimits, type FruitLimit } from './fruit-truth.ts';
import { PlainThreshold } from './plain-threshold.ts';
import { UnitCourse } from './unit-course.ts';
import { playUnit } from './unit-readings.ts';
import type { WatchedUnit } from './watched-unit.ts';

/** An alert as it was told, with what is believed of it at the end. */
export interface ToldAlert extends NamedEpisode {
  /** When the data that proved it had arrived. */
  readonly toldAt: Instant;
  /** Event time at which it was first WARN or worse; null: never. */
  readonly warnedAt: Instant | null;
  readonly isAnnulled: boolean;
}

/** A unit's journey: what was told of it, what a plain rule would have told, and what was true. */
export interface WatchedJourney {
  readonly unit: WatchedUnit;
  readonly alerts: readonly ToldAlert[];
  readonly plain: PlainThreshold;
  /** Of the warmest and the coldest tenth of the fruit: what is harm. */
  readonly fruit: readonly FruitLimit[];
  /** Of any part of it: what makes an alert right. */
  readonly anyFruit: readonly FruitLimit[];
  /** What its air and all of its fruit did, by which conditions that are not about a limit of the fruit are judged. */
  readonly course: UnitCourse;
}

/** Plays a unit through the live judge and its twin; what was measured without coverage comes after the present. */
export function watchUnit(unit: WatchedUnit): WatchedJourney {
  const watch = new Watch(unit);
  const fruit = fruitLimits(unit.profile);
  const anyFruit = fruitLimits(unit.profile);
  const course = new UnitCourse(unit.profile);
  for (const minute of playUnit(unit)) {
    const { at, warmestFruit, coldestFruit, extremes, reading, isLate } = minute;
    course.observe(minute);
    for (const limit of fruit) limit.observe(warmestFruit, coldestFruit, at);
    for (const limit of anyFruit) limit.observe(...extremes, at);
    if (reading) watch.take(reading, isLate);
  }
  watch.end(unit.plan.from + unit.plan.duration);
  return { unit, alerts: watch.alerts(), plain: watch.plain, fruit, anyFruit, course };
}

class Watch {
  readonly plain: PlainThreshold;
  private readonly judge;
  private readonly foretold: ForetoldWatch;
  private readonly unitId: string;
  private readonly delivered: Reading[] = [];
  private kept: Reading[] = [];
  private told: ToldAlert[] = [];
  private revision = 0;

  constructor(unit: WatchedUnit) {
    this.unitId = unit.id;
    this.judge = makeLotJudge(unit.profile, unit.context);
    this.foretold = new ForetoldWatch(unit);
    this.plain = new PlainThreshold(unit.profile);
  }

  take(reading: Reading, isLate: boolean): void {
    this.plain.observe(reading);
    if (isLate) {
      this.kept.push(reading);
      return;
    }
    this.delivered.push(reading);
    this.judge.observe(reading);
    this.tell(reading.measuredAt);
    this.foretold.observe(reading, this.judge, this.readingsFrom);
    this.tellKept(reading.measuredAt);
  }

  /** The journey is over and all of it has arrived. */
  end(at: Instant): void {
    this.tellKept(at);
    // Peaks and ends that grew since.
    this.revision = -1;
    this.tell(at);
  }

  alerts(): readonly ToldAlert[] {
    return [...this.told, ...this.foretold.alerts()];
  }

  private tellKept(now: Instant): void {
    const [first, last] = [this.kept[0], this.kept.at(-1)];
    if (!first || !last) return;
    this.delivered.push(...this.kept);
    this.delivered.sort((a, b) => a.measuredAt - b.measuredAt);
    this.kept = [];
    this.judge.replay({ first: first.measuredAt, last: last.measuredAt }, (from, until) =>
      this.between(from, until),
    );
    this.tell(now);
    this.foretold.noteLate(first.measuredAt, this.judge, this.readingsFrom);
  }

  private readonly readingsFrom = (from: Instant): Reading[] =>
    this.between(from, Number.MAX_SAFE_INTEGER);

  private between(from: Instant, until: Instant): Reading[] {
    const reverse = this.delivered.findLastIndex(({ measuredAt }) => measuredAt < from) + 1;
    const after = this.delivered.slice(reverse);
    return after.filter(({ measuredAt }) => measuredAt < until);
  }

  private tell(now: Instant): void {
    if (this.judge.revision === this.revision) return;
    this.revision = this.judge.revision;
    const standing = this.told.filter(({ isAnnulled }) => !isAnnulled);
    for (const change of diffEpisodes(standing, this.judge.episodes())) {
      if (change.kind === 'opened') this.open(change.episode, now);
      else this.replace(change.alertId, change.episode, change.kind === 'annulled', now);
    }
  }

  private open(episode: Episode, toldAt: Instant): void {
    const alertId = `${this.unitId}-${String(this.told.length).padStart(3, '0')}`;
    const warnedAt = isLine(episode) ? episode.raisedAt : null;
    this.told.push({ alertId, episode, toldAt, warnedAt, isAnnulled: false });
  }

  private replace(alertId: string, episode: Episode, isAnnulled: boolean, now: Instant): void {
    this.told = this.told.map((alert) => {
      if (alert.alertId !== alertId) return alert;
      const warnedAt = alert.warnedAt ?? (isLine(episode) ? now : null);
      return { ...alert, episode, isAnnulled, warnedAt };
    });
  }
}

/** What a duty officer would see of an alert: WARN or worse. */
export function isLine({ severity }: Episode): boolean {
  return compareSeverity(severity, 'WARN') >= 0;
}
