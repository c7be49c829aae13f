import { RULE_UNITS, compareSeverity } from '@lenglian/breaches';
import type {
  AlertView,
  LotView,
  RunProgressView,
  RunView,
  UnitView,
} from '@lenglian/console-contract';
import { withoutToldGaps } from '@lenglian/incidents';
import type { LimitProfile } from '@lenglian/limits';
import type { AlertRecord, LotRecord, RunRecord, UnitRecord } from '@lenglian/records';
import { progressView } from '../progress/progress-view.ts';
import { latestOf } from './latest-reading.ts';
import { isLive, type LiveBoard } from './live-board.ts';
import type { PastSubjects, SubjectIds } from './past-subjects.ts';

/** What is shown of a unit's live alerts: whoever is called about it is called about the first. */
export function worstFirst(alerts: readonly AlertRecord[]): readonly AlertRecord[] {
  return withoutToldGaps(alerts).toSorted((a, b) => compareSeverity(b.severity, a.severity));
}

/** Names of users by id, for "acknowledged by". */
export interface NamesOfPeople {
  nameOf(userId: string): string;
}

/** What the console is shown of the board: each view of the contract, from a record and the board. */
export class LiveViews {
  private readonly board: LiveBoard;
  private readonly people: NamesOfPeople;
  private readonly past: PastSubjects;

  constructor(board: LiveBoard, people: NamesOfPeople, past: PastSubjects) {
    this.board = board;
    this.people = people;
    this.past = past;
  }

  run(run: RunRecord): RunView {
    const units = this.board.book.unitsByRun.get(run.id) ?? [];
    const conditions: RunView['conditions'] = {};
    const liveAlerts: RunView['liveAlerts'] = {};
    let latestMeasuredAt: number | null = null;
    for (const unit of units) {
      const condition = this.board.condition(unit.id);
      conditions[condition] = (conditions[condition] ?? 0) + 1;
      for (const { severity } of worstFirst(this.board.alertsOfUnit(unit.id))) {
        liveAlerts[severity] = (liveAlerts[severity] ?? 0) + 1;
      }
      for (const { measuredAt } of this.board.readingsOfUnit(unit.id)) {
        latestMeasuredAt = Math.max(measuredAt, latestMeasuredAt ?? measuredAt);
      }
    }
    const { id, code, serviceCode, nameZh, nameEn, state, plannedUnitCount, revision } = run;
    return {
      ...{ id, code, serviceCode, nameZh, nameEn, state, conditions, liveAlerts },
      ...{ plannedUnitCount, revision },
      legs: [...run.legs],
      unitCount: units.length,
      latestMeasuredAt,
      progress: this.progress(run),
    };
  }

  /** Where a run is on its way, by the judge's now. */
  progress(run: RunRecord): RunProgressView {
    const { book, now } = this.board;
    const codeOf = (unitId: string) => book.units.get(unitId)?.code ?? unitId;
    return progressView(run, this.board.measuredRun(run.id), now, codeOf);
  }

  unit(unit: UnitRecord): UnitView {
    const { book } = this.board;
    const { id, code, kind, runId, position, equipmentGroup } = unit;
    const { wholeUnitId, revision, state, plannedSetpointCelsius } = unit;
    return {
      ...{ id, code, kind, runId, position, equipmentGroup },
      ...{ wholeUnitId, revision, state, plannedSetpointCelsius },
      deviceIds: (book.devicesByUnit.get(id) ?? []).map((device) => device.deviceId),
      lots: (book.lotsByUnit.get(id) ?? []).map((lot) => this.lot(lot)).filter((lot) => !!lot),
      condition: this.board.condition(id),
      latest: latestOf(this.board.readingsOfUnit(id)),
      silentSince: this.board.silentSince(id),
      expectedHole: this.board.expectedHole(id),
      liveAlertIds: worstFirst(this.board.alertsOfUnit(id)).map((alert) => alert.id),
    };
  }

