import { Inject, Injectable } from '@nestjs/common';
import type { TemperatureCertificateView } from '@lenglian/console-contract';
import { gapsIn, minutesOutside, type TemperatureSeries } from '@lenglian/freshness';
import type { LimitProfile } from '@lenglian/limits';
import { DAY, MINUTE, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import type { LotRecord, Records } from '@lenglian/records';
import type { ApiConfig } from '../config.ts';
import { everyPage } from '../live/journey-book.ts';
import { CLOCK, CONFIG, RECORDS } from '../parts.ts';
import { FreshnessService } from './freshness.service.ts';
import { LineageService } from './lineage.service.ts';
import { GAP_MAX, LotSeriesService, type LotSeries } from './lot-series.service.ts';

/** A sheet of paper tells no more than this. */
const TOLD_MAX: Duration = 40 * DAY;
const POINTS_MAX = 360;
const GAPS_MAX = 20;
const EDITS_MAX = 50;

interface Told {
  readonly from: Instant;
  readonly until: Instant;
}

/** What was measured of a lot, to be printed. */
@Injectable()
export class CertificateService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ApiConfig,
    private readonly freshness: FreshnessService,
    private readonly measured: LotSeriesService,
    private readonly lineage: LineageService,
  ) {}

  /**
   * @param forWhom outside: nothing of who answered for it, which is between the parties
   * @throws HistoryUnavailableError, UnknownRecordError
   */
  async of(lot: LotRecord, forWhom: 'owner' | 'outside'): Promise<TemperatureCertificateView> {
    const now = this.clock.now();
    const profile = await this.freshness.profileOf(lot);
    const own = await this.freshness.timeOf(lot, now);
    const until = own?.until ?? now;
    const told = { from: Math.max(own?.from ?? now, until - TOLD_MAX), until };
    const placements = own?.placements ?? [];
    const seen = await this.measured.of(placements, told);
    return {
      ...{ lotCode: lot.code, commodityNameZh: profile.nameZh, commodityNameEn: profile.nameEn },
      ...{ waybillNumber: lot.waybillNumber, quantityKilograms: lot.leftKilograms },
      units: await Promise.all(
        placements.map(async ({ targetId, from, until: end }) => {
          const unit = await this.records.journeys.unit(targetId);
          return { unitCode: unit?.code ?? '', from, until: end };
        }),
      ),
      limits: limitsOf(profile),
      ...told,
      measuredBy: seen.measuredBy,
      ...measuredIn(seen, told, profile),
      freshness: await this.freshness.of(lot),
      handOvers: await this.handOversOf(lot),
      custody:
        forWhom === 'owner'
          ? (await this.lineage.custody(lot, { withBefore: false })).spans.map(custodyView)
          : null,
      devices: await Promise.all(seen.deviceIds.map((id) => this.deviceOf(id))),
      edits: await this.editsOf(lot),
      ...{ isDemo: this.config.isDemo, generatedAt: now },
    };
  }

  private async handOversOf(lot: LotRecord): Promise<TemperatureCertificateView['handOvers']> {
    const { id: lotId, organisationId } = lot;
    const all = await everyPage((page) =>
      this.records.handOvers.list({ ...page, lotId, organisationId }),
    );
    return all
      .filter(({ state }) => state !== 'SUPERSEDED')
      .sort((a, b) => a.handedOverAt - b.handedOverAt)
      .map((one) => ({
        ...{ kind: one.kind, handedOverAt: one.handedOverAt, state: one.state },
        ...{ sealFoundNumber: one.sealFoundNumber, sealAppliedNumber: one.sealAppliedNumber },
        surfaceTemperatureCelsius: one.surfaceTemperatureCelsius,
        coreTemperatureCelsius: one.coreTemperatureCelsius,
      }));
  }

  private async deviceOf(deviceId: string): Promise<TemperatureCertificateView['devices'][number]> {
    const { items } = await this.records.equipment.calibrations(deviceId, { limit: 1 });
    const [newest] = items;
    if (!newest) return { deviceId, calibration: null };
    const { certificateNumber, calibratedAt, validUntil, offsetKelvin } = newest;
    return { deviceId, calibration: { certificateNumber, calibratedAt, validUntil, offsetKelvin } };
  }

  private async editsOf({ id, organisationId }: LotRecord) {
    const { items } = await this.records.audit.list({
      ...{ organisationId, entity: 'lot', entityId: id },
      ...{ newestFirst: true, limit: EDITS_MAX },
    });
    return items
      .filter(({ action }) => action !== 'lot.add')
      .map(({ at, action }) => ({ at, action }));
  }
}

