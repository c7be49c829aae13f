import { Inject, Injectable } from '@nestjs/common';
import type {
  FreshnessView,
  ReadingSeries,
  SharedChart,
  SharedLotView,
  TemperatureCertificateView,
} from '@lenglian/console-contract';
import { productNow } from '@lenglian/goods';
import { HistoryUnavailableError } from '@lenglian/history';
import type { LimitProfile } from '@lenglian/limits';
import { overlapOf, type Validity } from '@lenglian/placements';
import { HOUR, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import { CARGO_PROBES, channelAt } from '@lenglian/readings';
import type { BindingRecord, LotLinkRecord, LotRecord, Records } from '@lenglian/records';
import type { ApiConfig } from '../config.ts';
import { UnknownRecordError } from '../http/errors.ts';
import { LiveBoard } from '../live/live-board.ts';
import { LiveViews } from '../live/live-views.ts';
import { CLOCK, CONFIG, RECORDS } from '../parts.ts';
import { ReadingsService } from '../readings/readings.service.ts';
import { CertificateService } from './certificate.service.ts';
import { FreshnessService } from './freshness.service.ts';
import { stopsOnPlan } from './stops-on-plan.ts';

/** How far back the chart goes, at most. */
const TOLD: Duration = 24 * HOUR;
/** A quarter of an hour each: as much as a phone shows. */
const POINTS_MAX = 96;

const PROBES: ReadonlySet<string> = new Set(
  CARGO_PROBES.map((channel) => channelAt(channel)?.name ?? ''),
);

/** What a lot is to somebody outside: field by field, so that nothing goes out that was added later. */
@Injectable()
export class SharedLotService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ApiConfig,
    private readonly board: LiveBoard,
    private readonly views: LiveViews,
    private readonly readings: ReadingsService,
    private readonly freshness: FreshnessService,
    private readonly certificates: CertificateService,
  ) {}

  /** @throws UnknownRecordError when its lot or its limits are not there (any more) */
  async view({ lotId, organisationId, validUntil }: LotLinkRecord): Promise<SharedLotView> {
    const lot = await this.records.journeys.lot(lotId);
    const profile = lot && (await this.profileOf(lot));
    if (lot?.organisationId !== organisationId || !profile) throw new UnknownRecordError('link');
    const asOf = this.clock.now();
    const placements = await this.records.bindings.list({
      ...{ kind: 'lot', subjectId: lotId, organisationId },
    });
    const { low: bandLowCelsius, high: bandHighCelsius } = profile.band;
    const latest = lot.unitId === null ? [] : this.board.readingsOfUnit(lot.unitId);
    return {
      lotCode: lot.code,
      commodityNameZh: profile.nameZh,
      commodityNameEn: profile.nameEn,
      quantityKilograms: lot.leftKilograms,
      run: await this.runOf(placements, asOf),
      ...{ bandLowCelsius, bandHighCelsius },
      product: productNow(latest, profile.band, asOf),
      chart: await this.chart(placements, asOf),
      freshness: await this.freshnessOf(lot),
      ...{ isDemo: this.config.isDemo, validUntil, asOf },
    };
  }

  /** @throws UnknownRecordError, HistoryUnavailableError */
  async certificate({ lotId, organisationId }: LotLinkRecord): Promise<TemperatureCertificateView> {
    const lot = await this.records.journeys.lot(lotId);
    if (lot?.organisationId !== organisationId) throw new UnknownRecordError('link');
    return this.certificates.of(lot, 'outside');
  }

  /** Null while the history cannot be read. */
  private async freshnessOf(lot: LotRecord): Promise<FreshnessView | null> {
    try {
      return await this.freshness.of(lot);
    } catch (error) {
      if (error instanceof HistoryUnavailableError) return null;
      throw error;
    }
  }

  private async profileOf(lot: LotRecord): Promise<LimitProfile | undefined> {
    const profiles = await this.records.journeys.profiles(lot.organisationId);
    return profiles.find(({ id }) => id === lot.profileId);
  }

  /** The run that the unit of the lot's present placement is on then; of the last one when it is over. */
  private async runOf(
    placements: readonly BindingRecord[],
    now: Instant,
  ): Promise<SharedLotView['run']> {
    const placement = placements.findLast(({ from }) => from <= now) ?? placements[0];
    if (!placement) return null;
    const { organisationId, targetId: subjectId } = placement;
    const rides = await this.records.bindings.list({ kind: 'unit', subjectId, organisationId });
    const ride = rides.findLast((one) => overlapOf(one, placement) !== undefined);
    const run = ride && (await this.records.journeys.run(ride.targetId));
    if (!ride || run?.organisationId !== organisationId) return null;
    const { nameZh, nameEn, state } = run;
    return { nameZh, nameEn, state, ...stopsOnPlan(run, ride, now, this.views.progress(run)) };
  }

  /** The last hours in which the lot lay anywhere; null while the history cannot be read. */
  private async chart(
    placements: readonly BindingRecord[],
    now: Instant,
  ): Promise<SharedChart | null> {
    const last = placements.findLast(({ from }) => from <= now);
    const to = Math.min(now, last?.until ?? now);
    const window: Validity = { from: to - TOLD, until: to };
    const points = new Map<Instant, { low: number; high: number }>();
    try {
      for (const placement of placements) {
        const span = overlapOf(placement, window);
        if (!span || span.until === null || span.from >= span.until) continue;
        const unit = await this.records.journeys.unit(placement.targetId);
        if (unit?.organisationId !== placement.organisationId) continue;
        const asked = { from: span.from, to: span.until, points: POINTS_MAX };
        addProbes(points, await this.readings.series(unit, asked, [window]));
      }
    } catch (error) {
      if (error instanceof HistoryUnavailableError) return null;
      throw error;
    }
    const ordered = [...points].sort(([a], [b]) => a - b);
    return {
      ...{ from: window.from, to },
      times: ordered.map(([time]) => time),
      lowCelsius: ordered.map(([, { low }]) => low),
      highCelsius: ordered.map(([, { high }]) => high),
    };
  }
}

/** Joins the probes of all devices: of each time the coldest and the warmest. */
function addProbes(
  points: Map<Instant, { low: number; high: number }>,
  { times, series }: ReadingSeries,
): void {
  for (const { channel, mean, min = mean, max = mean } of series) {
    if (!PROBES.has(channel)) continue;
    times.forEach((time, index) => {
      const [low, high] = [min[index] ?? null, max[index] ?? null];
      if (low === null || high === null) return;
      const known = points.get(time);
      points.set(time, {
        low: Math.min(low, known?.low ?? low),
        high: Math.max(high, known?.high ?? high),
      });
    });
  }
}
