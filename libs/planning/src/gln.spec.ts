import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isGln } from './gln.ts';

describe('a GLN', () => {
  it('is thirteen digits with a right check digit', () => {
    // The example of GS1's check digit calculator.
    expect(isGln('6291041500213')).toBe(true);
    expect(isGln('6291041500214')).toBe(false);
    expect(isGln('629104150021')).toBe(false);
  });

  it('has exactly one right check digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999n }), (body) => {
        const digits = String(body).padStart(12, '0');
        const right = Array.from({ length: 10 }, (_, digit) => isGln(`${digits}${digit}`));
        expect(right.filter(Boolean)).toHaveLength(1);
      }),
    );
  });
});