function limitsOf({ code, version, band, criticalLow, criticalHigh, rules }: LimitProfile) {
  return {
    ...{ profileCode: code, profileVersion: version },
    ...{ bandLowCelsius: band.low, bandHighCelsius: band.high },
    ...{ criticalLowCelsius: criticalLow, criticalHighCelsius: criticalHigh },
    airMarginKelvin: rules.returnAirMargin,
  };
}

function measuredIn({ series, measuredBy }: LotSeries, told: Told, profile: LimitProfile) {
  const margin = measuredBy === 'AIR' ? profile.rules.returnAirMargin : 0;
  const { band, criticalLow, criticalHigh } = profile;
  const outBand = minutesOutside(series, told, { low: band.low, high: band.high + margin });
  const limits = { low: criticalLow, high: criticalHigh + margin };
  const outCritical = minutesOutside(series, told, limits);
  const gaps = gapsIn(series, told);
  const unknown = gaps.reduce((sum, { length }) => sum + length, 0) / MINUTE;
  const listed = gaps.filter(({ length }) => length > GAP_MAX);
  const longest = listed.toSorted((a, b) => b.length - a.length).slice(0, GAPS_MAX);
  const lows = series.samples.map(({ low }) => low);
  const highs = series.samples.map(({ high }) => high);
  return {
    chart: chartOf(series, told),
    lowestCelsius: lows.length === 0 ? null : lows.reduce((a, b) => Math.min(a, b)),
    highestCelsius: highs.length === 0 ? null : highs.reduce((a, b) => Math.max(a, b)),
    minutes: {
      ...{ measured: tenth(outBand.measured), unknown: tenth(unknown) },
      ...{ aboveBand: tenth(outBand.above), belowBand: tenth(outBand.below) },
      ...{ aboveCritical: tenth(outCritical.above), belowCritical: tenth(outCritical.below) },
    },
    gaps: longest.toSorted((a, b) => a.from - b.from).map(({ from, until }) => ({ from, until })),
    ...{ gapCount: listed.length, gapMinutesMin: GAP_MAX / MINUTE },
  };
}

/** The coldest and the warmest of each of as many stretches as a sheet shows. */
function chartOf({ samples }: TemperatureSeries, { from, until: to }: Told) {
  const width = Math.max(5 * MINUTE, Math.ceil((to - from) / POINTS_MAX / MINUTE) * MINUTE);
  const points = new Map<number, { low: number; high: number }>();
  for (const { at, low, high } of samples) {
    const key = from + Math.floor((at - from) / width) * width;
    const known = points.get(key);
    points.set(key, {
      low: Math.min(low, known?.low ?? low),
      high: Math.max(high, known?.high ?? high),
    });
  }
  const all = [...points];
  return {
    ...{ from, to },
    times: all.map(([time]) => time),
    lowCelsius: all.map(([, { low }]) => low),
    highCelsius: all.map(([, { high }]) => high),
  };
}

function custodyView(span: {
  readonly custodianName: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly minutes: Readonly<Record<string, number>>;
}) {
  const { custodianName, from, until, minutes } = span;
  return { custodianName, from, until, minutes: { ...minutes } };
}

function tenth(value: number): number {
  return Number(value.toFixed(1));
}
