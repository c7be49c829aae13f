import { describe, expect, it } from '@jest/globals';
import { crossPairs } from './cross-pairs.ts';

const LINES = ['A', 'B', 'C'].map((unitCode) => ({ unitCode, deviceId: `device of ${unitCode}` }));

/** Which unit each device is told to hang in, where these have a wrong pairing. */
function paired(...wrong: string[]): string[] {
  const crossed = crossPairs(LINES, ({ unitCode }) =>
    wrong.includes(unitCode) ? [{ kind: 'WRONG_LOT_PAIRING' }] : [],
  );
  return crossed.map(({ unitCode, deviceId }) => `${unitCode}: ${deviceId}`);
}

describe(crossPairs.name, () => {
  it('leaves every device where it hangs, where nobody erred', () => {
    expect(crossPairs(LINES, () => [{ kind: 'DUPLICATES', share: 0.1 }])).toEqual(LINES);
  });

  it('takes the device of a unit for that of the next, and of the last for that before', () => {
    expect(paired('A')).toEqual(['A: device of B', 'B: device of A', 'C: device of C']);
    expect(paired('C')).toEqual(['A: device of A', 'B: device of C', 'C: device of B']);
  });

  it('crosses nothing twice', () => {
    expect(paired('A', 'B')).toEqual(paired('A'));
  });
});
