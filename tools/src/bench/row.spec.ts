import { describe, expect, it } from '@jest/globals';
import { atLeast, atMost, toTable } from './row.ts';

const row = {
  name: 'ingest',
  variant: 'fleet',
  unit: 'readings/s',
  bound: 15_000,
  ceiling: 30_000,
};

describe('a benchmark row', () => {
  it('is met when the value reaches the bound, and gives its share of the ceiling', () => {
    expect(atLeast({ ...row, value: 15_000 })).toMatchObject({ met: true, ratio: 0.5 });
    expect(atLeast({ ...row, value: 14_999 })).toMatchObject({ met: false });
  });

  it('is not met when what came out was wrong, however fast it was', () => {
    expect(atLeast({ ...row, value: 99_000 }, false)).toMatchObject({ met: false });
    expect(atMost({ ...row, value: 1 }, false)).toMatchObject({ met: false });
  });

  it('stands in a table with what it was held against', () => {
    expect(toTable([atLeast({ ...row, value: 16_000 })])).toContain(
      '16,000  readings/s  15,000  yes  30,000   0.53',
    );
  });
});
