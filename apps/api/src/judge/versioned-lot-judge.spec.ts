import { describe, expect, it } from '@jest/globals';
import {
  NO_CONTEXT,
  judge as judgeAll,
  makeLotJudge,
  type Episode,
  type LotJudge,
} from '@lenglian/breaches';
import { aProfile } from '@lenglian/limits/testing';
import { MINUTE, SeededRandom } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { aReading } from '@lenglian/readings/testing';
import { VersionedLotJudge, savedVersions } from './versioned-lot-judge.ts';

const START = 1_787_443_200_000;
/** The second version begins here, in minutes. */
const BEGINS = 60;
const STRICT = aProfile({ id: 'strict', band: { low: -0.5, high: 2 } });
const LENIENT = aProfile({ id: 'lenient', band: { low: -0.5, high: 6 } });

type Versions = readonly [typeof STRICT, typeof STRICT];

/** The band only: a step in a probe is also something to suspect it of. */
function judge(...given: Parameters<typeof judgeAll>): Episode[] {
  return judgeAll(...given).filter(isAboutBand);
}

function isAboutBand({ rule }: Episode): boolean {
  return rule.startsWith('BAND');
}

function aJudge([first, second]: Versions, states?: readonly object[]): VersionedLotJudge {
  const made = (profile: typeof STRICT, index: number, from: number) => ({
    from,
    judge: makeLotJudge(profile, { ...NO_CONTEXT, judgedFrom: from }, states?.[index] as never),
  });
  return new VersionedLotJudge([
    made(first, 0, -Infinity),
    made(second, 1, START + BEGINS * MINUTE),
  ]);
}

/** One-minute samples of a cargo probe. */
function warm(fromMinute: number, count: number, celsius = 5): Reading[] {
  return Array.from({ length: count }, (_, index) => {
    const measuredAt = START + (fromMinute + index) * MINUTE;
    return aReading({
      ...{ measuredAt, receivedAt: measuredAt, boot: 1, seq: fromMinute + index },
      measured: { cargoProbe1TemperatureCelsius: celsius },
    });
  });
}

/** Takes readings in the order given, as the book of lots does. */
function hear(lot: LotJudge, readings: readonly Reading[], known: Reading[] = []): void {
  for (const reading of readings) {
    known.push(reading);
    if (lot.observe(reading)) continue;
    const inOrder = known.toSorted((a, b) => a.measuredAt - b.measuredAt);
    lot.replay({ first: reading.measuredAt, last: reading.measuredAt }, (from, until) =>
      inOrder.filter(({ measuredAt }) => measuredAt >= from && measuredAt < until),
    );
  }
}

function told(lot: LotJudge): [string, number, number | null][] {
  const minutes = (at: number) => (at - START) / MINUTE;
  return lot
    .episodes()
    .filter(isAboutBand)
    .map(({ rule, startedAt, endedAt }) => [
      rule,
      minutes(startedAt),
      endedAt === null ? null : minutes(endedAt),
    ]);
}

