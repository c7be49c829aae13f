import { describe, expect, it } from '@jest/globals';
import { aFrozenProfile, aProfile } from '@lenglian/limits/testing';
import { MINUTE } from '@lenglian/quantities';
import { channelIndex, type ChannelName, type Reading } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import type { Episode } from './episode.ts';
import { judge as judgeAll } from './judge.ts';
import { NO_CONTEXT } from './lot-context.ts';

/** Limits only: abrupt steps are also something that sensors are suspected of. */
function judge(...given: Parameters<typeof judgeAll>): Episode[] {
  return judgeAll(...given).filter(({ rule }) => /^(BAND|CRIT)_/.test(rule));
}

/** What one sample measured: a number is the first probe's. */
type Measured = number | Partial<Record<ChannelName, number>>;

/** Readings at the given minutes of the journey. */
function at(...samples: [minute: number, measured: Measured][]): Reading[] {
  return samples.map(([minute, measured]) =>
    aReading({
      measuredAt: AN_INSTANT + minute * MINUTE,
      measured:
        typeof measured === 'number' ? { cargoProbe1TemperatureCelsius: measured } : measured,
    }),
  );
}

/** One reading a minute, all with the same values. */
function every(from: number, to: number, measured: Measured): Reading[] {
  return Array.from({ length: to - from + 1 }, (_, i) => at([from + i, measured])).flat();
}

function minute(instant: number | null): number | null {
  return instant === null ? null : (instant - AN_INSTANT) / MINUTE;
}

/** Episodes with their times in minutes of the journey. */
function told(episodes: Episode[]) {
  return episodes.map(({ rule, startedAt, raisedAt, endedAt, clearedAt, limit, peak, signal }) => ({
    rule,
    minutes: [startedAt, raisedAt, endedAt, clearedAt].map(minute),
    proof: [signal, limit, peak],
  }));
}

const pears = aProfile();
const frozen = aFrozenProfile();
const air = (returnTemperatureCelsius: number) => ({ returnTemperatureCelsius });
const supply = (supplyTemperatureCelsius: number) => ({ supplyTemperatureCelsius });

