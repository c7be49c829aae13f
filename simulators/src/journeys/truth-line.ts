import type { Instant } from '@lenglian/quantities';
import type { Minute } from './journey.ts';
import type { WhatStands } from './what-stands.ts';

/** One line of the truth, and whether it holds. */
export interface TruthLine {
  readonly isHeld: boolean;
  readonly truth: string;
  /** What was found instead. */
  readonly found?: string;
}

/** What stands, in the journey's minutes. */
export interface Frame {
  readonly stands: WhatStands;
  readonly minuteOf: (at: Instant) => Minute;
}

export function line(truth: string, isHeld: boolean, found: string): TruthLine {
  return isHeld ? { isHeld, truth } : { isHeld, truth, found };
}
