import type { Condition, DangerView, LatenessView, UnitView } from '@lenglian/console-contract';
import { phaseOf, type Phase } from '@lenglian/goods';
import { expectedEnd } from '@lenglian/incidents';
import { SECOND, type Instant } from '@lenglian/quantities';
import { DEFROSTING, judgedValue, type Reading } from '@lenglian/readings';
import type { AlertRecord, LotRecord, RunRecord } from '@lenglian/records';
import type { DeviceUpdate, LotOutlook } from '../judge/judge-port.ts';
import { dangerOf } from './danger-views.ts';
import type { MeasuredRun } from '../progress/progress-view.ts';
import type { JourneyBook } from './journey-book.ts';
import { conditionOf, isSilent, type ConditionGrounds } from './unit-condition.ts';

/** Revisions of alerts that ended are remembered for this many alerts, against late repeats. */
const ENDED_ALERTS_REMEMBERED = 10_000;
/** Units looked at in one piece: a millisecond or two. */
const UNITS_A_STEP = 500;
/** Most units have none. */
const NO_ALERTS: readonly AlertRecord[] = [];

/** Which units and runs look different from the last time somebody asked. */
export interface BoardChanges {
  readonly units: ReadonlySet<string>;
  /** Runs that changed themselves; each that a unit of `units` is on looks different too. */
  readonly runs: ReadonlySet<string>;
  /** Units that were taken off a run, with that run: whoever watches it must see them go. */
  readonly leftRuns: ReadonlyMap<string, string>;
  /** Runs whose state, plan, times or position changed: whoever watches one is told. */
  readonly progressed: ReadonlySet<string>;
}

/**
 * The present state of everything, in memory: where things are (the book), what devices last said,
 * and the live alerts. No I/O and no clock; asking costs nothing but the asking, so a fleet that
 * nobody watches is only a few writes into maps.
 */
export class LiveBoard {
  private current: JourneyBook;
  private judgeNow: Instant | null = null;
  private readonly deviceStates = new Map<string, DeviceUpdate>();
  private readonly liveAlerts = new Map<string, AlertRecord>();
  private readonly alertsByUnit = new Map<string, Map<string, AlertRecord>>();
  private readonly outlooks = new Map<string, LotOutlook>();
  private readonly latenesses = new Map<string, LatenessView>();
  private readonly endedRevisions = new Map<string, number>();
  private readonly lastConditions = new Map<string, Condition>();
  private changedUnits = new Set<string>();
  private changedRuns = new Set<string>();
  private leftRuns = new Map<string, string>();
  private progressed = new Set<string>();
  private readonly measuredRuns = new Map<string, MeasuredRun>();

  constructor(book: JourneyBook) {
    this.current = book;
  }

  get book(): JourneyBook {
    return this.current;
  }

  /** The judge's "now": the last tick of the broker that it read; null before the first. */
  get now(): Instant | null {
    return this.judgeNow;
  }

  replaceBook(book: JourneyBook): void {
    for (const unit of this.current.units.values()) {
      if (unit.runId && book.units.get(unit.id)?.runId !== unit.runId) {
        this.leftRuns.set(unit.id, unit.runId);
      }
    }
    for (const run of book.runs.values()) {
      const before = this.current.runs.get(run.id);
      const isSame =
        before?.state === run.state &&
        before.plannedUnitCount === run.plannedUnitCount &&
        isSamePlan(before, run);
      if (!isSame) this.noteProgress(run.id);
    }
    for (const runId of this.current.runs.keys())
      if (!book.runs.has(runId)) this.noteProgress(runId);
    this.current = book;
    for (const unitId of book.units.keys()) this.changedUnits.add(unitId);
  }

  /** Time has passed. */
  passTo(now: Instant | null): void {
    this.judgeNow = now;
  }

  /**
   * The same, and finds the units that stand differently by that alone. Yields after every
   * `UNITS_A_STEP` units, so that the caller can let alerts pass in between.
   */
  *tick(now: Instant | null): Generator<void, void> {
    this.passTo(now);
    let looked = 0;
    for (const unitId of this.current.units.keys()) {
      const condition = this.condition(unitId);
      if (this.lastConditions.get(unitId) !== condition) {
        this.lastConditions.set(unitId, condition);
        this.changedUnits.add(unitId);
      }
      if (++looked % UNITS_A_STEP === 0) yield;
    }
  }