describe('BAND_HI', () => {
  it('is raised by 25 one-minute samples out of band, as the README publishes them', () => {
    expect(judge(every(0, 24, 3.4), pears)).toEqual([
      {
        rule: 'BAND_HI',
        severity: 'WARN',
        startedAt: AN_INSTANT,
        raisedAt: AN_INSTANT + 20 * MINUTE,
        endedAt: null,
        clearedAt: null,
        limit: 2,
        peak: 3.4,
        signal: 'PROBE',
        degreeMinutes: expect.closeTo(24 * 1.4, 6),
        spentMinutes: null,
        isUnverified: false,
      },
    ]);
  });

  it('waits for the whole delay: 19 measured minutes prove nothing', () => {
    expect(judge(every(0, 19, 3.4), pears)).toEqual([]);
    expect(judge(every(0, 20, 3.4), pears)).toHaveLength(1);
  });

  it('is not raised by what was measured after the moment asked about', () => {
    expect(judge(every(0, 30, 3.4), pears, NO_CONTEXT, AN_INSTANT + 19 * MINUTE)).toEqual([]);
  });

  it('does not count the limit itself as outside', () => {
    expect(judge(every(0, 60, 2), pears)).toEqual([]);
    expect(judge(every(0, 60, 2.1), pears)).toHaveLength(1);
  });

  it('starts its proof anew after a good sample', () => {
    const readings = [...every(0, 15, 3), ...at([16, 2]), ...every(17, 37, 3)];

    expect(told(judge(readings, pears))).toEqual([
      { rule: 'BAND_HI', minutes: [17, 37, null, null], proof: ['PROBE', 2, 3] },
    ]);
  });

  it('ends with the first good sample once the return has been measured for ten minutes', () => {
    const readings = [...every(0, 25, 3), ...every(26, 40, 1.7)];

    expect(told(judge(readings, pears))).toEqual([
      { rule: 'BAND_HI', minutes: [0, 20, 26, 36], proof: ['PROBE', 2, 3] },
    ]);
  });

  it('is not ended by values inside the limit but not by the hysteresis', () => {
    const readings = [...every(0, 25, 3), ...every(26, 60, 1.8)];

    expect(told(judge(readings, pears))[0]?.minutes).toEqual([0, 20, null, null]);
  });

  it('is not split by a return shorter than ten minutes', () => {
    const readings = [...every(0, 25, 3), ...every(26, 34, 1), ...every(35, 40, 3.3)];

    expect(told(judge(readings, pears))).toEqual([
      { rule: 'BAND_HI', minutes: [0, 20, null, null], proof: ['PROBE', 2, 3.3] },
    ]);
  });

  it('can be breached again after it ended', () => {
    const readings = [...every(0, 20, 3), ...every(21, 31, 1), ...every(32, 52, 4)];

    expect(told(judge(readings, pears)).map(({ minutes }) => minutes)).toEqual([
      [0, 20, 21, 31],
      [32, 52, null, null],
    ]);
  });

  it('is decided by the warmest probe', () => {
    const mixed = { cargoProbe1TemperatureCelsius: 0.5, cargoProbe4TemperatureCelsius: 2.6 };

    expect(told(judge(every(0, 20, mixed), pears))[0]?.proof).toEqual(['PROBE', 2, 2.6]);
  });

  it('lets the air be a kelvin warmer, and looks at it only without a probe', () => {
    expect(judge(every(0, 60, { ...air(3), ...supply(0) }), pears)).toEqual([]);
    expect(told(judge(every(0, 20, { ...air(3.1), ...supply(0) }), pears))[0]?.proof).toEqual([
      'RETURN',
      ...[3, 3.1],
    ]);
    expect(judge(every(0, 60, { ...air(9), cargoProbe1TemperatureCelsius: 1 }), pears)).toEqual([]);
  });

  it('does not judge values kept as evidence only, and falls back to the air', () => {
    const probe = 'cargoProbe1TemperatureCelsius';
    const readings = every(0, 30, { [probe]: 85, ...air(1) }).map((reading) => ({
      ...reading,
      excluded: 1 << channelIndex(probe),
    }));

    expect(judge(readings, pears)).toEqual([]);
  });

  it('waits an hour on frozen air', () => {
    const warm = { ...air(-16), ...supply(-21) };
    expect(judge(every(0, 59, warm), frozen)).toEqual([]);
    expect(told(judge(every(0, 60, warm), frozen))).toEqual([
      { rule: 'BAND_HI', minutes: [0, 60, null, null], proof: ['RETURN', -17, -16] },
    ]);
  });
});

describe('a gap', () => {
  it('proves nothing: two bad samples around a tunnel are no breach', () => {
    expect(judge(at([0, 3], [25, 3]), pears)).toEqual([]);
    expect(judge(at([0, 3], [1, 3], [40, 3], [41, 3], [80, 3]), pears)).toEqual([]);
  });

  it('of ten minutes is still measured, of eleven no more', () => {
    expect(judge(at([0, 3], [10, 3], [20, 3]), pears)).toHaveLength(1);
    expect(judge(at([0, 3], [11, 3], [22, 3]), pears)).toEqual([]);
  });

  it('makes a pending proof start anew with the first sample after it', () => {
    const readings = [...every(0, 15, 3), ...every(30, 50, 3)];

    expect(told(judge(readings, pears))[0]?.minutes).toEqual([30, 50, null, null]);
  });

  it('leaves an open breach open', () => {
    const readings = [...every(0, 20, 3), ...at([300, 3])];

    expect(told(judge(readings, pears))[0]?.minutes).toEqual([0, 20, null, null]);
  });

  it('does not count towards the return: that starts anew after it', () => {
    const readings = [...every(0, 20, 3), ...every(21, 25, 1), ...every(60, 70, 1)];

    expect(told(judge(readings, pears))[0]?.minutes).toEqual([0, 20, 60, 70]);
  });

  it('is what a sensor leaves that says nothing while others speak', () => {
    const withoutProbe = { supplyTemperatureCelsius: 0 };
    const readings = [...every(0, 9, 3), ...every(10, 19, withoutProbe), ...every(20, 30, 3)];

    expect(judge(readings, pears)).toEqual([]);
  });

  it('is none when a sensor speaks in every second sample only', () => {
    const readings = every(0, 24, 3).map((reading, i) =>
      i % 2 === 0 ? reading : (at([i, supply(0)])[0] as Reading),
    );

    expect(told(judge(readings, pears))[0]?.minutes).toEqual([0, 20, null, null]);
  });
});

