import { describe, expect, it } from '@jest/globals';
import { SeededRandom, SimulatedClock } from '@lenglian/quantities';
import { validate, version } from 'uuid';
import { IdentifierSource } from './identifier-source.ts';

describe('ids', () => {
  it('are UUIDv7 and sort by creation, also while the clock stands still', () => {
    const clock = new SimulatedClock(1_787_443_200_000);
    const source = new IdentifierSource(clock);
    const ids = Array.from({ length: 5_000 }, (_, index) => {
      if (index % 1_000 === 0) clock.advanceTo(clock.now() + 1);
      return source.next();
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted());
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  });

  it('keep their order when the clock goes back', () => {
    const times = [2_000, 1_000, 3_000];
    const source = new IdentifierSource({ now: () => times.shift() ?? 3_000 });
    const ids = [source.next(), source.next(), source.next()];
    expect(ids).toEqual(ids.toSorted());
  });

  it('are the same for the same clock and chance', () => {
    const ids = () => {
      const source = new IdentifierSource(new SimulatedClock(1_000), new SeededRandom(7));
      return [source.next(), source.next()];
    };
    expect(ids()).toEqual(ids());
  });
});
