import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isValidAt } from './placement.ts';
import { anyValidity } from './testing.ts';
import { withoutSpan } from './without-span.ts';

describe(withoutSpan.name, () => {
  it('keeps the moments outside the span, each once, and no other', () => {
    fc.assert(
      fc.property(anyValidity, anyValidity, (validity, span) => {
        const left = withoutSpan(validity, span);
        for (let at = -1; at <= 40; at++) {
          const times = left.filter((part) => isValidAt(part, at)).length;
          expect(times).toBe(isValidAt(validity, at) && !isValidAt(span, at) ? 1 : 0);
        }
        expect(left.every(({ from, until }) => until === null || from < until)).toBe(true);
      }),
    );
  });
});
