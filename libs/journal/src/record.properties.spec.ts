import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidEntryError, JournalDamagedError } from './errors.ts';
import type { NewEntry } from './journal.ts';
import { readRecord, recordBytesMax, skipRecord, stampChecksums, writeRecord } from './record.ts';
import { arbitraryEntry, newEntry } from './testing.ts';

function encode(entries: NewEntry[]): Buffer {
  const room = entries.reduce((sum, entry) => sum + recordBytesMax(entry), 0);
  const buffer = Buffer.alloc(room);
  const used = entries.reduce((offset, entry) => writeRecord(buffer, offset, entry), 0);
  const body = buffer.subarray(0, used);
  stampChecksums(body);
  return body;
}

function decode(body: Buffer): NewEntry[] {
  const entries: NewEntry[] = [];
  for (let offset = 0; offset < body.length;) {
    const end = skipRecord(body, offset);
    const { seq, payload, ...entry } = readRecord(body, offset, end, 1);
    expect(seq).toBe(1);
    entries.push({ ...entry, payload: new Uint8Array(payload) });
    offset = end;
  }
  return entries;
}

const usable = arbitraryEntry.filter((entry) => {
  const ids = [entry.organisationId, entry.deviceId, entry.publisherId];
  return ids.every((id) => Buffer.byteLength(id) <= 254 && Buffer.from(id).toString() === id);
});

describe('records', () => {
  it('come back as they were written, however many share a body', () => {
    fc.assert(
      fc.property(fc.array(usable, { maxLength: 20 }), (entries) => {
        expect(decode(encode(entries))).toEqual(entries);
      }),
    );
  });

  it('do not come back when any one bit has changed', () => {
    fc.assert(
      fc.property(usable, fc.nat(), (entry, at) => {
        const body = encode([entry]);
        const bit = at % (body.length * 8);
        body[bit >> 3] = (body[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(() => decode(body)).toThrow(JournalDamagedError);
      }),
    );
  });

  it('hold ids that are names of prototypes', () => {
    const entry = newEntry({ organisationId: '__proto__', deviceId: 'constructor' });
    expect(decode(encode([entry]))[0]).toMatchObject({
      organisationId: '__proto__',
      deviceId: 'constructor',
    });
  });

  it('refuse an id that does not fit', () => {
    expect(() => encode([newEntry({ deviceId: 'x'.repeat(255) })])).toThrow(InvalidEntryError);
    expect(() => encode([newEntry({ deviceId: '冷'.repeat(100) })])).toThrow(InvalidEntryError);
  });
});