  /** Undefined while the lot's profile is newer than the book, unless it is given. */
  lot(
    lot: LotRecord,
    profile: LimitProfile | undefined = this.board.book.profiles.get(lot.profileId),
  ): LotView | undefined {
    if (!profile) return undefined;
    const { id, code, isProvisional, commodityCode, quantityKilograms } = lot;
    const { unitId, placedFrom, placedUntil } = lot;
    return {
      ...{ id, code, isProvisional, commodityCode, quantityKilograms },
      ...{ unitId, placedFrom, placedUntil },
      commodityNameZh: profile.nameZh,
      commodityNameEn: profile.nameEn,
      profileVersion: profile.version,
      setpointCelsius: profile.setpoint,
      bandLowCelsius: profile.band.low,
      bandHighCelsius: profile.band.high,
      criticalLowCelsius: profile.criticalLow,
      criticalHighCelsius: profile.criticalHigh,
      phase: this.board.phase(lot),
      danger: this.board.danger(id),
    };
  }

  alert(alert: AlertRecord): AlertView {
    const { book } = this.board;
    const lot = alert.lotId === null ? undefined : this.lotRecord(alert.lotId);
    const profile = lot && book.profiles.get(lot.profileId);
    const run = alert.runId === null ? undefined : this.runRecord(alert.runId);
    return {
      ...alert,
      unit: RULE_UNITS[alert.rule],
      lotCode: lot?.code ?? null,
      commodityCode: lot?.commodityCode ?? null,
      commodityNameZh: profile?.nameZh ?? null,
      commodityNameEn: profile?.nameEn ?? null,
      unitCode: book.units.get(alert.unitId)?.code ?? alert.unitId,
      runCode: run?.code ?? null,
      runNameZh: run?.nameZh ?? null,
      runNameEn: run?.nameEn ?? null,
      acknowledgedBy: this.nameOf(alert.acknowledgedBy),
      shelvedBy: this.nameOf(alert.shelvedBy),
      correctedBy: this.nameOf(alert.correctedBy),
      decidedBy: this.nameOf(alert.decidedBy),
      danger: isLive(alert) ? this.board.danger(alert.lotId) : null,
      lateness:
        isLive(alert) && alert.rule === 'LATE_ARRIVAL' ? this.board.lateness(alert.lotId) : null,
    };
  }

  private nameOf(userId: string | null): string | null {
    return userId === null ? null : this.people.nameOf(userId);
  }

  /** Reads what is not on the board, so that it can be shown by name. */
  lookUp(subjects: Iterable<SubjectIds>): Promise<void> {
    return this.past.learn(subjects, this.board.book);
  }

  /** A run under way, or one that is over and was looked up. */
  runRecord(id: string): RunRecord | undefined {
    return this.board.book.runs.get(id) ?? this.past.run(id);
  }

  private lotRecord(id: string): LotRecord | undefined {
    return this.board.book.lots.get(id) ?? this.past.lot(id);
  }

  /** The runs on the overview: all that are not over, the longest under way first. */
  overview(organisationId: string): RunView[] {
    return [...this.board.book.runs.values()]
      .filter((run) => run.organisationId === organisationId)
      .sort((a, b) => departureOf(a) - departureOf(b) || (a.id < b.id ? -1 : 1))
      .map((run) => this.run(run));
  }

  /** Units of a run in the order of the train. */
  unitsOfRun(runId: string): UnitView[] {
    return (this.board.book.unitsByRun.get(runId) ?? []).map((unit) => this.unit(unit));
  }

  /** Live alerts, newest first. */
  liveAlerts(organisationId: string): AlertView[] {
    return [...this.board.alerts()]
      .filter((alert) => alert.organisationId === organisationId && isLive(alert))
      .sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? 1 : -1))
      .map((alert) => this.alert(alert));
  }
}

/** When its first leg begins; a run without legs comes last. */
function departureOf(run: RunRecord): number {
  return run.legs[0]?.plannedDepartureAt ?? Number.MAX_SAFE_INTEGER;
}
