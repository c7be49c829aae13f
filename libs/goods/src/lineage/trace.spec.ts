import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR } from '@lenglian/quantities';
import { A_MOMENT, aSplit } from '../testing.ts';
import { traceBack, traceForward } from './trace.ts';
import type { Transformation } from './transformation.ts';

const mass = (lotId: string) => (lotId === 'A' ? 20_000 : 10_000);

/** A history in which each event takes some of the lots that there are and makes new ones. */
const anyHistory: fc.Arbitrary<Transformation[]> = fc
  .array(
    fc.record({
      pick: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      makes: fc.integer({ min: 1, max: 3 }),
    }),
    {
      maxLength: 8,
    },
  )
  .map((events) => {
    const lots = ['L0', 'L1', 'L2'];
    return events.map(({ pick, makes }, number): Transformation => {
      const inputs = [...new Set(pick.map((at) => lots[at % lots.length] ?? 'L0'))];
      const outputs = Array.from({ length: makes }, (_, n) => `M${number}-${n}`);
      lots.push(...outputs);
      return {
        ...{ id: `T${number}`, kind: 'REPACK', at: A_MOMENT + number * HOUR },
        inputs: inputs.map((lotId) => ({ lotId, quantityKilograms: 100 })),
        outputs: outputs.map((lotId) => ({ lotId, quantityKilograms: 100 / makes })),
      };
    });
  });

const lotsOf = (history: readonly Transformation[]): string[] => [
  ...new Set(['L0', 'L1', 'L2', ...history.flatMap(({ outputs }) => outputs.map((o) => o.lotId))]),
];

describe('the trace of a lot', () => {
  it('leads back to its parts by mass, and forward to what became of it', () => {
    const merge = aSplit({
      ...{ id: 'merge', kind: 'MERGE', at: A_MOMENT + 2 * HOUR },
      inputs: [
        { lotId: 'B', quantityKilograms: 10_000 },
        { lotId: 'D', quantityKilograms: 30_000 },
      ],
      outputs: [{ lotId: 'E', quantityKilograms: 40_000 }],
    });
    const history = [aSplit(), merge];
    expect(traceBack('E', history)).toMatchObject([
      { lotId: 'B', depth: 1, fraction: 0.25 },
      { lotId: 'D', depth: 1, fraction: 0.75 },
      { lotId: 'A', depth: 2, fraction: 0.25 },
    ]);
    expect(traceForward('A', history, mass)).toMatchObject([
      { lotId: 'B', depth: 1, fraction: 0.5 },
      { lotId: 'C', depth: 1, fraction: 0.5 },
      { lotId: 'E', depth: 2, fraction: 0.5 },
    ]);
  });

  it('finds each lot from the other end, whatever happened', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const lots = lotsOf(history);
        const back = new Set(
          lots.flatMap((lot) => traceBack(lot, history).map((step) => `${step.lotId}→${lot}`)),
        );
        const forward = new Set(
          lots.flatMap((lot) =>
            traceForward(lot, history, mass).map((step) => `${lot}→${step.lotId}`),
          ),
        );
        expect(forward).toEqual(back);
      }),
    );
  });

  it('accounts for all of the mass at each step back', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const lot of lotsOf(history)) {
          const parts = traceBack(lot, history).filter(({ depth }) => depth === 1);
          const sum = parts.reduce((all, { fraction }) => all + (fraction ?? 0), 0);
          if (parts.length > 0) expect(sum).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it('says that it does not know a part where nobody weighed', () => {
    const split = aSplit({ inputs: [{ lotId: 'A', quantityKilograms: null }] });
    expect(traceBack('B', [split])).toMatchObject([{ lotId: 'A', fraction: null }]);
  });

  it('ends, also where a broken history goes in a circle', () => {
    const back = aSplit({
      id: 'back',
      inputs: [{ lotId: 'B', quantityKilograms: 1 }],
      outputs: [{ lotId: 'A', quantityKilograms: 1 }],
    });
    expect(traceBack('B', [aSplit(), back]).map(({ lotId }) => lotId)).toEqual(['A']);
  });
});
