import { describe, expect, it } from '@jest/globals';
import { aProfile } from '@lenglian/limits/testing';
import type { LotPlacement } from '@lenglian/placements';
import { HOUR, type Instant } from '@lenglian/quantities';
import { wayAheadOf } from './operating-context.ts';

const COMES: Instant = Date.UTC(2026, 10, 20);
const LEAVES = COMES + 2 * HOUR;

function arrivalAt(until: Instant | null, at: Instant): Instant | null {
  const profile = aProfile();
  const inHall: LotPlacement = {
    ...{ lotId: 'lot-1', unitId: 'hall', profileId: profile.id },
    ...{ from: COMES, until },
  };
  const limits = [{ from: Number.NEGATIVE_INFINITY, profile }];
  return wayAheadOf({ placements: [inHall], journeysOf: () => [], limits }, at).context.arrivalAt;
}

describe('what lies ahead of goods in a store', () => {
  it('ends when they are to be taken out', () => {
    expect(arrivalAt(LEAVES, COMES + HOUR)).toBe(LEAVES);
  });

  it('has no end where nobody knows when they leave, or they should have left', () => {
    expect(arrivalAt(null, COMES + HOUR)).toBeNull();
    expect(arrivalAt(LEAVES, LEAVES)).toBeNull();
  });
});
