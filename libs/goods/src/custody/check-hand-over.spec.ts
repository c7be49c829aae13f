import { describe, expect, it } from '@jest/globals';
import { HOUR } from '@lenglian/quantities';
import { A_MOMENT, aHandOver } from '../testing.ts';
import { checkHandOver, type HandOverFacts } from './check-hand-over.ts';
import type { MilkSlip, ReportedHandOver } from './hand-over.ts';

const FACTS: HandOverFacts = {
  now: A_MOMENT + HOUR,
  lots: new Map([
    [
      'LOT-1',
      {
        ...{ bandLowCelsius: -0.5, bandHighCelsius: 2, unitCode: 'UNIT-1' },
        ...{ quantityKilograms: 20_000, waybillNumber: 'DD-1', custodianName: null },
        disposition: null,
      },
    ],
  ]),
  ...{ isPlaceKnown: true, isRunKnown: true, isUnitKnown: true, sealNumber: null },
};
const SLIP: MilkSlip = {
  ...{ vehiclePlate: '新A12345', transportPermitNumber: 'Z-1', escortName: '李' },
  ...{ departureTemperatureCelsius: 3.4, arrivalTemperatureCelsius: 3.9 },
  ...{ farmTankTemperatureCelsius: 3.5, antibioticTestResult: 'NEGATIVE', sampleNumber: 'S-1' },
  milkedAt: null,
  cleaningRecord: 'CIP-1',
};

const codes = (change: Partial<ReportedHandOver>, facts: Partial<HandOverFacts> = {}) =>
  checkHandOver(aHandOver(change), { ...FACTS, ...facts }).map(({ code }) => code);
const [lot] = aHandOver().lots;
const lots = (change: object) => [{ ...lot!, ...change }];

