import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import type { SensorFault } from './fault.ts';
import { FaultySensors } from './faulty-sensors.ts';

const START = Date.UTC(2026, 8, 1);
const SPAN = { from: START + HOUR, until: START + 3 * HOUR };
const SUPPLY = 'supplyTemperatureCelsius';

/** Supply goes up by a tenth a minute from 0, return is a kelvin above it. */
const source = {
  sample(measuredAt: number) {
    const supply = (measuredAt - START) / MINUTE / 10;
    return {
      ...{ measuredAt, supplyTemperatureCelsius: supply, returnTemperatureCelsius: supply + 1 },
      ...{ setpointTemperatureCelsius: 0, doorOpen: false },
    };
  },
};

/** Four hours of minutes. */
function samples(...faults: SensorFault[]) {
  const sut = new FaultySensors(source, faults, new SeededRandom(4));
  return Array.from({ length: 240 }, (_, minute) => sut.sample(START + minute * MINUTE));
}
const [BEFORE, INSIDE, LAST, AFTER] = [59, 60, 179, 180] as const;

describe('a broken sensor', () => {
  it('sticks at the first value that it has, and lets go of it', () => {
    const heard = samples({ kind: 'STUCK', channel: SUPPLY, ...SPAN });
    expect(heard[BEFORE]?.[SUPPLY]).toBe(5.9);
    expect(heard[INSIDE]?.[SUPPLY]).toBe(6);
    expect(heard[LAST]?.[SUPPLY]).toBe(6);
    expect(heard[LAST]?.returnTemperatureCelsius).toBe(18.9);
    expect(heard[AFTER]?.[SUPPLY]).toBe(18);
  });

  it('drifts evenly, and stays where it came to', () => {
    const span = { from: START, until: START + 2 * HOUR };
    const heard = samples({ kind: 'DRIFT', channel: SUPPLY, kelvinPerDay: 12, ...span });
    const offAt = (minute: number) => (heard[minute]?.[SUPPLY] as number) - minute / 10;
    expect(offAt(60)).toBeCloseTo((12 * HOUR) / DAY, 6);
    expect(offAt(120)).toBeCloseTo(1, 6);
    expect(offAt(239)).toBeCloseTo(1, 6);
  });

  it.each([-127, 85, null])('says %p now and then, and nothing false in between', (value) => {
    const heard = samples({ kind: 'SENTINEL', channel: SUPPLY, share: 0.2, value, ...SPAN });
    const wrong = heard.flatMap((sample, minute) => (sample[SUPPLY] === value ? [minute] : []));
    expect(wrong.length).toBeGreaterThan(10);
    expect(wrong.length).toBeLessThan(40);
    expect(Math.min(...wrong)).toBeGreaterThanOrEqual(INSIDE);
    expect(Math.max(...wrong)).toBeLessThanOrEqual(LAST);
    heard.forEach((sample, minute) => {
      if (!wrong.includes(minute)) expect(sample[SUPPLY]).toBe(minute / 10);
    });
  });

  it('jumps to either side', () => {
    const heard = samples({ kind: 'SPIKE', channel: SUPPLY, share: 0.3, byKelvin: 20, ...SPAN });
    const jumps = heard.map((sample, minute) =>
      Math.round((sample[SUPPLY] as number) - minute / 10),
    );
    expect(new Set(jumps)).toEqual(new Set([0, 20, -20]));
  });

  it('is on the terminals of another, or speaks Fahrenheit', () => {
    const swapped = samples({ kind: 'SWAPPED', ...SPAN });
    expect(swapped[INSIDE]).toMatchObject({ [SUPPLY]: 7, returnTemperatureCelsius: 6 });
    expect(swapped[AFTER]).toMatchObject({ [SUPPLY]: 18, returnTemperatureCelsius: 19 });
    const american = samples({ kind: 'FAHRENHEIT', ...SPAN })[INSIDE];
    expect(american).toMatchObject({ [SUPPLY]: 42.8, setpointTemperatureCelsius: 32 });
    expect(american?.doorOpen).toBe(false);
  });

  it('says nothing of a channel that the device does not have', () => {
    const channel = 'cargoProbe1TemperatureCelsius';
    const heard = samples(
      { kind: 'SENTINEL', channel, share: 1, value: 85, ...SPAN },
      { kind: 'STUCK', channel, ...SPAN },
    );
    expect(heard.some((sample) => channel in sample)).toBe(false);
  });

  it('is broken in the same way twice', () => {
    const fault: SensorFault = { kind: 'SPIKE', channel: SUPPLY, share: 0.3, byKelvin: 9, ...SPAN };
    expect(samples(fault)).toEqual(samples(fault));
  });
});
