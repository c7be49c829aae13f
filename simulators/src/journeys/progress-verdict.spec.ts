import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import type { Truth } from './journey.ts';
import { progressLines } from './progress-verdict.ts';
import type { WhatStands } from './what-stands.ts';

const DEPARTURE = Date.UTC(2027, 8, 1);
const minuteOf = (at: number) => Math.round((at - DEPARTURE) / MINUTE);
const at = (minute: number) => DEPARTURE + minute * MINUTE;

/** The lines that do not hold. */
function broken(truth: Partial<Truth>, found: { [What in keyof WhatStands]?: unknown }): string[] {
  const stands = { runs: [], steps: new Map(), rides: new Map(), ...found };
  const nothing = { raised: [], incidents: [], runs: [], exposure: [], handedOver: [] };
  const frame = { stands: stands as unknown as WhatStands, minuteOf };
  return progressLines({ ...nothing, ...truth }, frame)
    .filter(({ isHeld }) => !isHeld)
    .map((line) => `${line.truth}: ${line.found}`);
}

function runWith(leg: object) {
  return { runs: [{ code: 'RUN', state: 'IN_TRANSIT', legs: [leg] }] };
}

describe(progressLines.name, () => {
  it('is broken by a leg that nobody measured: its time was reported, or is another', () => {
    const leg = { departedAt: at(12), departedBasis: 'MEASURED', arrivedAt: null };
    const departed = { run: 'RUN', leg: 1, what: 'departed', within: [5, 20] } as const;
    const brokenBy = (changes: object, measured: Truth['measured'] = [departed]) =>
      broken({ measured }, runWith({ ...leg, ...changes }));
    expect(brokenBy({})).toEqual([]);
    expect(brokenBy({ departedBasis: 'REPORTED' })[0]).toMatch(/REPORTED 12$/);
    expect(brokenBy({ departedAt: at(20) })[0]).toMatch(/MEASURED 20$/);
    expect(brokenBy({}, [{ ...departed, what: 'arrived' }])[0]).toMatch(/never$/);
  });

  it('is broken where the word of somebody does not stand, or nothing was measured beside it', () => {
    const leg = { arrivedAt: at(90), arrivedBasis: 'REPORTED', measuredArrivalAt: at(55) };
    const arrived = { run: 'RUN', leg: 1, what: 'arrived', within: [90, 91] } as const;
    const brokenBy = (changes: object) =>
      broken(
        { overridden: [{ ...arrived, measuredWithin: [50, 60] }] },
        runWith({ ...leg, ...changes }),
      );
    expect(brokenBy({})).toEqual([]);
    expect(brokenBy({ arrivedBasis: 'MEASURED' })[0]).toMatch(/MEASURED 90, measured 55$/);
    expect(brokenBy({ arrivedAt: at(55) })[0]).toMatch(/REPORTED 55, measured 55$/);
    expect(brokenBy({ measuredArrivalAt: null })[0]).toMatch(/REPORTED 90, measured never$/);
  });

  it('is broken by a step of the run that somebody took, or nobody', () => {
    const runs = [{ code: 'RUN', state: 'IN_TRANSIT', measuredSteps: ['IN_TRANSIT'] }];
    const brokenBy = (steps: object[]) =>
      broken({ runs }, { ...runWith({}), steps: new Map([['RUN', steps]]) });
    const measured = { state: 'IN_TRANSIT', actor: 'progress' };
    expect(brokenBy([{ state: 'LOADING', actor: 'somebody' }, measured])).toEqual([]);
    expect(brokenBy([{ ...measured, actor: 'somebody' }])).toEqual([
      'run RUN is IN_TRANSIT by positions: by somebody',
    ]);
    expect(brokenBy([])).toEqual(['run RUN is IN_TRANSIT by positions: by nobody']);
  });

  it('is broken by a unit that joins or leaves at another time, twice or never', () => {
    const ride = { run: 'RUN', units: ['BOX'], joined: [0, 10], left: [60, 70] } as const;
    const brokenBy = (...rides: object[]) =>
      broken({ rides: [ride] }, { rides: new Map([['BOX', rides]]) });
    const found = { runCode: 'RUN', from: at(5), until: at(65) };
    expect(brokenBy(found)).toEqual([]);
    expect(brokenBy(found, { ...found, runCode: 'OTHER' })).toEqual([]);
    expect(brokenBy({ ...found, from: at(10) })[0]).toMatch(/BOX 10…65$/);
    expect(brokenBy({ ...found, until: null })[0]).toMatch(/BOX 5…never$/);
    expect(brokenBy(found, found)[0]).toMatch(/BOX 5…65, 5…65$/);
    expect(brokenBy()[0]).toMatch(/BOX never$/);
  });
});
