import type { Instant } from '@lenglian/quantities';
import type { LimitProfile } from './profile.ts';

/** Limits by which a lot is judged from a moment on. */
export interface LimitsInTime {
  /** −Infinity of the first. */
  readonly from: Instant;
  readonly profile: LimitProfile;
}

/** The limits that hold at a moment; before the first, the first. There is one at least. */
export function limitsAt(limits: readonly LimitsInTime[], at: Instant): LimitProfile {
  const held = limits.findLast(({ from }) => from <= at) ?? limits[0];
  if (held === undefined)
    throw new RangeError('goods are judged by one version of limits at least');
  return held.profile;
}
