import { describe, expect, it } from '@jest/globals';
import { HOUR } from '@lenglian/quantities';
import { A_MOMENT } from '../testing.ts';
import {
  checkTransformation,
  type InputFacts,
  type PlannedTransformation,
} from './check-transformation.ts';

const lot = (lotCode: string, leftKilograms: number | null = 20_000): [string, InputFacts] => [
  lotCode,
  {
    ...{ lotCode, commodityCode: 'PEAR', leftKilograms, placedFrom: A_MOMENT - HOUR },
    unitCode: lotCode === 'ASHORE' ? null : 'UNIT-1',
  },
];
const FACTS = {
  now: A_MOMENT + HOUR,
  inputs: new Map([lot('A'), lot('D'), lot('EMPTY', 0), lot('ASHORE')]),
  takenCodes: new Set(['TAKEN']),
};
const output = (lotCode: string, quantityKilograms: number | null = 5_000) => ({
  ...{ lotCode, commodityCode: 'PEAR', quantityKilograms, unitCode: null },
});
const SPLIT: PlannedTransformation = {
  ...{ kind: 'SPLIT', at: A_MOMENT },
  inputs: [{ lotCode: 'A', quantityKilograms: 10_000 }],
  outputs: [output('B'), output('C')],
};

const codes = (change: Partial<PlannedTransformation>) =>
  checkTransformation({ ...SPLIT, ...change }, FACTS).map(({ code }) => code);

describe(checkTransformation.name, () => {
  it('has nothing to say about a split that is in order', () => {
    expect(codes({})).toEqual([]);
  });

  it('refuses masses that come from nowhere, beyond what scales differ by', () => {
    expect(codes({ outputs: [output('B', 10_049)] })).toEqual([]);
    expect(codes({ outputs: [output('B', 10_051)] })).toEqual(['MASS_GAINED']);
  });

  it('refuses more than is left of a lot, and a lot of which nothing is', () => {
    expect(codes({ inputs: [{ lotCode: 'A', quantityKilograms: 20_001 }] })).toEqual([
      'MORE_THAN_IS_LEFT',
    ]);
    expect(codes({ inputs: [{ lotCode: 'EMPTY', quantityKilograms: null }] })).toEqual([
      'LOT_USED_UP',
    ]);
  });

  it('refuses a lot that is not there, not yet there, or made twice', () => {
    expect(codes({ inputs: [{ lotCode: 'X', quantityKilograms: 10_000 }] })).toEqual([
      'UNKNOWN_LOT',
    ]);
    expect(codes({ at: A_MOMENT - 2 * HOUR })).toEqual(['LOT_NOT_THERE_YET']);
    expect(codes({ outputs: [output('B'), output('B')] })).toEqual(['LOT_TWICE']);
    expect(codes({ outputs: [output('TAKEN')] })).toEqual(['LOT_EXISTS']);
    expect(codes({ at: A_MOMENT + 2 * HOUR })).toEqual(['IN_THE_FUTURE']);
  });

  it('wants to know where goods lie that lay nowhere', () => {
    const inputs = [{ lotCode: 'ASHORE', quantityKilograms: 10_000 }];
    expect(codes({ inputs })).toEqual(['NO_UNIT', 'NO_UNIT']);
    const outputs = [{ ...output('B'), unitCode: 'UNIT-2' }];
    expect(codes({ inputs, outputs })).toEqual([]);
  });

  it('refuses pears that become apples', () => {
    const apples = { ...output('B'), commodityCode: 'APPLE' };
    expect(codes({ outputs: [apples] })).toEqual(['COMMODITY_CHANGES']);
  });

  it('wants one lot out of several for a mixture, and every mass', () => {
    const two = ['A', 'D'].map((lotCode) => ({ lotCode, quantityKilograms: 10_000 }));
    const mixed = { kind: 'COMMINGLE', inputs: two, outputs: [output('B', 20_000)] } as const;
    expect(codes(mixed)).toEqual([]);
    expect(codes({ ...mixed, inputs: two.slice(0, 1) })).toContain('WRONG_COUNT');
    expect(codes({ ...mixed, outputs: [output('B', null)] })).toEqual(['MASS_MISSING']);
    expect(codes({ kind: 'SPLIT', inputs: two })).toContain('WRONG_COUNT');
  });
});
