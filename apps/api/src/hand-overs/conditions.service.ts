import { Inject, Injectable } from '@nestjs/common';
import { isForOwnerAlone } from '@lenglian/breaches';
import { ConditionOf, type UnitCondition } from '@lenglian/goods';
import { HistoryUnavailableError, type ReadingHistory } from '@lenglian/history';
import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { AlertRecord, Records, ShownCondition } from '@lenglian/records';
import { everyPage } from '../live/journey-book.ts';
import { HISTORY, RECORDS } from '../parts.ts';
import { ReadingsService } from '../readings/readings.service.ts';

/** domain.md §8: the record of a hand-over tells the last 24 h. */
const TOLD: Duration = 24 * HOUR;

/** More units than these share one hand-over only by mistake. */
const UNITS_MAX = 100;

/** More than one a second. */
const READINGS_MAX = 100_000;

/** How goods were kept before they changed hands. */
@Injectable()
export class ConditionsService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(HISTORY) private readonly history: ReadingHistory,
    private readonly readings: ReadingsService,
  ) {}

  /** Of the units in which the lots lay at the moment, as far as is known now. */
  async before(
    organisationId: string,
    handedOverAt: Instant,
    goods: { readonly unitCode: string | null; readonly lotCodes: readonly string[] },
  ): Promise<ShownCondition[]> {
    const units = await this.unitsOf(organisationId, handedOverAt, goods);
    const conditions: ShownCondition[] = [];
    for (const [id, unitCode] of units) {
      const condition = await this.conditionOf(id, handedOverAt);
      if (!condition) continue;
      const openAlerts = await this.openAlerts(id, handedOverAt);
      conditions.push({ unitCode, ...condition, openAlerts });
    }
    return conditions;
  }

  /** Undefined while the history cannot be read: goods change hands all the same. */
  private async conditionOf(unitId: string, until: Instant): Promise<UnitCondition | undefined> {
    const condition = new ConditionOf(until - TOLD, until);
    try {
      for (const window of this.readings.windows(unitId, until - TOLD, until))
        for (const reading of await this.history.window(window, READINGS_MAX))
          condition.add(reading);
    } catch (error) {
      if (error instanceof HistoryUnavailableError) return undefined;
      throw error;
    }
    return condition.result();
  }

  private async unitsOf(
    organisationId: string,
    at: Instant,
    { unitCode, lotCodes }: { unitCode: string | null; lotCodes: readonly string[] },
  ): Promise<Map<string, string>> {
    const units = new Map<string, string>();
    const add = (unit: { id: string; organisationId: string; code: string } | undefined) => {
      if (unit?.organisationId === organisationId) units.set(unit.id, unit.code);
    };
    if (unitCode !== null) {
      add(await this.records.journeys.unitByCode(organisationId, unitCode));
      return units;
    }
    for (const lotCode of lotCodes) {
      const lot = await this.records.journeys.lotByCode(organisationId, lotCode);
      if (!lot || units.size >= UNITS_MAX) continue;
      const bindings = await this.records.bindings.list({ kind: 'lot', subjectId: lot.id });
      const there = bindings.find(
        ({ from, until }) => from <= at && (until === null || until > at),
      );
      if (there) add(await this.records.journeys.unit(there.targetId));
    }
    return units;
  }

  private async openAlerts(unitId: string, at: Instant): Promise<ShownCondition['openAlerts']> {
    const alerts: AlertRecord[] = await everyPage((page) =>
      this.records.alerts.list({ ...page, unitId, notRule: 'DATA_GAP' }),
    );
    return alerts
      .filter(({ rule, raisedAt, endedAt, isAnnulled }) => {
        if (isAnnulled || isForOwnerAlone(rule)) return false;
        return raisedAt <= at && (endedAt === null || endedAt > at);
      })
      .map(({ id, rule, severity }) => ({ alertId: id, rule, severity }));
  }
}
