import { Inject, Injectable } from '@nestjs/common';
import { isBreach } from '@lenglian/breaches';
import type { LotCustodyView, LotExposureView, LotTraceView } from '@lenglian/console-contract';
import {
  attribute,
  custodyOf,
  exposureOf,
  traceBack,
  traceForward,
  type BreachSpan,
  type TraceStep,
} from '@lenglian/goods';
import { gapsIn } from '@lenglian/freshness';
import { HistoryUnavailableError } from '@lenglian/history';
import { MINUTE, type Clock, type Instant } from '@lenglian/quantities';
import type { LotRecord, Records } from '@lenglian/records';
import { everyPage } from '../live/journey-book.ts';
import { CLOCK, RECORDS } from '../parts.ts';
import { FreshnessService } from './freshness.service.ts';
import { LotSeriesService } from './lot-series.service.ts';

/** Lots whose custody is told with that of one they became. */
const LOTS_BEFORE_MAX = 50;

/** Where the goods of a lot came from and went, and what they were exposed to on the way. */
@Injectable()
export class LineageService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly freshness: FreshnessService,
    private readonly measured: LotSeriesService,
  ) {}

  async trace(lot: LotRecord): Promise<LotTraceView> {
    const history = await this.records.lots.related(lot.id);
    const lots = new Map([[lot.id, lot]]);
    for (const { inputs, outputs } of history) {
      for (const { lotId } of [...inputs, ...outputs]) {
        if (lots.has(lotId)) continue;
        const found = await this.records.journeys.lot(lotId);
        // Goods that went to another organisation are its own business from there on.
        if (found?.organisationId === lot.organisationId) lots.set(lotId, found);
      }
    }
    const named = (step: TraceStep) => {
      const found = lots.get(step.lotId);
      return found ? [{ ...step, lotCode: found.code }] : [];
    };
    const massOf = (lotId: string) => lots.get(lotId)?.quantityKilograms ?? null;
    return {
      lotId: lot.id,
      back: traceBack(lot.id, history).flatMap(named),
      forward: traceForward(lot.id, history, massOf).flatMap(named),
    };
  }

  async exposure(lot: LotRecord): Promise<LotExposureView> {
    const transformations = await this.records.lots.related(lot.id);
    const breaches = new Map<string, BreachSpan[]>();
    for (const id of [lot.id, ...traceBack(lot.id, transformations).map((step) => step.lotId)])
      if (!breaches.has(id)) breaches.set(id, await this.breachesOf(id));
    const asOf = this.clock.now();
    const { own, inherited, total } = exposureOf(lot.id, asOf, {
      transformations,
      breachesOf: (id) => breaches.get(id) ?? [],
    });
    return {
      ...{ lotId: lot.id, asOf },
      ...{ ownMinutes: own, inheritedMinutes: inherited, totalMinutes: total },
      unseenMinutes: await this.unseen(lot, asOf),
    };
  }

  /** Minutes of a lot's own time that nobody measured; null where its history cannot be read now. */
  private async unseen(lot: LotRecord, asOf: Instant): Promise<number | null> {
    const own = await this.freshness.timeOf(lot, asOf);
    if (!own) return 0;
    try {
      const { series } = await this.measured.of(own.placements, own);
      const gaps = gapsIn(series, own).reduce((sum, { length }) => sum + length, 0);
      return Math.round(gaps / MINUTE);
    } catch (error) {
      if (error instanceof HistoryUnavailableError) return null;
      throw error;
    }
  }

  /**
   * Who answered for a lot, and what it was exposed to in their time; what is learnt later of somebody's
   * time goes to them.
   *
   * @param withBefore also who answered for the lots that its goods were before
   */
  async custody(lot: LotRecord, { withBefore }: { withBefore: boolean }): Promise<LotCustodyView> {
    const asOf = this.clock.now();
    const spans = await this.attributed(lot.id, asOf);
    const told = { lotId: lot.id, asOf, spans };
    if (!withBefore) return { ...told, before: [], hasMoreBefore: false };
    const { back } = await this.trace(lot);
    // Goods that came two ways were in the one lot until the last of them left it.
    const last = new Map<string, (typeof back)[number]>();
    for (const step of back)
      if (step.at > (last.get(step.lotId)?.at ?? -Infinity)) last.set(step.lotId, step);
    const before: LotCustodyView['before'] = [];
    for (const { lotId, lotCode, at } of [...last.values()].slice(0, LOTS_BEFORE_MAX))
      before.push({ lotId, lotCode, until: at, spans: await this.attributed(lotId, at) });
    return { ...told, before, hasMoreBefore: last.size > before.length };
  }

  /** Within the time of one lot. */
  private async attributed(lotId: string, until: Instant): Promise<LotCustodyView['spans']> {
    const spans = custodyOf(await this.records.handOvers.custodyEvents(lotId));
    const breaches = await this.breachesOf(lotId);
    const [first] = await this.records.bindings.list({ kind: 'lot', subjectId: lotId });
    const during = { from: first?.from ?? -Infinity, until };
    return attribute(breaches, spans, during).map((span) => ({
      ...{ ...span, minutes: { ...span.minutes } },
    }));
  }

  /** Silence proves neither good nor bad, and what is foretold has not happened. */
  private async breachesOf(lotId: string): Promise<BreachSpan[]> {
    const alerts = await everyPage((page) => this.records.alerts.list({ ...page, lotId }));
    return alerts.filter(({ isAnnulled, rule }) => !isAnnulled && isBreach(rule));
  }
}
