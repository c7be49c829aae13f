import { describe, expect, it } from '@jest/globals';
import { ActiveSpans, SPANS_MAX } from './active-spans.ts';

function spans(...ends: [from: number, to: number | null][]): ActiveSpans {
  return new ActiveSpans(ends);
}

describe(ActiveSpans.name, () => {
  it('covers both ends: the sample that stirred and the one that calmed', () => {
    const known = spans([10, 20], [30, 40]);

    expect([9, 10, 15, 20, 21, 30, 40, 41].map((at) => known.covers(at))).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('covers everything from a beginning on until the end comes', () => {
    const known = new ActiveSpans();
    known.begin(10);
    expect(known.covers(1_000)).toBe(true);

    known.end(20);
    expect(known.covers(21)).toBe(false);
  });

  it('goes back to a moment at which something was still active', () => {
    const known = spans([10, 20], [30, 40], [50, 60]);
    known.cut(35, true);

    expect(known.save()).toEqual([
      [10, 20],
      [30, null],
    ]);
  });

  it('goes back to a moment at which nothing was', () => {
    const known = spans([10, 20], [30, 40]);
    known.cut(25, false);
    expect(known.save()).toEqual([[10, 20]]);

    // Merged spans may go on where in truth all was calm.
    known.cut(15, false);
    expect(known.save()).toEqual([[10, 15]]);
  });

  it('becomes coarser under pressure and never forgets', () => {
    const known = new ActiveSpans();
    const begun = Array.from({ length: 5 * SPANS_MAX }, (_, i) => 100 * i + (i % 7));
    for (const at of begun) {
      known.begin(at);
      known.end(at + 10);
    }

    expect(known.save()).toHaveLength(SPANS_MAX);
    expect(begun.every((at) => known.covers(at) && known.covers(at + 10))).toBe(true);
    expect(begun.some((at) => !known.covers(at + 50))).toBe(true);
  });

  it('is the same after it was saved', () => {
    const known = spans([10, 20], [30, null]);

    expect(new ActiveSpans(known.save()).save()).toEqual(known.save());
  });
});
