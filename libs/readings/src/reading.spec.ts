import { describe, expect, it } from '@jest/globals';
import { RETURN, SUPPLY } from './channel.ts';
import { QualityFlag, flagNames, judgedValue } from './reading.ts';
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

describe(flagNames.name, () => {
  it('names the flags in the order of their bits', () => {
    expect(flagNames(QualityFlag.BACKFILL | QualityFlag.SENTINEL)).toEqual([
      'SENTINEL',
      'BACKFILL',
    ]);
    expect(flagNames(0)).toEqual([]);
  });
});
