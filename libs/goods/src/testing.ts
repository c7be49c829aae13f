import { HOUR, type Instant } from '@lenglian/quantities';
import type { CustodyEvent } from './custody/custody.ts';
import type { ReportedHandOver } from './custody/hand-over.ts';
import type { Transformation } from './lineage/transformation.ts';

/** 2026-08-23T00:00:00Z. */
export const A_MOMENT: Instant = 1_787_443_200_000;

/** Half of lot A becomes B and half C, an hour after `A_MOMENT`. */
export function aSplit(change: Partial<Transformation> = {}): Transformation {
  return {
    ...{ id: 'split-1', kind: 'SPLIT', at: A_MOMENT + HOUR },
    inputs: [{ lotId: 'A', quantityKilograms: 20_000 }],
    outputs: [
      { lotId: 'B', quantityKilograms: 10_000 },
      { lotId: 'C', quantityKilograms: 10_000 },
    ],
    ...change,
  };
}

export function aCustodyEvent(change: Partial<CustodyEvent> = {}): CustodyEvent {
  return {
    ...{ handOverId: 'ho-1', handedOverAt: A_MOMENT, fromName: '果园', toName: '铁路' },
    ...{ state: 'CONFIRMED', result: 'ACCEPTED' },
    ...change,
  };
}

/** A delivery that nothing is to be said about. */
export function aHandOver(change: Partial<ReportedHandOver> = {}): ReportedHandOver {
  return {
    ...{ kind: 'OUTBOUND', handedOverAt: A_MOMENT, placeCode: 'KUQA', runCode: null },
    ...{ unitCode: 'UNIT-1', waybillNumber: 'DD-1' },
    from: { name: '果园', organisationId: null, personName: null },
    to: { name: '铁路', organisationId: null, personName: null },
    lots: [
      {
        ...{ lotCode: 'LOT-1', quantityKilograms: 20_000, result: 'ACCEPTED' },
        ...{ damagedKilograms: null, rejectedKilograms: null, reason: null },
      },
    ],
    ...{ sealFoundNumber: null, sealAppliedNumber: null, surfaceTemperatureCelsius: null },
    ...{ coreTemperatureCelsius: null, thermometerNumber: null, milk: null },
    ...{ photoSha256: [], note: null },
    ...change,
  };
}
