import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND, type Duration } from '@lenglian/quantities';
import fc from 'fast-check';
import { SilenceBook } from './silence-book.ts';
import { BOUND, Bench, nowhere, profile, snapshot } from '../testing/silence-bench.ts';

/** All that was told, a gap by its severity: it alone is INFO. */
const allOf = (bench: Bench): string[] => bench.linesOf('DATA_GAP', 'NO_DATA');

describe('a gap in what a unit with goods says', () => {
  const reporting = (reportingInterval: Duration) =>
    snapshot({
      unitJourneys: [],
      deviceBindings: snapshot().deviceBindings.map((one) => ({ ...one, reportingInterval })),
    });

  it('is told after ten minutes, and is over with the first word', () => {
    const bench = new Bench(nowhere).hear(true).wait(10 * MINUTE - SECOND);
    expect(allOf(bench)).toEqual([]);
    bench.wait(2 * MINUTE + SECOND).hear();
    expect(allOf(bench.wait(MINUTE))).toEqual([
      ...['lot INFO 0–…, raised 10', 'lot INFO 0–12, raised 10'],
    ]);
  });

  it('takes two reports that are missing', () => {
    const told = (interval: Duration, time: Duration) =>
      allOf(new Bench(reporting(interval)).hear(true).wait(time));
    expect(told(12 * MINUTE, 23 * MINUTE)).toEqual([]);
    expect(told(12 * MINUTE, 25 * MINUTE)).toEqual(['lot INFO 0–…, raised 24']);
  });

  it('is none where as much silence is offline at once: its highest stage is told alone', () => {
    const seldom = new Bench(reporting(20 * MINUTE)).hear(true).wait(3 * HOUR);
    expect(allOf(seldom)).toEqual(['lot WARN 0–…, raised 40', 'lot MAJOR 0–…, raised 40']);
    expect(allOf(new Bench(nowhere).hear(false).wait(3 * HOUR))).toEqual([
      'lot MAJOR 0–…, raised 10',
    ]);
    const troubled = new Bench(nowhere).hear(true);
    troubled.troubled.add('lot');
    expect(allOf(troubled.wait(3 * HOUR))).toEqual(['lot MAJOR 0–…, raised 10']);
  });

  it('is none in an expected hole, nor when that is over', () => {
    expect(allOf(new Bench().hear(true).wait(76 * MINUTE))).toEqual(['lot WARN 0–…, raised 75']);
  });

  it('lasts beside what it becomes, and one word ends both', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(31 * MINUTE)
      .hear()
      .takeIn();
    expect(allOf(bench)).toEqual([
      ...['lot INFO 0–…, raised 10', 'lot WARN 0–…, raised 30'],
      ...['lot INFO 0–31, raised 10', 'lot WARN 0–31, raised 30'],
    ]);
    expect(allOf(bench.wait(9 * MINUTE))).toHaveLength(4);
  });

  it('becomes MAJOR at once when something turns out to be wrong', () => {
    const bench = new Bench(nowhere).hear(true).wait(15 * MINUTE);
    bench.troubled.add('lot');
    expect(allOf(bench.wait(MINUTE))).toEqual([
      ...['lot INFO 0–…, raised 10', `lot MAJOR 0–…, raised ${15 + 1 / 60}`],
    ]);
  });

  it('of a link that flickers is told once an hour, restarted or not, and what it becomes always', () => {
    const flicker = (bench: Bench) =>
      bench
        .wait(12 * MINUTE)
        .hear()
        .takeIn();
    const told = (between: (bench: Bench) => Bench) => {
      let bench = flicker(new Bench(nowhere).hear(true));
      for (let count = 1; count < 7; count++) bench = flicker(between(bench));
      return allOf(bench.wait(31 * MINUTE));
    };
    const lines = told((bench) => bench);
    expect(lines).toEqual([
      ...['lot INFO 0–…, raised 10', 'lot INFO 0–12, raised 10'],
      ...['lot INFO 60–…, raised 70', 'lot INFO 60–72, raised 70'],
      'lot WARN 84–…, raised 114',
    ]);
    expect(told((bench) => bench.restart())).toEqual(lines);
  });

  it('is not for the time in which we are away', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(5 * MINUTE)
      .sleep(3 * HOUR);
    expect(allOf(bench.wait(4 * MINUTE))).toEqual([]);
    expect(allOf(bench.wait(2 * MINUTE))).toHaveLength(1);
  });

  it('goes on over a restart', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(11 * MINUTE)
      .restart()
      .wait(20 * MINUTE);
    bench.restart().wait(MINUTE).hear().takeIn();
    expect(allOf(bench)).toEqual([
      ...['lot INFO 0–…, raised 10', 'lot WARN 0–…, raised 30'],
      ...['lot INFO 0–32, raised 10', 'lot WARN 0–32, raised 30'],
    ]);
  });

  it('is told to goods that come into the unit, and over for those that leave, with what it became', () => {
    const lots = (...lotIds: string[]) =>
      snapshot({
        unitJourneys: [],
        lotPlacements: lotIds.map((lotId) => ({
          ...{ lotId, unitId: 'u', profileId: profile.id },
          ...BOUND,
        })),
      });
    const bench = new Bench(lots('lot')).hear(true).wait(11 * MINUTE);
    expect(allOf(bench.place(lots('lot', 'other')).wait(MINUTE)).slice(1)).toEqual([
      'other INFO 0–…, raised 10',
    ]);
    expect(allOf(bench.wait(19 * MINUTE)).slice(2)).toEqual(['lot+other WARN 0–…, raised 30']);
    expect(allOf(bench.place(lots('other')).wait(MINUTE)).slice(3)).toEqual([
      `lot INFO 0–${31 + 1 / 60}, raised 10`,
      `lot WARN 0–${31 + 1 / 60}, raised 30`,
    ]);
    const taken = bench.place(snapshot({ lotPlacements: [] })).wait(MINUTE);
    expect(allOf(taken).slice(5)).toEqual([
      `other INFO 0–${32 + 1 / 60}, raised 10`,
      `other WARN 0–${32 + 1 / 60}, raised 30`,
    ]);
  });
});

type Step = 'hear' | 'hear it unpowered' | 'wait' | 'be away';
const step = fc.constantFrom<Step>('hear', 'hear it unpowered', 'wait', 'wait', 'be away');

describe(SilenceBook.name, () => {
  it('tells the same with a restart anywhere', () => {
    const played = (steps: readonly (readonly [Step, number])[], restartAt?: number) => {
      const bench = new Bench();
      for (const [index, [what, minutes]] of steps.entries()) {
        if (index === restartAt) bench.restart();
        if (what === 'wait') bench.wait(minutes * MINUTE);
        else if (what === 'be away') bench.sleep(minutes * MINUTE);
        else bench.hear(what === 'hear');
      }
      return bench.wait(MINUTE).linesOf('DATA_GAP', 'NO_DATA');
    };
    const steps = fc.array(fc.tuple(step, fc.integer({ min: 1, max: 120 })), {
      ...{ minLength: 1, maxLength: 10 },
    });
    fc.assert(
      fc.property(steps, fc.nat({ max: 9 }), (walk, restartAt) => {
        expect(played(walk, restartAt)).toEqual(played(walk));
      }),
      { numRuns: 60 },
    );
  });
});
