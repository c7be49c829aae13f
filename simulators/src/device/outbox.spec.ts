import { describe, expect, it } from '@jest/globals';
import { DAY } from '@lenglian/quantities';
import fc from 'fast-check';
import { Outbox } from './outbox.ts';
import type { SealedMessage } from './sealed-message.ts';

function message(seq: number, isHistory = false, sealedAt = seq): SealedMessage {
  return { boot: 1, seq, sealedAt, isHistory, sampleCount: 1, payload: '' };
}

describe(Outbox.name, () => {
  it('hands out the present before the past', () => {
    const outbox = new Outbox();
    outbox.add(message(0, true));
    outbox.add(message(1));
    expect(outbox.takeNext()?.seq).toBe(1);
    expect(outbox.takeNext()?.seq).toBe(0);
    expect(outbox.takeNext()).toBeUndefined();
  });

  it('delivers everything in order whenever and however often the connection is lost', () => {
    const step = fc.constantFrom('add', 'take', 'acknowledge', 'lose');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const outbox = new Outbox();
        const delivered: number[] = [];
        let inFlight: SealedMessage[] = [];
        let added = 0;
        const acknowledgeFirst = () => {
          const first = inFlight.shift();
          if (first !== undefined && outbox.acknowledge(first)) delivered.push(first.seq);
        };
        const take = () => {
          const next = outbox.takeNext();
          if (next !== undefined) inFlight.push(next);
        };
        for (const name of steps) {
          if (name === 'add') outbox.add(message(added++));
          if (name === 'take') take();
          if (name === 'acknowledge') acknowledgeFirst();
          if (name === 'lose') {
            outbox.returnInFlight();
            inFlight = [];
          }
        }
        while (!outbox.isEmpty) {
          take();
          acknowledgeFirst();
        }
        expect(delivered).toEqual(Array.from({ length: added }, (_, i) => i));
      }),
    );
  });

  it('gives up what is older than a week when nobody listens, and counts it', () => {
    const outbox = new Outbox();
    outbox.add(message(0, false, 0));
    outbox.add(message(1, false, DAY));
    outbox.add(message(2, false, 7.5 * DAY));
    expect(outbox.droppedMessageCount).toBe(1);
    expect(outbox.droppedSampleCount).toBe(1);
    expect(outbox.takeNext()?.seq).toBe(1);
  });

  it('does not count a message twice that was acknowledged twice', () => {
    const outbox = new Outbox();
    outbox.add(message(0));
    const taken = outbox.takeNext() as SealedMessage;
    expect(outbox.acknowledge(taken)).toBe(true);
    expect(outbox.acknowledge(taken)).toBe(false);
  });
});
