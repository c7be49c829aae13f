import type {
  LotExposureView,
  LotFreshnessView,
  LotRecordView,
  LotTraceView,
  LotView,
  TemperatureCertificateView,
} from '@lenglian/console-contract';
import { HOUR, type Instant } from '@lenglian/quantities';

/** All that is known of a lot of the made-up world; nobody said its cultivar. */
export function makeFixtureLotRecord(lot: LotView, now: Instant): LotRecordView {
  return {
    ...lot,
    ...{ leftKilograms: 12_760, revision: 1 },
    ...{ disposition: null, awaitingAlertIds: [], openReviewIds: [] },
    waybillNumber: 'YD-2026-0001187',
    shipperName: '伽师县新梅产业发展有限责任公司',
    consigneeName: '西安国际港务区冷链分拨中心',
    harvestedAt: now - 90 * HOUR,
    preCooledAt: now - 70 * HOUR,
    pulpTemperatureCelsius: 1.4,
    brixDegrees: 18.5,
    cultivarCode: null,
    packageCount: 2140,
  };
}

/** Two lots went together into this one, and a part of it was split off. */
export function makeFixtureTrace(lot: LotView, now: Instant): LotTraceView {
  const step = { transformationId: 'merge-1', at: now - 60 * HOUR, depth: 1 };
  const back = { ...step, kind: 'MERGE' } as const;
  return {
    lotId: lot.id,
    back: [
      { ...back, lotId: 'lot-plum-1', lotCode: 'LXM0001', fraction: 0.6 },
      { ...back, lotId: 'lot-plum-2', lotCode: 'LXM0002', fraction: 0.4 },
    ],
    forward: [
      {
        ...{ ...step, transformationId: 'split-1', kind: 'SPLIT', at: now - 5 * HOUR },
        ...{ lotId: 'lot-plum-4', lotCode: 'LXM0004', fraction: null },
      },
    ],
  };
}

export function makeFixtureExposure(lot: LotView, now: Instant): LotExposureView {
  return {
    ...{ lotId: lot.id, asOf: now },
    ownMinutes: { BAND_HI: 95 },
    inheritedMinutes: { BAND_HI: 20, CRIT_HI: 0 },
    totalMinutes: { BAND_HI: 115, CRIT_HI: 0 },
    unseenMinutes: 180,
  };
}

/** Measured for six days by a probe, with a pause of three hours. */
export function makeFixtureFreshness(lot: LotView, now: Instant): LotFreshnessView {
  return { lotId: lot.id, ...freshnessFacts(now) };
}

function freshnessFacts(now: Instant): Omit<LotFreshnessView, 'lotId'> {
  return {
    ...{ basis: 'SINCE_HARVEST_ESTIMATED', countedFrom: now - 90 * HOUR, asOf: now },
    ...{ measuredBy: 'PRODUCT', measuredMinutes: 3_420, unknownMinutes: 1_980 },
    ...{ remainingShelfLifeHoursBest: 588, remainingShelfLifeHoursWorst: 312.4 },
    ...{ lifeUsedPercentBest: 12.5, lifeUsedPercentWorst: 38 },
    ...{ keepsDaysLeast: 21, keepsDaysMost: 28, referenceTemperatureCelsius: 0 },
    ...{ unseenColdestCelsius: -0.5, unseenWarmestCelsius: 10 },
    ...{ meanKineticTemperatureCelsius: 1.24, meanKineticTemperatureMeasuredMinutes: 1_260 },
  };
}

/** The same on paper, as the owner sees it. */
export function makeFixtureCertificate(lot: LotView, now: Instant): TemperatureCertificateView {
  const freshness = freshnessFacts(now);
  const from = now - 60 * HOUR;
  const times = Array.from({ length: 60 }, (_value, index) => from + index * HOUR);
  const measured = times.filter((_time, index) => index < 20 || index > 23);
  return {
    ...{ lotCode: lot.code, commodityNameZh: lot.commodityNameZh },
    ...{ commodityNameEn: lot.commodityNameEn, waybillNumber: 'YD-2026-0001187' },
    ...{ quantityKilograms: 12_760, measuredBy: 'PRODUCT' },
    units: [{ unitCode: 'XJLU3000036', from, until: null }],
    limits: {
      ...{ profileCode: 'PLUM_PRUNE', profileVersion: 1, airMarginKelvin: 1 },
      ...{ bandLowCelsius: lot.bandLowCelsius, bandHighCelsius: lot.bandHighCelsius },
      ...{ criticalLowCelsius: -1.2, criticalHighCelsius: 10 },
    },
    ...{ from, until: now, lowestCelsius: -0.2, highestCelsius: 2.4 },
    chart: {
      ...{ from, to: now, times: measured },
      lowCelsius: measured.map((_time, index) => Math.sin(index / 5) / 2),
      highCelsius: measured.map((_time, index) => 1.4 + Math.sin(index / 5)),
    },
    minutes: {
      ...{ measured: 3_420, unknown: 180, aboveBand: 95, belowBand: 0 },
      ...{ aboveCritical: 0, belowCritical: 0 },
    },
    gaps: [{ from: from + 20 * HOUR, until: from + 23 * HOUR }],
    ...{ gapCount: 1, gapMinutesMin: 10, freshness },
    handOvers: [
      {
        ...{ kind: 'OUTBOUND', handedOverAt: from, state: 'CONFIRMED' },
        ...{ sealFoundNumber: null, sealAppliedNumber: 'XJ-88120' },
        ...{ surfaceTemperatureCelsius: 1.2, coreTemperatureCelsius: null },
      },
    ],
    custody: [
      { custodianName: '伽师县新梅产业发展有限责任公司', from: null, until: from, minutes: {} },
      { custodianName: '新疆铁路集装箱公司', from, until: null, minutes: { BAND_HI: 95 } },
    ],
    devices: [
      {
        deviceId: 'RFR-0003',
        calibration: {
          ...{ certificateNumber: 'JJF-2026-118', calibratedAt: now - 900 * HOUR },
          ...{ validUntil: now + 3_000 * HOUR, offsetKelvin: 0.1 },
        },
      },
    ],
    edits: [{ at: now - 30 * HOUR, action: 'lot.change' }],
    ...{ isDemo: true, generatedAt: now },
  };
}