describe('a lot whose limits change', () => {
  it('is no longer in breach by the lenient version, and was by the strict one', () => {
    const lot = aJudge([STRICT, LENIENT]);
    hear(lot, warm(0, 60));
    expect(told(lot)).toEqual([['BAND_HI', 0, null]]);
    const before = lot.revision;
    hear(lot, warm(60, 1));
    expect(told(lot)).toEqual([['BAND_HI', 0, 60]]);
    expect(lot.revision).toBeGreaterThan(before);
  });

  it('is in breach by the strict version as soon as that holds, where it has long been too warm for it', () => {
    const lot = aJudge([LENIENT, STRICT]);
    hear(lot, warm(0, 60));
    expect(told(lot)).toEqual([]);
    hear(lot, warm(60, 1));
    expect(told(lot)).toEqual([['BAND_HI', 60, null]]);
  });

  it('has one breach that goes on through versions that agree of it, at no moment taken for ended', () => {
    const lot = aJudge([STRICT, STRICT]);
    const readings = warm(30, 60);
    const known: Reading[] = [];
    for (const reading of readings) {
      hear(lot, [reading], known);
      if (reading.measuredAt < START + 50 * MINUTE) expect(told(lot)).toEqual([]);
      else expect(told(lot)).toEqual([['BAND_HI', 30, null]]);
    }
    hear(lot, warm(90, 11, 1), known);
    expect(told(lot)).toEqual([['BAND_HI', 30, 90]]);
  });

  it('has a breach that was not proven yet proven by the next version when it has lasted the delay', () => {
    const lot = aJudge([STRICT, STRICT]);
    hear(lot, warm(50, 20));
    expect(told(lot)).toEqual([]);
    hear(lot, warm(70, 1));
    expect(told(lot)).toEqual([['BAND_HI', 60, null]]);
  });

  it('is judged in its own time as by each version alone', () => {
    const readings = [...warm(0, 40, 5), ...warm(40, 60, 1), ...warm(100, 40, 7)];
    const lot = aJudge([STRICT, LENIENT]);
    hear(lot, readings);
    const begins = START + BEGINS * MINUTE;
    const before = readings.filter(({ measuredAt }) => measuredAt < begins);
    const alone = [
      ...judge(before, STRICT),
      ...judge(readings, LENIENT, { ...NO_CONTEXT, judgedFrom: begins }),
    ];
    expect(lot.episodes().filter(isAboutBand)).toEqual(alone);
    expect(alone).toHaveLength(2);
  });

  it('has the same verdict in whatever order its readings come, and after a restart', () => {
    const readings = [...warm(0, 45, 5), ...warm(45, 30, 3), ...warm(75, 45, 7)];
    const inOrder = aJudge([STRICT, LENIENT]);
    hear(inOrder, readings);
    for (let seed = 1; seed <= 20; seed++) {
      const random = new SeededRandom(seed);
      const keyed = readings.map((reading) => ({ reading, key: random.next() }));
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ reading }) => reading);
      const [early, late] = [shuffled.slice(0, 70), shuffled.slice(70)];
      const lot = aJudge([STRICT, LENIENT]);
      const known: Reading[] = [];
      hear(lot, early, known);
      const again = aJudge([STRICT, LENIENT], savedVersions(lot.save(), 2));
      expect(again.episodes()).toEqual(lot.episodes());
      hear(again, late, known);
      expect(again.episodes()).toEqual(inOrder.episodes());
    }
  });

  it('has spent of a budget what it spent by the earlier version too, and is told of it once', () => {
    const spending = aProfile({
      rules: {
        ...STRICT.rules,
        budgets: [
          {
            rule: 'BUDGET_HEAT',
            low: 2,
            high: null,
            max: 80 * MINUTE,
            severityAt80: 'WARN',
            severityAt100: 'MAJOR',
          },
        ],
      },
    });
    const lot = aJudge([spending, { ...spending, id: 'again' }]);
    const known: Reading[] = [];
    const spent = () =>
      lot
        .episodes()
        .filter(({ rule }) => rule === 'BUDGET_HEAT')
        .map(({ severity, spentMinutes, startedAt, endedAt }) => [
          ...[severity, spentMinutes, (startedAt - START) / MINUTE],
          endedAt === null ? null : (endedAt - START) / MINUTE,
        ]);
    hear(lot, warm(0, 43), known);
    hear(lot, warm(43, 17, 1), known);
    expect(spent()).toEqual([['INFO', 42.75, 40, 43]]);
    // Under the same name, and as it was: nothing was spent since.
    hear(lot, warm(61, 20, 1), known);
    expect(spent()).toEqual([['INFO', 42.75, 40, 43]]);
    hear(lot, warm(81, 60), known);
    expect(spent()).toEqual([['MAJOR', 102.5, 40, null]]);
  });

  it('takes up no state that was saved of another number of versions', () => {
    expect(savedVersions(aJudge([STRICT, LENIENT]).save(), 3)).toBeUndefined();
    expect(savedVersions(makeLotJudge(STRICT, NO_CONTEXT).save(), 2)).toBeUndefined();
    expect(savedVersions(undefined, 2)).toBeUndefined();
  });

  it('has another revision when a budget of before is spent again', () => {
    const limits = aProfile({
      rules: {
        budgets: [
          {
            rule: 'BUDGET_HEAT',
            low: 2,
            high: null,
            max: 80 * MINUTE,
            severityAt80: 'INFO',
            severityAt100: 'MAJOR',
          },
        ],
      },
    });
    const lot = aJudge([limits, limits]);
    const budget = () => lot.episodes().find(({ rule }) => rule === 'BUDGET_HEAT');
    hear(lot, [...warm(0, 43), ...warm(43, 21, 1)]);
    const { revision } = lot;
    expect(budget()?.endedAt).toBe(START + 43 * MINUTE);

    hear(lot, warm(64, 1));

    expect(budget()?.endedAt).toBeNull();
    expect(lot.revision).toBeGreaterThan(revision);
  });
});