  /**
   * Takes what is new of devices. After a restart the judge knows a device only by its presence until
   * it speaks: what is known of its readings stays.
   */
  applyDevices(updates: readonly DeviceUpdate[]): void {
    for (const update of updates) {
      const known = this.deviceStates.get(update.deviceId);
      this.deviceStates.set(update.deviceId, {
        ...update,
        reading: update.reading ?? known?.reading ?? null,
        lastReceivedAt: update.lastReceivedAt ?? known?.lastReceivedAt ?? null,
      });
      const unitId = this.current.unitByDevice.get(update.deviceId);
      if (unitId !== undefined) this.changedUnits.add(unitId);
    }
  }

  /**
   * Takes alerts as they now are.
   *
   * @returns those that are news; a revision that is known already is not
   */
  applyAlerts(alerts: readonly AlertRecord[]): AlertRecord[] {
    return alerts.filter((alert) => {
      const known = this.liveAlerts.get(alert.id)?.revision ?? this.endedRevisions.get(alert.id);
      if (known !== undefined && known >= alert.revision) return false;
      if (isLive(alert)) this.keepAlert(alert);
      else this.dropAlert(alert);
      this.changedUnits.add(alert.unitId);
      return true;
    });
  }

  /** Takes what is foretold of lots. */
  applyOutlooks(outlooks: readonly LotOutlook[]): void {
    for (const outlook of outlooks) {
      if (outlook.said === null) this.outlooks.delete(outlook.lotId);
      else this.outlooks.set(outlook.lotId, outlook);
      this.changedUnits.add(outlook.unitId);
    }
  }

  /** Takes what positions tell of a run. */
  applyProgress(runId: string, measured: MeasuredRun): void {
    this.measuredRuns.set(runId, measured);
    this.noteProgress(runId);
  }

  forgetProgress(runId: string): void {
    this.measuredRuns.delete(runId);
  }

  measuredRun(runId: string): MeasuredRun | undefined {
    return this.measuredRuns.get(runId);
  }

  /** What is foretold of a lot that lies in a unit now; null where nothing is known. */
  danger(lotId: string | null): DangerView | null {
    const outlook = lotId === null ? undefined : this.outlooks.get(lotId);
    if (outlook === undefined || !this.current.lots.has(outlook.lotId)) return null;
    return dangerOf(outlook, this.current);
  }

  /** Takes how late a lot will be; null where it will not. */
  applyLateness(lotId: string, lateness: LatenessView | null): void {
    if (lateness === null) this.latenesses.delete(lotId);
    else this.latenesses.set(lotId, lateness);
  }

  /** How late a lot that lies in a unit now will be; null where nobody was told. */
  lateness(lotId: string | null): LatenessView | null {
    return this.latenesses.get(lotId ?? '') ?? null;
  }

  /** Where a lot is in its journey; null of goods that lie cooled in a store. */
  phase({ id, unitId, placedFrom, placedUntil }: LotRecord): Phase | null {
    const runId = this.current.units.get(unitId ?? '')?.runId ?? null;
    const runState = runId === null ? null : (this.current.runs.get(runId)?.state ?? null);
    const isPullingDown = this.outlooks.get(id)?.said?.isPullingDown ?? false;
    const judgeNow = this.judgeNow ?? 0;
    // The records know that goods have left before the board, which is told the time each second.
    const hasLeft = unitId === null && placedUntil !== null && placedFrom <= judgeNow;
    const now = hasLeft ? Math.max(judgeNow, placedUntil) : judgeNow;
    return phaseOf({ runState, isPullingDown, placedUntil, now });
  }

  /** The live alerts, in no order. */
  alerts(): Iterable<AlertRecord> {
    return this.liveAlerts.values();
  }

  alertsOfUnit(unitId: string): readonly AlertRecord[] {
    const ofUnit = this.alertsByUnit.get(unitId);
    return ofUnit ? [...ofUnit.values()] : NO_ALERTS;
  }

  deviceState(deviceId: string): DeviceUpdate | undefined {
    return this.deviceStates.get(deviceId);
  }

  condition(unitId: string): Condition {
    return conditionOf(this.grounds(unitId));
  }

  /** Since when nothing has come from a unit; null while data comes, and before it ever did. */
  silentSince(unitId: string): Instant | null {
    const grounds = this.grounds(unitId);
    return isSilent(grounds) ? grounds.lastReceivedAt : null;
  }

