import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LINE_LENGTH_MAX, UnreadableLineError, lineReader, toLine } from './json-lines.ts';
import { fromBrokerSchema, toBrokerSchema } from './messages.ts';

describe('JSON lines', () => {
  it('come out as they went in, wherever the stream is cut', () => {
    const messages = fc.array(fc.record({ type: fc.string({ unit: 'binary' }), seq: fc.nat() }));
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 20 }), (sent, size) => {
        const got: unknown[] = [];
        const read = lineReader((message) => got.push(message));
        const text = sent.map(toLine).join('');
        for (let i = 0; i < text.length; i += size) read(text.slice(i, i + size));
        expect(got).toEqual(sent);
      }),
    );
  });

  it('refuse what is not JSON, and a line that never ends', () => {
    expect(() => lineReader(() => {})('{"half":\n')).toThrow(UnreadableLineError);
    const read = lineReader(() => {});
    const chunk = 'x'.repeat(LINE_LENGTH_MAX / 2 + 1);
    read(chunk);
    expect(() => read(chunk)).toThrow(UnreadableLineError);
  });
});

describe('messages', () => {
  it('know what each side may say', () => {
    const end = { epoch: 'e', seq: 3 };
    expect(fromBrokerSchema.safeParse({ type: 'wake', end }).success).toBe(true);
    expect(toBrokerSchema.safeParse({ type: 'wake', end }).success).toBe(false);
    expect(toBrokerSchema.safeParse({ type: 'hello', reader: 'judge' }).success).toBe(true);
    expect(toBrokerSchema.safeParse({ type: 'hello', reader: '' }).success).toBe(false);
  });
});
