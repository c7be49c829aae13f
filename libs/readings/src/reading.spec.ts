import { describe, expect, it } from '@jest/globals';
import { RETURN, SUPPLY } from './channel.ts';
import { QualityFlag, flagNames, judgedValue, noValues } from './reading.ts';
import { aReading } from './testing.ts';

describe(judgedValue.name, () => {
  const reading = aReading({ measured: { supplyTemperatureCelsius: -127 } });

  it('is the measured value', () => {
    expect(judgedValue(reading, SUPPLY)).toBe(-127);
  });

  it('is undefined where nothing was measured', () => {
    expect(judgedValue(reading, RETURN)).toBeUndefined();
    expect(judgedValue(reading, 31)).toBeUndefined();
  });

  it('is undefined where the value is kept as evidence only', () => {
    expect(judgedValue({ ...reading, excluded: 1 << SUPPLY }, SUPPLY)).toBeUndefined();
    expect(judgedValue({ ...reading, excluded: 1 << RETURN }, SUPPLY)).toBe(-127);
  });
});

describe(noValues.name, () => {
  it('gives each reading values of its own, none of them measured', () => {
    const many = Array.from({ length: 20 }, () => noValues());
    for (const [i, values] of many.entries()) values.fill(i);

    expect(many.map((values) => new Set(values))).toEqual(many.map((_, i) => new Set([i])));
    expect(noValues().every((value) => Number.isNaN(value))).toBe(true);
  });
});

describe(flagNames.name, () => {
  it('names the flags in the order of their bits', () => {
    expect(flagNames(QualityFlag.BACKFILL | QualityFlag.SENTINEL)).toEqual([
      'SENTINEL',
      'BACKFILL',
    ]);
    expect(flagNames(0)).toEqual([]);
  });
});
