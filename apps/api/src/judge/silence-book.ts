import type { Episode } from '@lenglian/breaches';
import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import {
  SILENCE_RULES,
  lastHeard,
  lastWord,
  stageOf,
  type SilenceGrounds,
  type SilenceRule,
  type SilenceStage,
} from './silence-stage.ts';
import { watchedUnits, type WatchedUnit } from './watched-units.ts';

/** A unit fell silent, stayed so for long, or spoke again. */
export interface SilenceChange {
  readonly unitId: string;
  readonly lotIds: readonly string[];
  readonly deviceId: string | null;
  readonly episode: Episode;
}

/** Of a unit whose link flickers every gap says the same. */
const GAP_TOLD_EACH: Duration = HOUR;

/** Units, and when a gap of each was told. */
export type SavedGaps = readonly (readonly [unitId: string, toldAt: Instant])[];

/** One silence of a unit, from its last word on. */
interface Silence {
  readonly startedAt: Instant;
  /** The stages that were told, each until the silence ends. */
  readonly stages: Map<SilenceRule, Episode>;
  /** Who was told of it, and so is to be told of the end. */
  lotIds: readonly string[];
}

/**
 * The rules DATA_GAP and NO_DATA, on reception and on the journal's ticks: a unit with goods from which nothing comes
 * - for `dataGapAfter`, where its last word said "no power" or something is wrong with its goods, is offline: a coverage
 *   hole never hides that (operations.md §A1);
 * - for `dataGapAfter` in no expected hole has a gap;
 * - for `offlineAfter`, and not before an expected hole is over by 30 min, is offline.
 * A gap is INFO, told once an hour at most, and lasts beside what follows it (ADR 0046). Offline is WARN, and MAJOR when it lasts `offlineMajorAfter`
 * longer, or at once where something was wrong before. Time in which we were not there is nobody's silence (design §6).
 */
export class SilenceBook {
  private snapshot: PlacementSnapshot | undefined;
  private units: WatchedUnit[] = [];
  private unitByDevice: ReadonlyMap<string, WatchedUnit> = new Map();
  private unitsAt: Instant = Number.NEGATIVE_INFINITY;
  private readonly silent = new Map<string, Silence>();
  /** When a gap of each unit was told last, for as long as that keeps the next one back. */
  private gapsToldAt = new Map<string, Instant>();

  place(snapshot: PlacementSnapshot): void {
    this.snapshot = snapshot;
    this.unitsAt = Number.NEGATIVE_INFINITY;
  }

  /** What was believed before a restart. */
  restore(unitId: string, lotId: string, episode: Episode): void {
    const { startedAt } = episode;
    const rule = SILENCE_RULES.find((one) => one === episode.rule);
    if (rule === undefined) return;
    const open: Silence = this.silent.get(unitId) ?? { startedAt, stages: new Map(), lotIds: [] };
    open.stages.set(rule, episode);
    if (!open.lotIds.includes(lotId)) open.lotIds = [...open.lotIds, lotId];
    this.silent.set(unitId, open);
  }

  /** When gaps were told, to be restored after a restart; bounded by what an hour brings. */
  saveGaps(now: Instant): SavedGaps {
    this.gapsToldAt = new Map([...this.gapsToldAt].filter(([, at]) => now - at < GAP_TOLD_EACH));
    return [...this.gapsToldAt];
  }

  restoreGaps(saved: SavedGaps): void {
    this.gapsToldAt = new Map(saved);
  }

  /** Compares every unit with the newest tick. Cheap for units that spoke lately. */
  check(grounds: SilenceGrounds): SilenceChange[] {
    const { now } = grounds.ticks;
    if (now === null) return [];
    this.renewUnits(now);
    const changes: SilenceChange[] = this.endUnwatched(now);
    for (const unit of this.units) {
      const open = this.silent.get(unit.unitId);
      if (open) changes.push(...this.goOn(unit, open, grounds));
      else {
        const last = lastHeard(unit, grounds.devices);
        const stage = stageOf(unit, last, grounds);
        if (stage && !this.isKeptBack(unit, stage, now))
          changes.push(this.fellSilent(unit, last, stage, now));
      }
    }
    return changes;
  }

  /** Of units that spoke again since. Costs what was heard, not what is silent or watched. */
  spoken(grounds: SilenceGrounds): SilenceChange[] {
    const { now } = grounds.ticks;
    if (now === null || this.silent.size === 0) return [];
    // Who speaks for whom may be new.
    this.renewUnits(now);
    const heard = new Set<WatchedUnit>();
    for (const deviceId of grounds.heard.keys()) {
      const unit = this.unitByDevice.get(deviceId);
      if (unit && this.silent.has(unit.unitId)) heard.add(unit);
    }
    if (heard.size === 0) return [];
    // In the order of units, not in that in which they were heard: of one moment it is nobody's.
    const spoke = heard.size > 1 ? this.units.filter((unit) => heard.has(unit)) : [...heard];
    return spoke.flatMap((unit) => {
      const open = this.silent.get(unit.unitId);
      return open ? this.spokeAgain(unit, open, grounds) : [];
    });
  }

  /** Placements begin and end as time goes by, so who is watched is worked out every minute. */
  private renewUnits(now: Instant): void {
    if (!this.snapshot || now - this.unitsAt < MINUTE) return;
    this.units = watchedUnits(this.snapshot, now);
    this.unitByDevice = new Map(
      this.units.flatMap((unit) => unit.devices.map(({ deviceId }) => [deviceId, unit])),
    );
    this.unitsAt = now;
  }

