import type {
  LotExposureView,
  LotRecordView,
  LotTraceView,
  LotView,
} from '@lenglian/console-contract';
import { HOUR, type Instant } from '@lenglian/quantities';

/** All that is known of a lot of the made-up world; nobody said its cultivar. */
export function makeFixtureLotRecord(lot: LotView, now: Instant): LotRecordView {
  return {
    ...lot,
    ...{ leftKilograms: 12_760, revision: 1 },
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
  };
}
