import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { ConditionOf } from './condition.ts';

const UNTIL = AN_INSTANT + HOUR;
const conditionOf = (...readings: ReturnType<typeof aReading>[]) => {
  const condition = new ConditionOf(AN_INSTANT, UNTIL);
  for (const reading of readings) condition.add(reading);
  return condition.result();
};
const probe = (minute: number, celsius: number) =>
  aReading({
    measuredAt: AN_INSTANT + minute * MINUTE,
    measured: { cargoProbe1TemperatureCelsius: celsius, setpointTemperatureCelsius: 0 },
  });

describe(ConditionOf.name, () => {
  it('tells the least and the greatest of what was measured of the goods, in any order', () => {
    const { signals, readingCount } = conditionOf(probe(50, 1), probe(10, 3.5), probe(30, -0.5));
    expect(readingCount).toBe(3);
    expect(signals).toEqual([
      { signal: 'cargoProbe1TemperatureCelsius', minimumCelsius: -0.5, maximumCelsius: 3.5 },
    ]);
  });

  it('tells every pause of more than ten minutes, also at both ends', () => {
    const { gaps, gapMinutes } = conditionOf(probe(20, 0), probe(30, 0), probe(40.5, 0));
    const at = (minute: number) => AN_INSTANT + minute * MINUTE;
    expect(gaps).toEqual([
      { from: at(0), until: at(20) },
      { from: at(30), until: at(40.5) },
      { from: at(40.5), until: at(60) },
    ]);
    expect(gapMinutes).toBe(50);
  });

  it('is one gap where nothing was measured, or nothing that could be judged', () => {
    const unjudged = aReading({
      measured: { cargoProbe1TemperatureCelsius: 85 },
      excluded: 1 << 3,
    });
    for (const condition of [conditionOf(), conditionOf(unjudged)]) {
      expect(condition).toMatchObject({ readingCount: 0, signals: [], gapMinutes: 60 });
    }
  });

  it('leaves out what lies outside its time', () => {
    expect(conditionOf(probe(-1, 9), probe(60, 9), probe(5, 1)).signals).toEqual([
      { signal: 'cargoProbe1TemperatureCelsius', minimumCelsius: 1, maximumCelsius: 1 },
    ]);
  });
});