  /** The coverage hole that a silent unit is in, and when it should be out of it; null once it is missed. */
  expectedHole(unitId: string): UnitView['expectedHole'] {
    const lastWordAt = this.silentSince(unitId);
    if (lastWordAt === null || this.alertsOfUnit(unitId).some(({ rule }) => rule === 'NO_DATA'))
      return null;
    const dueAt = lastWordAt + this.grounds(unitId).reportingIntervalSeconds * SECOND;
    const holes = this.current.holesByUnit.get(unitId) ?? [];
    const end = expectedEnd({ lastWordAt, dueAt }, holes);
    return end ? { nameZh: end.hole.nameZh, nameEn: end.hole.nameEn, until: end.at } : null;
  }

  /** The newest reading of each device of a unit, as far as it is the unit's. */
  readingsOfUnit(unitId: string): Reading[] {
    const readings: Reading[] = [];
    for (const { deviceId, from } of this.current.devicesByUnit.get(unitId) ?? []) {
      const reading = this.deviceStates.get(deviceId)?.reading;
      if (reading && reading.measuredAt >= from) readings.push(reading);
    }
    return readings;
  }

  /** What changed since the last call. */
  takeChanges(): BoardChanges {
    const { changedUnits: units, changedRuns, leftRuns, progressed } = this;
    this.changedUnits = new Set();
    this.changedRuns = new Set();
    this.leftRuns = new Map();
    this.progressed = new Set();
    return { units, runs: changedRuns, leftRuns, progressed };
  }

  private noteProgress(runId: string): void {
    this.changedRuns.add(runId);
    this.progressed.add(runId);
  }

  private grounds(unitId: string): ConditionGrounds {
    let lastReceivedAt: Instant | null = null;
    let reportingIntervalSeconds = 0;
    let isDefrosting = false;
    for (const bound of this.current.devicesByUnit.get(unitId) ?? []) {
      const interval = bound.reportingIntervalSeconds;
      if (reportingIntervalSeconds === 0 || interval < reportingIntervalSeconds) {
        reportingIntervalSeconds = interval;
      }
      const state = this.deviceStates.get(bound.deviceId);
      if (!state) continue;
      if (state.lastReceivedAt !== null && state.lastReceivedAt > (lastReceivedAt ?? -Infinity)) {
        lastReceivedAt = state.lastReceivedAt;
      }
      if (state.reading && judgedValue(state.reading, DEFROSTING) === 1) isDefrosting = true;
    }
    const alerts = this.alertsOfUnit(unitId);
    return { alerts, lastReceivedAt, reportingIntervalSeconds, isDefrosting, now: this.judgeNow };
  }

  private keepAlert(alert: AlertRecord): void {
    this.endedRevisions.delete(alert.id);
    this.liveAlerts.set(alert.id, alert);
    const ofUnit = this.alertsByUnit.get(alert.unitId) ?? new Map<string, AlertRecord>();
    ofUnit.set(alert.id, alert);
    this.alertsByUnit.set(alert.unitId, ofUnit);
  }

  private dropAlert(alert: AlertRecord): void {
    this.liveAlerts.delete(alert.id);
    const ofUnit = this.alertsByUnit.get(alert.unitId);
    ofUnit?.delete(alert.id);
    if (ofUnit?.size === 0) this.alertsByUnit.delete(alert.unitId);
    this.endedRevisions.set(alert.id, alert.revision);
    if (this.endedRevisions.size > ENDED_ALERTS_REMEMBERED) {
      const oldest = this.endedRevisions.keys().next();
      if (!oldest.done) this.endedRevisions.delete(oldest.value);
    }
  }
}

const LEG_TIMES = [
  ...(['plannedDepartureAt', 'departedAt', 'departedBasis', 'measuredDepartureAt'] as const),
  ...(['plannedArrivalAt', 'arrivedAt', 'arrivedBasis', 'measuredArrivalAt'] as const),
];

/** Whether a run is where it was, and still to be where it was to be, when it was read before. */
function isSamePlan({ legs: before }: Pick<RunRecord, 'legs'>, { legs }: Pick<RunRecord, 'legs'>) {
  return (
    before.length === legs.length &&
    legs.every((leg, index) => LEG_TIMES.every((time) => leg[time] === before[index]?.[time]))
  );
}

/** Whether somebody still has to do with it. */
export function isLive(alert: Pick<AlertRecord, 'state' | 'isAnnulled'>): boolean {
  return !alert.isAnnulled && (alert.state === 'OPEN' || alert.state === 'ACKNOWLEDGED');
}
