import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { containerCheckDigit, isContainerNumber } from './container-number.ts';

describe('container numbers', () => {
  it('have the check digits of published examples', () => {
    expect(['CSQU3054383', 'APZU4812090', 'MSKU9070323'].map(isContainerNumber)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('have no check digit when the remainder is 10', () => {
    expect(containerCheckDigit('XJLU300015')).toBeUndefined();
    expect(isContainerNumber('XJLU3000150')).toBe(false);
  });

  it('are refused when malformed', () => {
    for (const code of ['', 'XJLU', 'xjlu3000015', 'XJLU30000155', 'XJL30000015']) {
      expect(isContainerNumber(code)).toBe(false);
    }
  });

  it('do not survive a wrong check digit', () => {
    const serial = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
    fc.assert(
      fc.property(serial, fc.integer({ min: 1, max: 9 }), (digits, shift) => {
        const digit = containerCheckDigit(`XJLU${digits}`);
        fc.pre(digit !== undefined);
        expect(isContainerNumber(`XJLU${digits}${digit}`)).toBe(true);
        expect(isContainerNumber(`XJLU${digits}${(digit + shift) % 10}`)).toBe(false);
      }),
    );
  });
});