describe('BAND_LO', () => {
  it('is decided by the coldest probe', () => {
    const mixed = { cargoProbe1TemperatureCelsius: 0.5, cargoProbe2TemperatureCelsius: -0.7 };

    expect(told(judge(every(0, 20, mixed), pears))).toEqual([
      { rule: 'BAND_LO', minutes: [0, 20, null, null], proof: ['PROBE', -0.5, -0.7] },
    ]);
  });

  it('looks at supply air where there is no probe', () => {
    expect(told(judge(every(0, 20, supply(-0.8)), pears))[0]?.proof).toEqual([
      'SUPPLY',
      -0.5,
      -0.8,
    ]);
    expect(
      judge(every(0, 60, { ...supply(-0.8), cargoProbe1TemperatureCelsius: 0 }), pears),
    ).toEqual([]);
  });

  it('does not exist for frozen goods, or for a band that is open downwards', () => {
    expect(judge(every(0, 60, -28), frozen)).toEqual([]);
    expect(
      judge(every(0, 60, -3), aProfile({ band: { low: null, high: 2 }, criticalLow: null })),
    ).toEqual([]);
  });
});

describe('CRIT_HI', () => {
  it('is raised by a probe after ten minutes, besides the band', () => {
    expect(told(judge(every(0, 20, 9), pears))).toEqual([
      { rule: 'BAND_HI', minutes: [0, 20, null, null], proof: ['PROBE', 2, 9] },
      { rule: 'CRIT_HI', minutes: [0, 10, null, null], proof: ['PROBE', 8, 9] },
    ]);
  });

  it('waits half an hour on the air', () => {
    const critical = (readings: Reading[]) =>
      told(judge(readings, pears)).filter(({ rule }) => rule === 'CRIT_HI');

    const warm = { ...air(11), ...supply(1) };
    expect(critical(every(0, 29, warm))).toEqual([]);
    expect(critical(every(0, 30, warm))).toEqual([
      { rule: 'CRIT_HI', minutes: [0, 30, null, null], proof: ['RETURN', 8, 11] },
    ]);
  });

  it('ends half a kelvin below its limit, fifteen minutes long, whatever the band says', () => {
    const readings = [...every(0, 20, 9), ...every(21, 40, 7.5)];

    expect(told(judge(readings, pears)).map(({ rule, minutes }) => [rule, ...minutes])).toEqual([
      ['BAND_HI', 0, 20, null, null],
      ['CRIT_HI', 0, 10, 21, 36],
    ]);
  });
});

