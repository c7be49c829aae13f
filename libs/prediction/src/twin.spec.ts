import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import {
  aContext,
  aTwinSample,
  idealSamples,
  somePredictedLimits,
  type IdealBox,
} from './testing.ts';
import { makeTwin, type Twin } from './twin.ts';

const FROM = Date.UTC(2025, 8, 1);
const BOX: IdealBox = {
  ...{ from: FROM, minutes: 360, offAfterMinutes: 300, ambientCelsius: 30 },
  ...{ leakShare: 0.15, fanPerHour: 0.6, stillPerHour: 0.14, sigma: 0.03 },
};

function watched(box: Partial<IdealBox> = {}): { twin: Twin; now: number } {
  const twin = makeTwin(somePredictedLimits());
  const samples = idealSamples({ ...BOX, ...box }, SeededRandom.stream(1, 1));
  for (const sample of samples) twin.observe(sample);
  return { twin, now: samples.at(-1)?.measuredAt ?? FROM };
}

function band(twin: Twin, now: number, arrivalAt: number | null = null) {
  return twin
    .outlook(now, aContext({ arrivalAt }))
    .dangers.find(({ limit }) => limit === 'BAND_HIGH');
}

describe('a twin', () => {
  it('says nothing before it was told anything', () => {
    const outlook = makeTwin(somePredictedLimits()).outlook(FROM, aContext());
    expect(outlook).toMatchObject({ dangers: [], isFresh: false, timeToHarmMinutes: null });
  });

  it('foresees a band that is left hours after the power went, and names the cause', () => {
    const { twin, now } = watched();
    expect(twin.outlook(now, aContext()).cause).toBe('NO_POWER');
    const danger = band(twin, now);
    expect(danger).toMatchObject({ isSignificant: true, isBeyond: false, basis: 'TWIN' });
    expect(danger?.crossesAt).toBeGreaterThan(now + HOUR);
  });

  it('keeps silent about what lies behind the arrival', () => {
    const { twin, now } = watched();
    expect(band(twin, now, now + 30 * MINUTE)?.isSignificant).toBe(false);
  });

  it('says nothing of a healthy box', () => {
    const { twin, now } = watched({ offAfterMinutes: Infinity });
    for (const danger of twin.outlook(now, aContext()).dangers) {
      expect(danger.isSignificant).toBe(false);
    }
  });

  it('waits while an outage may be a swap of gensets', () => {
    const { twin, now } = watched({ minutes: 310 });
    expect(band(twin, now)?.isSignificant).toBe(false);
  });

  it('waits longer for a band than for what harms', () => {
    const significant = (minutes: number, ambientCelsius: number) => {
      const way = { ambientCelsius, leakShare: 0.3, stillPerHour: 0.2 };
      const { twin, now } = watched({ ...way, minutes: BOX.offAfterMinutes + minutes });
      const { dangers } = twin.outlook(now, aContext());
      return dangers.filter((one) => one.isSignificant).map(({ limit }) => limit);
    };
    expect(significant(38, 40)).toEqual([]);
    expect(significant(50, 40)).toContain('BAND_HIGH');
    expect(significant(38, -50)).toEqual(['CRITICAL_LOW']);
  });

  it('holds nothing through a gap: the first samples after it mean nothing', () => {
    const { twin, now } = watched();
    expect(twin.outlook(now + 11 * MINUTE, aContext()).isFresh).toBe(false);
    twin.observe(
      aTwinSample({ measuredAt: now + 2 * HOUR, warmestCelsius: 1.9, isPowered: false }),
    );
    expect(band(twin, now + 2 * HOUR)?.isSignificant).toBe(false);
  });

  it('waits through a defrost', () => {
    const { twin, now } = watched({ offAfterMinutes: Infinity });
    for (let minute = 1; minute <= 20; minute++) {
      const measuredAt = now + minute * MINUTE;
      twin.observe(aTwinSample({ measuredAt, isDefrosting: true, returnCelsius: 14 }));
    }
    const outlook = twin.outlook(now + 20 * MINUTE, aContext());
    expect(outlook.isGraced).toBe(true);
    expect(outlook.dangers.some(({ isSignificant }) => isSignificant)).toBe(false);
  });

  it('says nothing of fruit that a door has warmed, once the air is back', () => {
    const { twin, now } = watched({ offAfterMinutes: Infinity, ambientCelsius: 34 });
    const after = (minute: number, air: number, isDoorOpen: boolean) =>
      twin.observe(
        aTwinSample({
          measuredAt: now + minute * MINUTE,
          ...{ supplyCelsius: air, returnCelsius: air + 0.5, isDoorOpen, ambientCelsius: 34 },
        }),
      );
    for (let minute = 1; minute <= 40; minute++) after(minute, 16, true);
    for (let minute = 41; minute <= 90; minute++) {
      after(minute, minute < 50 ? 4 : 0, false);
      if (minute > 72) expect(band(twin, now + minute * MINUTE)?.isSignificant).toBe(false);
    }
  });

  it('takes air that was heated in frost beyond its set-point for no machine that fails', () => {
    const { twin, now } = watched({ offAfterMinutes: Infinity, ambientCelsius: -20 });
    for (let minute = 1; minute <= 60; minute++) {
      const air = Math.min(2.5, minute / 20);
      twin.observe(
        aTwinSample({
          measuredAt: now + minute * MINUTE,
          ...{ supplyCelsius: air, returnCelsius: air, ambientCelsius: -20 },
        }),
      );
    }
    expect(twin.outlook(now + HOUR, aContext()).cause).toBe('UNKNOWN');
    expect(band(twin, now + HOUR)?.isSignificant).toBe(false);
  });

  it('forgets the air of a unit that the goods have left for a box that measures none', () => {
    const { twin, now } = watched({ offAfterMinutes: Infinity });
    for (let minute = 1; minute <= 120; minute++) {
      const measuredAt = now + minute * MINUTE;
      // The door stood open while they were taken out: the last of its air is warm, and rising.
      const air = minute <= 10 ? { supplyCelsius: minute, returnCelsius: minute } : {};
      const inBox = { supplyCelsius: null, returnCelsius: null, isPowered: null, ...air };
      twin.observe(aTwinSample({ measuredAt, warmestCelsius: 0.4, coldestCelsius: 0.4, ...inBox }));
    }
    const { dangers } = twin.outlook(now + 2 * HOUR, aContext());
    expect(dangers.map(({ basis }) => basis)).toEqual(dangers.map(() => 'SLOPE'));
    expect(dangers.some(({ isSignificant }) => isSignificant)).toBe(false);
  });

  it('goes by the slope of the product alone where no air is measured', () => {
    const twin = makeTwin(somePredictedLimits());
    for (let minute = 0; minute < 180; minute++) {
      const celsius = Math.round((0.3 + minute * 0.005) * 10) / 10;
      twin.observe(
        aTwinSample({
          measuredAt: FROM + minute * MINUTE,
          ...{ warmestCelsius: celsius, coldestCelsius: celsius },
          ...{ supplyCelsius: null, returnCelsius: null },
        }),
      );
    }
    const danger = band(twin, FROM + 179 * MINUTE);
    expect(danger).toMatchObject({ basis: 'SLOPE', isSignificant: true });
    const hours = ((danger?.crossesAt ?? Infinity) - FROM) / HOUR;
    expect(hours).toBeGreaterThan(4.5);
    expect(hours).toBeLessThan(8);
  });

  it('counts time to harm to a critical limit of the fruit, and the margin to the next place', () => {
    const { twin, now } = watched({ ambientCelsius: 38, leakShare: 0.5, minutes: 420 });
    const stops = [{ id: 'hami', expectedAt: now + HOUR, actions: ['PLUG_IN'] as const }];
    const outlook = twin.outlook(now, aContext({ stops }));
    const critical = outlook.dangers.find(({ limit }) => limit === 'CRITICAL_HIGH');
    expect(outlook.timeToHarmMinutes).toBe(((critical?.crossesAt ?? 0) - now) / MINUTE);
    expect(outlook.marginMinutes).toBe((outlook.timeToHarmMinutes ?? 0) - 60);
  });

  it('refuses a sample that is not newer, and is not changed by it', () => {
    const { twin, now } = watched();
    const before = twin.save();
    expect(twin.observe(aTwinSample({ measuredAt: now, warmestCelsius: 9 }))).toBe(false);
    expect(twin.save()).toEqual(before);
  });
});
