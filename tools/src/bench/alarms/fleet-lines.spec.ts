import { describe, expect, it } from '@jest/globals';
import type { AlertFact } from '@lenglian/incidents';
import { MINUTE } from '@lenglian/quantities';
import { linesBegun, mostWithin, silenceFact, type ToldFact } from './fleet-lines.ts';

const MOMENTS = Array.from({ length: 120 }, (_, i) => i * MINUTE);

function told(id: string, at: number, changes: Partial<AlertFact> = {}): ToldFact {
  const fact: AlertFact = {
    ...{ id, unitId: id, runId: 'run', rule: 'POWER_OFF', severity: 'MAJOR' },
    ...{ lotId: null, powerGroup: null },
    ...{ startedAt: at, endedAt: null, expectedUntil: null, dueAt: null, ...changes },
  };
  return { fact, toldAt: at + 3 * MINUTE, warnedAt: at + 20 * MINUTE };
}

describe(linesBegun.name, () => {
  it('is one line for eight boxes of a genset, as soon as two of them are known', () => {
    const boxes = [...'abcdefgh'].map((id) => told(id, 0, { powerGroup: 'genset' }));
    expect(linesBegun(boxes, MOMENTS)).toEqual([3 * MINUTE]);
  });

  it('has no line for what informs only, until it is worse', () => {
    expect(linesBegun([told('a', 0)], MOMENTS)).toEqual([20 * MINUTE]);
  });

  it('counts what comes of a cause as no further line', () => {
    const warm = told('b', 30 * MINUTE, { unitId: 'a', rule: 'BAND_HI', severity: 'WARN' });
    expect(linesBegun([told('a', 0), warm], MOMENTS)).toEqual([20 * MINUTE]);
  });

  it('has no line for a tunnel that is on the map, and one for a train in one that is not', () => {
    const hole = { from: 5 * MINUTE, until: 50 * MINUTE };
    const train = (planned: (typeof hole)[]) =>
      [...'abcdef'].flatMap((id) => silenceFact(id, id, 'run', hole, planned) ?? []);
    expect(linesBegun(train([hole]), MOMENTS)).toEqual([]);
    expect(linesBegun(train([]), MOMENTS)).toEqual([35 * MINUTE]);
  });
});

describe(silenceFact.name, () => {
  it('is nothing while nobody would miss the device', () => {
    expect(silenceFact('a', 'a', 'run', { from: 0, until: 29 * MINUTE }, [])).toBeUndefined();
  });
});

describe(mostWithin.name, () => {
  it('looks at every stretch, not only at whole ones', () => {
    const begun = [0, 8, 9, 11, 17, 30].map((minute) => minute * MINUTE);
    expect(mostWithin(begun, 10 * MINUTE)).toBe(4);
    expect(mostWithin([], 10 * MINUTE)).toBe(0);
  });
});