describe('CRIT_LO', () => {
  const freezing = (readings: Reading[]) =>
    told(judge(readings, pears)).filter(({ rule }) => rule === 'CRIT_LO');

  it('is raised by a probe after three minutes', () => {
    expect(freezing(every(0, 2, -1.2))).toEqual([]);
    expect(freezing(every(0, 3, -1.2))).toEqual([
      { rule: 'CRIT_LO', minutes: [0, 3, null, null], proof: ['PROBE', -1, -1.2] },
    ]);
  });

  it('is raised by supply air after twenty minutes, though a probe sees nothing', () => {
    // A fifth of a kelvin too cold: 4 kelvin-minutes by then.
    const both = { ...supply(-1.2), cargoProbe1TemperatureCelsius: 0.2 };

    expect(freezing(every(0, 20, both))).toEqual([
      { rule: 'CRIT_LO', minutes: [0, 20, null, null], proof: ['SUPPLY', -1, -1.2] },
    ]);
  });

  it('is raised sooner by ten kelvin-minutes, but by no single leap', () => {
    expect(freezing(every(0, 4, supply(-3)))).toEqual([]);
    expect(freezing(every(0, 5, supply(-3)))).toEqual([
      { rule: 'CRIT_LO', minutes: [0, 5, null, null], proof: ['SUPPLY', -1, -3] },
    ]);
    expect(freezing([...every(0, 1, supply(-30)), ...every(2, 30, supply(0))])).toEqual([]);
  });

  it('is raised by no little time of winter air through a door, but by twenty minutes of it', () => {
    const open = { ...supply(-9), doorOpen: 1 };
    expect(judge([...every(0, 12, open), ...every(13, 60, supply(0))], pears)).toEqual([]);
    const long = judge(every(0, 30, open), pears).filter(({ rule }) => rule === 'CRIT_LO');
    expect(told(long)[0]?.minutes).toEqual([0, 20, null, null]);
  });

  it('is raised by still return air in frost after a hundred minutes, whatever its dose', () => {
    const unpowered = {
      ...air(-6),
      cargoProbe1TemperatureCelsius: 0.5,
      ambientTemperatureCelsius: -20,
    };
    const off = freezing(every(0, 110, { ...unpowered, isConnectedToPowerSource: 0 }));
    expect(off).toMatchObject([{ minutes: [0, 100, null, null], proof: ['AIR', -1, -6] }]);
    const on = every(0, 30, { ...unpowered, isConnectedToPowerSource: 1 });
    expect(told(judge(on, pears))[0]?.minutes).toEqual([0, 2, null, null]);
  });

  it('began when the first sensor went bad, whichever proved it', () => {
    const readings = [
      ...every(0, 11, { ...supply(-1.5), cargoProbe1TemperatureCelsius: -0.8 }),
      ...every(12, 15, { ...supply(-1.5), cargoProbe1TemperatureCelsius: -1.1 }),
    ];

    expect(freezing(readings)).toEqual([
      { rule: 'CRIT_LO', minutes: [0, 15, null, null], proof: ['PROBE', -1, -1.1] },
    ]);
  });

  it('ends only when every sensor that speaks is back', () => {
    const readings = [
      ...every(0, 20, { ...supply(-2), cargoProbe1TemperatureCelsius: -1.2 }),
      ...every(21, 50, { ...supply(-2), cargoProbe1TemperatureCelsius: 0 }),
      ...every(51, 70, { ...supply(-0.7), cargoProbe1TemperatureCelsius: 0 }),
    ];

    expect(freezing(readings)[0]?.minutes).toEqual([0, 3, 51, 66]);
  });
});

describe('what a door explains', () => {
  const warming = (from: number, to: number, said: object) =>
    Array.from({ length: to - from + 1 }, (_, i) =>
      at([from + i, { cargoProbe1TemperatureCelsius: 0.5 + 0.04 * i, ...said }]),
    ).flat();
  const rules = (readings: Reading[]) => judgeAll(readings, aProfile()).map(({ rule }) => rule);

  it('is no rise of the product after it', () => {
    const before = every(0, 90, { cargoProbe1TemperatureCelsius: 0.5, doorOpen: 0 });
    const after = every(121, 240, { cargoProbe1TemperatureCelsius: 1.7, doorOpen: 0 });
    const open = [...before, ...warming(91, 120, { doorOpen: 1 }), ...after];
    expect(rules(open)).not.toContain('RISE_RATE');
    const shut = [...before, ...warming(91, 120, { doorOpen: 0 }), ...after];
    expect(rules(shut)).toContain('RISE_RATE');
  });
});

describe(judge.name, () => {
  it('finds nothing in nothing', () => {
    expect(judge([], pears)).toEqual([]);
  });

  it('lets a defrost pass where there is a probe', () => {
    // Half an hour of air at the coil, with the cargo hardly feeling it.
    const readings = every(0, 30, { ...air(9), ...supply(4), cargoProbe1TemperatureCelsius: 0.3 });

    expect(judge(readings, pears)).toEqual([]);
  });
});
