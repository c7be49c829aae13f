import { isForOwnerAlone } from '@lenglian/breaches';
import type {
  AlertView,
  DeviceView,
  LotRecordView,
  RunView,
  UnitView,
} from '@lenglian/console-contract';
import type { Validity } from '@lenglian/placements';
import type { AlertRecord, OrganisationRecord, RunRecord, UnitRecord } from '@lenglian/records';
import { latestOf } from '../live/latest-reading.ts';
import type { LiveBoard } from '../live/live-board.ts';
import { worstFirst, type LiveViews } from '../live/live-views.ts';
import { progressOfLegs } from '../progress/progress-view.ts';
import { isWithin, type HeldRun } from './held-run.ts';

/** What custodians are shown of the board: less than the owner, where it is not of their time. */
export class GuestViews {
  private readonly board: LiveBoard;
  private readonly views: LiveViews;

  constructor(board: LiveBoard, views: LiveViews) {
    this.board = board;
    this.views = views;
  }

  /**
   * How a unit stands, with the newest reading if it was measured in custody, and the live alerts that
   * began in it.
   *
   * @param spans the time in which the unit was in custody
   */
  unit(unit: UnitRecord, spans: readonly Validity[]): UnitView {
    const readings = this.board.readingsOfUnit(unit.id);
    const alerts = worstFirst(this.board.alertsOfUnit(unit.id));
    return {
      ...this.views.unit(unit),
      latest: latestOf(readings.filter(({ measuredAt }) => isWithin(spans, measuredAt))),
      liveAlertIds: alerts
        .filter(({ rule }) => !isForOwnerAlone(rule))
        .filter(({ runId, startedAt }) => runId === unit.runId && isWithin(spans, startedAt))
        .map(({ id }) => id),
    };
  }

  /** Units on a run now, in the order of the train. */
  unitsOfRun(runId: string, held: HeldRun): UnitView[] {
    const units = this.board.book.unitsByRun.get(runId) ?? [];
    return units.map((unit) => this.unit(unit, held.spansOf(unit.id)));
  }

  /** A run: its alerts counted and its readings dated as its units are shown. */
  run(run: RunRecord, held: HeldRun): RunView {
    const units = this.unitsOfRun(run.id, held);
    const seen = new Set(units.flatMap(({ liveAlertIds }) => liveAlertIds));
    const liveAlerts: RunView['liveAlerts'] = {};
    for (const { id } of units)
      for (const alert of this.board.alertsOfUnit(id))
        if (seen.has(alert.id)) liveAlerts[alert.severity] = (liveAlerts[alert.severity] ?? 0) + 1;
    const measured = units.flatMap(({ latest }) => latest?.measuredAt ?? []);
    const latestMeasuredAt = measured.length === 0 ? null : Math.max(...measured);
    const whole = this.views.runRecord(run.id) ?? run;
    const progress = progressOfLegs(this.views.progress(whole), whole.legs, run.legs);
    return { ...this.views.run(run), liveAlerts, latestMeasuredAt, progress };
  }

  alert(alert: AlertRecord): AlertView {
    return alertForCustodian(this.views.alert(alert));
  }
}

/** A unit that has left the run: a custodian sees it go, and nothing of where it went. */
export function unitGone({ id, code, kind, wholeUnitId, revision }: UnitRecord): UnitView {
  return {
    ...{ id, code, kind, wholeUnitId, revision, state: 'IN_USE', runId: null },
    ...{ position: null, equipmentGroup: null, plannedSetpointCelsius: null },
    ...{ deviceIds: [], lots: [], condition: 'NO_DATA_YET' },
    ...{ latest: null, silentSince: null, expectedHole: null, liveAlertIds: [] },
  };
}

/** An alert without what its owner's people wrote on it, and who they are. */
export function alertForCustodian(alert: AlertView): AlertView {
  return {
    ...{ ...alert, acknowledgedBy: null, note: null, shelvedBy: null, shelfReason: null },
    ...{ cause: null, correctiveAction: null, correctedBy: null, decidedBy: null },
    ...{ dispositionReason: null, openReviewId: null, danger: null, lateness: null },
  };
}

/** A lot with the names of its shipper and consignee only where they are the guest's own. */
export function lotForGuest(
  lot: LotRecordView,
  guest: OrganisationRecord | undefined,
  isConsignee: boolean,
): LotRecordView {
  const isGuest = (name: string | null) =>
    name !== null && (name === guest?.nameZh || name === guest?.nameEn);
  return {
    ...{ ...lot, awaitingAlertIds: [], openReviewIds: [], danger: null },
    shipperName: isGuest(lot.shipperName) ? lot.shipperName : null,
    consigneeName: isConsignee || isGuest(lot.consigneeName) ? lot.consigneeName : null,
  };
}

/** A device as its lessor may see it: that it lives, and how it is set; not what it is used for. */
export function deviceForLessor(device: DeviceView): DeviceView {
  return { ...device, unitId: null, unitCode: null, publishesFor: [] };
}