  /** Goods were taken out of a silent unit: nobody's silence any more. */
  private endUnwatched(now: Instant): SilenceChange[] {
    if (this.silent.size === 0) return [];
    const watched = new Set(this.units.map((unit) => unit.unitId));
    return [...this.silent].flatMap(([unitId, open]) => {
      if (watched.has(unitId)) return [];
      this.silent.delete(unitId);
      return tellEnd({ unitId, devices: [] }, open, open.lotIds, now);
    });
  }

  private goOn(unit: WatchedUnit, open: Silence, grounds: SilenceGrounds): SilenceChange[] {
    const ended = this.spokeAgain(unit, open, grounds);
    if (ended.length > 0) return ended;
    const now = grounds.ticks.now ?? open.startedAt;
    const changes = followLots(unit, open, now);
    const next = nextStage(unit, open, grounds);
    return next ? [...changes, tellStage(unit, open, next, now)] : changes;
  }

  private spokeAgain(
    unit: WatchedUnit,
    open: Silence,
    { heard, devices }: SilenceGrounds,
  ): SilenceChange[] {
    const last = lastWord(unit, devices);
    if (last <= open.startedAt) return [];
    this.silent.delete(unit.unitId);
    const words = unit.devices.flatMap(({ deviceId, boundFrom }) => {
      const at = heard.get(deviceId) ?? last;
      return at >= boundFrom && at > open.startedAt ? at : [];
    });
    const first = Math.min(last, ...words);
    return tellEnd(unit, open, open.lotIds, first);
  }

  private fellSilent(
    unit: WatchedUnit,
    last: Instant,
    stage: SilenceStage,
    now: Instant,
  ): SilenceChange {
    const open: Silence = { startedAt: last, stages: new Map(), lotIds: unit.lotIds };
    this.silent.set(unit.unitId, open);
    if (stage.rule === 'DATA_GAP') this.gapsToldAt.set(unit.unitId, now);
    return tellStage(unit, open, stage, now);
  }

  private isKeptBack({ unitId }: WatchedUnit, { rule }: SilenceStage, now: Instant): boolean {
    const toldAt = this.gapsToldAt.get(unitId);
    return rule === 'DATA_GAP' && toldAt !== undefined && now - toldAt < GAP_TOLD_EACH;
  }
}

/**
 * What silence that was told of is to be told as besides, or as by a worse severity.
 */
function nextStage(
  unit: WatchedUnit,
  { startedAt, stages }: Silence,
  grounds: SilenceGrounds,
): SilenceStage | undefined {
  const offline = stages.get('NO_DATA');
  if (offline === undefined) {
    // A device that spoke last may have been taken off, and one that has not spoken bound.
    const since = Math.min(startedAt, lastHeard(unit, grounds.devices));
    const stage = stageOf(unit, since, grounds);
    return stage?.rule === 'NO_DATA' ? stage : undefined;
  }
  const isMajor =
    offline.severity === 'WARN' && grounds.ticks.coveredSince(offline.raisedAt) >= unit.majorAfter;
  return isMajor ? { rule: 'NO_DATA', severity: 'MAJOR' } : undefined;
}

/** Goods that left a silent unit, or came into it, while others lie there. */
function followLots(unit: WatchedUnit, open: Silence, now: Instant): SilenceChange[] {
  const told = open.lotIds;
  const gone = told.filter((lotId) => !unit.lotIds.includes(lotId));
  const came = unit.lotIds.filter((lotId) => !told.includes(lotId));
  open.lotIds = unit.lotIds;
  return [
    ...(gone.length > 0 ? tellEnd(unit, open, gone, now) : []),
    ...(came.length > 0 ? inOrder(open).map((one) => tell(unit, one, came)) : []),
  ];
}

function tellStage(
  unit: WatchedUnit,
  { startedAt, stages }: Silence,
  { rule, severity }: SilenceStage,
  now: Instant,
): SilenceChange {
  const before = stages.get(rule);
  const raisedAt = before?.raisedAt ?? now;
  const episode: Episode = { ...NOTHING_HEARD, ...{ rule, severity, startedAt, raisedAt } };
  stages.set(rule, episode);
  return tell(unit, episode, unit.lotIds);
}

/** Every stage of it ends with the same word. */
function tellEnd(
  unit: Pick<WatchedUnit, 'unitId' | 'devices'>,
  open: Silence,
  lotIds: readonly string[],
  at: Instant,
): SilenceChange[] {
  return inOrder(open).map((episode) =>
    tell(unit, { ...episode, endedAt: at, clearedAt: at }, lotIds),
  );
}

/** In whatever order they were restored. */
function inOrder({ stages }: Silence): Episode[] {
  return SILENCE_RULES.flatMap((rule) => stages.get(rule) ?? []);
}

function tell(
  { unitId, devices }: Pick<WatchedUnit, 'unitId' | 'devices'>,
  episode: Episode,
  lotIds: readonly string[],
): SilenceChange {
  return { unitId, lotIds, deviceId: devices[0]?.deviceId ?? null, episode };
}

const NOTHING_HEARD = {
  endedAt: null,
  clearedAt: null,
  limit: null,
  peak: null,
  signal: null,
  degreeMinutes: null,
  spentMinutes: null,
  isUnverified: false,
} as const;
