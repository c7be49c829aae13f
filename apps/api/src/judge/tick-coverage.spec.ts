import { describe, expect, it } from '@jest/globals';
import { SECOND } from '@lenglian/quantities';
import fc from 'fast-check';
import { TickCoverage } from './tick-coverage.ts';

describe('TickCoverage', () => {
  it('counts the time in which ticks came and not the hole of our own outage', () => {
    const ticks = new TickCoverage();
    for (let second = 0; second <= 10; second++) ticks.add(second * SECOND);
    for (let second = 100; second <= 130; second++) ticks.add(second * SECOND);
    expect(ticks.now).toBe(130 * SECOND);
    expect(ticks.coveredSince(0)).toBe(40 * SECOND);
    expect(ticks.coveredSince(50 * SECOND)).toBe(30 * SECOND);
    expect(ticks.coveredSince(120 * SECOND)).toBe(10 * SECOND);
  });

  it('believes the same whatever the order in which ticks are read', () => {
    const ticks = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(ticks, fc.integer(), (seconds, seed) => {
        const shuffled = [...seconds].sort(
          (a, b) => ((a * 31 + seed) % 17) - ((b * 31 + seed) % 17),
        );
        const inOrder = new TickCoverage();
        for (const second of [...seconds].sort((a, b) => a - b)) inOrder.add(second * SECOND);
        let any = new TickCoverage();
        for (const second of shuffled) {
          any.add(second * SECOND);
          any = new TickCoverage(any.save());
        }
        expect(any.save()).toEqual(inOrder.save());
      }),
    );
  });
});
