import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE } from '@lenglian/quantities';
import { canonicalOrder, compareSamples, contentHash, isSameSample, winners } from './identity.ts';
import { AN_INSTANT, aReading, anyReading, anyValues, valuesOf } from './testing.ts';

const pile = fc.array(anyReading, { maxLength: 40 });
/** A pile and the same pile in another order, some of it repeated. */
const shuffledPile = pile.chain((readings) =>
  fc.tuple(
    fc.constant(readings),
    fc
      .shuffledSubarray(readings)
      .chain((again) =>
        fc.shuffledSubarray([...readings, ...again], { minLength: readings.length + again.length }),
      ),
  ),
);

describe(contentHash.name, () => {
  it('is the same for equal values and unsigned', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const hash = contentHash(values);
        expect(contentHash([...values])).toBe(hash);
        expect(hash).toBe(hash >>> 0);
      }),
    );
  });

  it('counts minus zero as zero', () => {
    expect(contentHash(valuesOf({ supplyTemperatureCelsius: -0 }))).toBe(
      contentHash(valuesOf({ supplyTemperatureCelsius: 0 })),
    );
  });

  it('tells one value in two channels apart', () => {
    expect(contentHash(valuesOf({ supplyTemperatureCelsius: 1 }))).not.toBe(
      contentHash(valuesOf({ returnTemperatureCelsius: 1 })),
    );
  });

  it('tells neighbouring tenths apart', () => {
    const hashes = Array.from({ length: 400 }, (_, i) =>
      contentHash(valuesOf({ supplyTemperatureCelsius: i / 10 - 20 })),
    );

    expect(new Set(hashes).size).toBe(400);
  });
});

describe(compareSamples.name, () => {
  it('is a total order that is 0 only for copies of one sample', () => {
    fc.assert(
      fc.property(anyReading, anyReading, anyReading, (a, b, c) => {
        expect(Math.sign(compareSamples(a, b))).toBe(-Math.sign(compareSamples(b, a)) + 0);
        expect(compareSamples(a, b) === 0).toBe(isSameSample(a, b));
        if (compareSamples(a, b) <= 0 && compareSamples(b, c) <= 0) {
          expect(compareSamples(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('lets the later boot win, then the later message, then the later sample', () => {
    const contest = [
      aReading({ boot: 1, seq: 9, index: 9 }),
      aReading({ boot: 2, seq: 3, index: 9 }),
      aReading({ boot: 2, seq: 4, index: 0 }),
      aReading({ boot: 2, seq: 4, index: 1 }),
    ];

    expect(contest.toSorted(compareSamples)).toEqual(contest);
  });
});

describe(canonicalOrder.name, () => {
  it('does not depend on the order of arrival or on copies', () => {
    fc.assert(
      fc.property(shuffledPile, ([readings, shuffled]) => {
        expect(canonicalOrder(shuffled)).toEqual(canonicalOrder(readings));
      }),
    );
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(pile, (readings) => {
        const once = canonicalOrder(readings);
        expect(canonicalOrder(once)).toEqual(once);
      }),
    );
  });

  it('keeps each sample once, with the reception of its first copy', () => {
    const first = aReading({ boot: 1, seq: 1, receivedAt: AN_INSTANT + 1 });
    const again = aReading({ boot: 1, seq: 1, receivedAt: AN_INSTANT + MINUTE });

    expect(canonicalOrder([again, first, again])).toEqual([first]);
  });

  it('loses no sample and makes up none', () => {
    fc.assert(
      fc.property(pile, (readings) => {
        const kept = canonicalOrder(readings);
        for (const reading of readings) {
          expect(kept.filter((other) => isSameSample(reading, other))).toHaveLength(1);
        }
        for (const reading of kept) expect(readings).toContain(reading);
      }),
    );
  });
});

describe(winners.name, () => {
  it('is one sample an instant, the greatest, in the order of time', () => {
    fc.assert(
      fc.property(pile, (readings) => {
        const won = winners(canonicalOrder(readings));
        const instants = won.map((reading) => reading.measuredAt);
        expect(instants).toEqual([...new Set(instants)].toSorted((a, b) => a - b));
        for (const reading of readings) {
          const winner = won.find((other) => other.measuredAt === reading.measuredAt);
          expect(winner && compareSamples(reading, winner)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('is the same whatever part had been settled before the rest came', () => {
    fc.assert(
      fc.property(pile, pile, (earlier, later) => {
        const inTwoSteps = winners(canonicalOrder([...winners(canonicalOrder(earlier)), ...later]));
        expect(inTwoSteps.map((reading) => [reading.measuredAt, reading.hash])).toEqual(
          winners(canonicalOrder([...earlier, ...later])).map((reading) => [
            reading.measuredAt,
            reading.hash,
          ]),
        );
      }),
    );
  });
});