describe(checkHandOver.name, () => {
  it('warns of goods that wait for quality or were not released, and refuses none of them', () => {
    const of = (disposition: 'AWAITING' | 'HOLD' | 'REJECT' | 'RELEASE' | null) =>
      codes({}, { lots: new Map([['LOT-1', { ...FACTS.lots.get('LOT-1')!, disposition }]]) });
    expect(of('AWAITING')).toEqual(['LOT_AWAITS_DISPOSITION']);
    expect([of('HOLD'), of('REJECT')]).toEqual([['LOT_NOT_RELEASED'], ['LOT_NOT_RELEASED']]);
    expect([of('RELEASE'), of(null)]).toEqual([[], []]);
  });

  it('has nothing to say about a hand-over that is in order', () => {
    expect(codes({})).toEqual([]);
  });

  it('asks for the core when the surface is outside the limits, and warns of a core outside', () => {
    expect(codes({ surfaceTemperatureCelsius: 4 })).toEqual(['CORE_MISSING']);
    expect(codes({ surfaceTemperatureCelsius: -1 })).toEqual(['CORE_MISSING']);
    expect(codes({ surfaceTemperatureCelsius: 4, coreTemperatureCelsius: 1 })).toEqual([]);
    expect(codes({ surfaceTemperatureCelsius: 4, coreTemperatureCelsius: 3 })).toEqual([
      'CORE_OUTSIDE',
    ]);
  });

  it('asks why goods were not accepted as they are', () => {
    expect(codes({ lots: lots({ result: 'REJECTED' }) })).toEqual(['REASON_MISSING']);
    expect(codes({ lots: lots({ result: 'REJECTED', reason: '腐烂' }) })).toEqual([]);
    // A part that was damaged or sent back has a cause too (腐损率).
    expect(codes({ lots: lots({ rejectedKilograms: 1 }) })).toEqual(['REASON_MISSING']);
    expect(codes({ lots: lots({ damagedKilograms: 1, reason: '压伤' }) })).toEqual([]);
  });

  it('refuses more damaged and rejected goods than were handed over', () => {
    const refused = { damagedKilograms: 15_000, rejectedKilograms: 6_000, reason: '压伤' };
    expect(codes({ lots: lots(refused) })).toEqual(['MORE_REFUSED_THAN_HANDED']);
  });

  it('warns of more goods than there are, where somebody weighed them', () => {
    const handed = lots({ quantityKilograms: 999_999 });
    expect(codes({ lots: handed })).toEqual(['MORE_HANDED_THAN_THERE_IS']);
    expect(codes({ lots: lots({ quantityKilograms: 20_000 }) })).toEqual([]);
    const known = { ...FACTS.lots.get('LOT-1')!, quantityKilograms: null };
    expect(codes({ lots: handed }, { lots: new Map([['LOT-1', known]]) })).toEqual([]);
  });

  it('warns of a seal that is not the one that was put on, and of one that is missing', () => {
    const sealed = { sealNumber: 'F-7' };
    expect(codes({ sealFoundNumber: 'F-8' }, sealed)).toEqual(['SEAL_DIFFERS']);
    expect(codes({ sealFoundNumber: null }, sealed)).toEqual(['SEAL_DIFFERS']);
    expect(codes({ sealFoundNumber: 'F-7' }, sealed)).toEqual([]);
  });

  it('warns of a waybill that is not the one of the goods, which goes all the way', () => {
    expect(codes({ waybillNumber: 'DD-2' })).toEqual(['WAYBILL_DIFFERS']);
    expect(codes({ waybillNumber: 'DD-1' })).toEqual([]);
    expect(codes({ waybillNumber: null })).toEqual([]);
  });

  it('warns when somebody gives what is on record with another, or in another unit', () => {
    const known = { ...FACTS.lots.get('LOT-1')!, custodianName: '冷库', unitCode: 'UNIT-9' };
    expect(codes({}, { lots: new Map([['LOT-1', known]]) })).toEqual([
      ...['LOT_IN_ANOTHER_UNIT', 'CUSTODIAN_DIFFERS'],
    ]);
  });

  it('refuses what it does not know, what has not happened, and one party on both sides', () => {
    expect(codes({ lots: lots({ lotCode: 'LOT-9' }) })).toEqual(['UNKNOWN_LOT']);
    expect(codes({ handedOverAt: A_MOMENT + 2 * HOUR })).toEqual(['IN_THE_FUTURE']);
    expect(codes({ to: aHandOver().from })).toEqual(['SAME_PARTY']);
    expect(codes({ lots: [] })).toEqual(['NO_LOTS']);
    expect(codes({}, { isPlaceKnown: false, isUnitKnown: false })).toEqual([
      ...['UNKNOWN_PLACE', 'UNKNOWN_UNIT'],
    ]);
  });

  it('demands the slip of raw milk, and that milk with antibiotics is rejected', () => {
    expect(codes({ kind: 'MILK' })).toEqual(['MILK_SLIP_MISSING']);
    expect(codes({ kind: 'MILK', milk: SLIP })).toEqual([]);
    expect(codes({ milk: SLIP })).toEqual(['MILK_SLIP_WITHOUT_MILK']);
    const positive: MilkSlip = { ...SLIP, antibioticTestResult: 'POSITIVE' };
    expect(codes({ kind: 'MILK', milk: positive })).toEqual(['ANTIBIOTICS']);
    const rejected = lots({ result: 'REJECTED', reason: '抗生素' });
    expect(codes({ kind: 'MILK', milk: positive, lots: rejected })).toEqual([]);
  });

  it('warns of milk that its farm has not cooled two hours after milking', () => {
    const milked = (ago: number, celsius = 5.1): MilkSlip => {
      const { handedOverAt } = aHandOver();
      return { ...SLIP, farmTankTemperatureCelsius: celsius, milkedAt: handedOverAt - ago };
    };
    const of = (milk: MilkSlip) => codes({ kind: 'MILK', milk });
    expect(of(milked(2 * HOUR))).toEqual(['MILK_PICKED_UP_WARM', 'MILK_NOT_COOLED']);
    expect(of(milked(2 * HOUR - 1))).toEqual(['MILK_PICKED_UP_WARM']);
    expect(of(milked(3 * HOUR, 4))).toEqual([]);
    expect(of(milked(-1, 3))).toEqual(['MILKED_LATER']);
  });

  it('warns of milk that was picked up above 4 °C', () => {
    const warm: MilkSlip = { ...SLIP, farmTankTemperatureCelsius: 5.1 };
    expect(codes({ kind: 'MILK', milk: warm })).toEqual(['MILK_PICKED_UP_WARM']);
  });
});
