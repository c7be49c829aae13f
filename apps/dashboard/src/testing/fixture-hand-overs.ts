import type { HandOverView, LotCustodyView, LotView } from '@lenglian/console-contract';
import { HOUR, type Instant } from '@lenglian/quantities';

export const HAND_OVER_ID = '01a214a5-92de-7000-8000-0251460c16b4';

/** The orchard handed a lot to the railway, which has no records here and has not signed yet. */
export function makeFixtureHandOver(
  lot: LotView,
  now: Instant,
  change: Partial<HandOverView> = {},
): HandOverView {
  const at = now - 20 * HOUR;
  return {
    ...{ id: HAND_OVER_ID, organisationId: 'demo', kind: 'OUTBOUND', state: 'PROPOSED' },
    ...{ handedOverAt: at, recordedAt: at + HOUR, recordedBy: 'user-1' },
    ...{ placeCode: 'KASHGAR', runId: 'plum', runCode: 'XM-2026-1121' },
    ...{ unitId: null, unitCode: null, waybillNumber: null },
    from: { name: '伽师冷库', organisationId: 'demo', personName: '张三丰' },
    to: { name: '乌铁物流', organisationId: null, personName: '李**' },
    ...{ sealFoundNumber: null, sealAppliedNumber: 'CR-0098812' },
    ...{ surfaceTemperatureCelsius: 1.1, coreTemperatureCelsius: null, thermometerNumber: null },
    ...{ milk: null, photoSha256: [], note: null },
    lots: [
      {
        ...{ lotId: lot.id, lotCode: lot.code, quantityKilograms: 21_000 },
        ...{ result: 'ACCEPTED_WITH_RESERVATION', damagedKilograms: 120, rejectedKilograms: null },
        reason: '下层箱体受压',
      },
    ],
    confirmations: [{ side: 'FROM', confirmedBy: 'user-1', confirmedAt: at + HOUR, ...IN_PERSON }],
    disputes: [],
    conditions: [
      {
        ...{ unitCode: 'XJLU3000033', from: at - 24 * HOUR, until: at, readingCount: 1380 },
        signals: [
          { signal: 'returnTemperatureCelsius', minimumCelsius: -0.2, maximumCelsius: 2.4 },
        ],
        ...{ gaps: [{ from: at - 3 * HOUR, until: at - 2 * HOUR }], gapMinutes: 60 },
        openAlerts: [{ alertId: 'alert-0', rule: 'BAND_HI', severity: 'WARN' }],
      },
    ],
    ...{ supersedesId: null, supersededById: null, erasedPersons: [], revision: 2 },
    ...change,
  };
}

export function makeFixtureCustody(lot: LotView, now: Instant): LotCustodyView {
  const at = now - 20 * HOUR;
  return {
    ...{ lotId: lot.id, asOf: now },
    spans: [
      {
        ...{ custodianName: '伽师冷库', from: null, until: at, handOverId: null, state: null },
        minutes: {},
      },
      {
        ...{ custodianName: '乌铁物流', from: at, until: null, handOverId: HAND_OVER_ID },
        ...{ state: 'PROPOSED', minutes: { BAND_HI: 95 } },
      },
    ],
    ...{ before: [], hasMoreBefore: false },
  };
}

/** By a user, who is known without a name of theirs. */
const IN_PERSON = { isOnPaper: false, isByLink: false, personName: null };
