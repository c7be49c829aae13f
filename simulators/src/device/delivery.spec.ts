import { describe, expect, it } from '@jest/globals';
import { MINUTE, SeededRandom } from '@lenglian/quantities';
import fc from 'fast-check';
import { Delivery, PROMPT_DELIVERY } from './delivery.ts';
import type { SealedMessage } from './sealed-message.ts';

function message(seq: number): SealedMessage {
  const sealedAt = seq * MINUTE;
  return { boot: 1, seq, sealedAt, isHistory: false, sampleCount: 1, payload: String(seq) };
}

describe(Delivery.name, () => {
  it('passes everything on at once by default', () => {
    const delivery = new Delivery(PROMPT_DELIVERY, new SeededRandom(1));
    expect(delivery.pass(message(3)).map(({ seq }) => seq)).toEqual([3]);
  });

  it('lets go of what it held, newest first', () => {
    const habit = { holdFor: 2 * MINUTE, isReversed: true, duplicateShare: 0 };
    const delivery = new Delivery(habit, new SeededRandom(1));
    expect(delivery.pass(message(0))).toEqual([]);
    expect(delivery.pass(message(1))).toEqual([]);
    expect(delivery.pass(message(2)).map(({ seq }) => seq)).toEqual([2, 1, 0]);
  });

  it('repeats and delays, but neither loses nor changes a message', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 90 }),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (count, holdMinutes, isReversed, duplicateShare, seed) => {
          const habit = { holdFor: holdMinutes * MINUTE, isReversed, duplicateShare };
          const delivery = new Delivery(habit, new SeededRandom(seed));
          const sent = Array.from({ length: count }, (_, i) => message(i));
          const passed = [...sent.flatMap((one) => delivery.pass(one)), ...delivery.release()];
          const payloads = passed.map(({ payload }) => payload);
          expect(new Set(payloads)).toEqual(new Set(sent.map(({ payload }) => payload)));
        },
      ),
    );
  });
});
