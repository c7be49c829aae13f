import type { AlertView, IncidentTreeView, IncidentView } from '@lenglian/console-contract';
import type { IncidentRecord } from '@lenglian/records';
import { mostUrgent } from '../live/danger-views.ts';
import type { LiveBoard } from '../live/live-board.ts';
import type { LiveViews, NamesOfPeople } from '../live/live-views.ts';

/** What the console is shown of an incident. */
export class IncidentViews {
  private readonly board: LiveBoard;
  private readonly views: LiveViews;
  private readonly people: NamesOfPeople;

  constructor(board: LiveBoard, views: LiveViews, people: NamesOfPeople) {
    this.board = board;
    this.views = views;
    this.people = people;
  }

  /** Runs that are over are known by name when they were looked up. */
  incident(incident: IncidentRecord): IncidentView {
    const { units } = this.board.book;
    return {
      ...this.parent(incident),
      children: incident.children.map(({ unitId, severity, stages }) => ({
        ...{ unitId, severity, alertIds: [...stages] },
        unitCode: units.get(unitId)?.code ?? unitId,
        position: units.get(unitId)?.position ?? null,
      })),
    };
  }

  /** @param alerts every one of the incident's */
  tree(incident: IncidentRecord, alerts: readonly AlertView[]): IncidentTreeView {
    const byId = new Map(alerts.map((alert) => [alert.id, alert]));
    const { children, ...parent } = this.incident(incident);
    return {
      ...parent,
      children: children.map((child) => ({
        ...child,
        stages: child.alertIds.flatMap((id) => byId.get(id) ?? []),
      })),
      annulled: alerts.filter(({ isAnnulled }) => isAnnulled),
      timeline: timelineOf(parent, alerts),
    };
  }

  private parent(incident: IncidentRecord): Omit<IncidentView, 'children'> {
    const { children, ...rest } = incident;
    const run = incident.runId === null ? undefined : this.views.runRecord(incident.runId);
    const owner = incident.acknowledgedBy;
    return {
      ...rest,
      runCode: run?.code ?? null,
      runNameZh: run?.nameZh ?? null,
      runNameEn: run?.nameEn ?? null,
      goods: this.goodsIn(children.map(({ unitId }) => unitId)),
      acknowledgedBy: owner === null ? null : this.people.nameOf(owner),
      danger: incident.endedAt === null ? this.dangerTo(children) : null,
    };
  }

  /** Of the goods that its alerts that last are about. */
  private dangerTo(children: IncidentRecord['children']): IncidentView['danger'] {
    const lotIds = children.flatMap(({ unitId, stages }) =>
      this.board
        .alertsOfUnit(unitId)
        .flatMap(({ id, lotId }) => (lotId !== null && stages.includes(id) ? lotId : [])),
    );
    return mostUrgent([...new Set(lotIds)].flatMap((lotId) => this.board.danger(lotId) ?? []));
  }

  private goodsIn(unitIds: readonly string[]): IncidentView['goods'] {
    const lots = unitIds
      .flatMap((unitId) => this.board.book.lotsByUnit.get(unitId) ?? [])
      .flatMap((lot) => this.views.lot(lot) ?? []);
    return [...Map.groupBy(lots, ({ commodityCode }) => commodityCode)].map(([code, of]) => ({
      commodityCode: code,
      commodityNameZh: of[0]?.commodityNameZh ?? code,
      commodityNameEn: of[0]?.commodityNameEn ?? code,
      quantityKilograms: of.some(({ quantityKilograms }) => quantityKilograms === null)
        ? null
        : of.reduce((sum, { quantityKilograms }) => sum + (quantityKilograms ?? 0), 0),
    }));
  }
}

function timelineOf(
  { acknowledgedAt, acknowledgedBy }: Pick<IncidentView, 'acknowledgedAt' | 'acknowledgedBy'>,
  alerts: readonly AlertView[],
): IncidentTreeView['timeline'] {
  const ofAlerts = alerts
    .filter(({ isAnnulled }) => !isAnnulled)
    .flatMap(({ id: alertId, unitId, rule, startedAt, raisedAt, endedAt }) => {
      const what = { alertId, unitId, rule, by: null };
      return [
        { ...what, at: startedAt, event: 'BEGAN' as const },
        { ...what, at: raisedAt, event: 'RAISED' as const },
        ...(endedAt === null ? [] : [{ ...what, at: endedAt, event: 'ENDED' as const }]),
      ];
    });
  const nothing = { alertId: null, unitId: null, rule: null };
  const taken =
    acknowledgedAt === null
      ? []
      : [{ ...nothing, at: acknowledgedAt, event: 'TAKEN' as const, by: acknowledgedBy }];
  return [...ofAlerts, ...taken].sort((a, b) => a.at - b.at);
}
