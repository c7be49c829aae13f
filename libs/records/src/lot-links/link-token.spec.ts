import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLinkToken, signLinkToken } from './link-token.ts';

const KEY = Buffer.alloc(32, 7);
const LINK = { linkId: '0197a000-0000-7000-8000-000000000001', validUntil: 1_787_443_200_000 };

describe('the token of a link', () => {
  it('says which link it is of and until when', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 2 ** 48 - 1 }), (linkId, validUntil) => {
        const token = signLinkToken(KEY, { linkId, validUntil });
        expect(token).toMatch(/^[\w-]{72}$/);
        expect(readLinkToken(KEY, token)).toEqual({ linkId, validUntil });
      }),
    );
  });

  it('is nothing once a single character of it is another', () => {
    const token = signLinkToken(KEY, LINK);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect({ at, claim: readLinkToken(KEY, changed) }).toEqual({ at, claim: undefined });
    }
  });

  it('is nothing under another key, longer, shorter or empty', () => {
    const token = signLinkToken(KEY, LINK);
    expect(readLinkToken(Buffer.alloc(32, 8), token)).toBeUndefined();
    for (const other of [`${token}A`, token.slice(1), '', `${token}=`, `${token}\n`])
      expect(readLinkToken(KEY, other)).toBeUndefined();
  });
});
