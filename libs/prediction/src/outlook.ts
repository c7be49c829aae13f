import type { Celsius, Instant } from '@lenglian/quantities';
import type { PredictedLimitName } from './predicted-limits.ts';
import type { DangerCause, NextAction } from './where-to-act.ts';

/** What a prediction rests on: the fitted model, or the product's own slope where no air is known. */
export const PREDICTION_BASES = ['TWIN', 'SLOPE'] as const;
export type PredictionBasis = (typeof PREDICTION_BASES)[number];

/** When one limit will be crossed by the product, if things go on as they do. */
export interface Danger {
  readonly limit: PredictedLimitName;
  readonly celsius: Celsius;
  /** 1 by warming, −1 by cooling. */
  readonly direction: 1 | -1;
  /** The product is beyond the line already: nothing is foretold any more. */
  readonly isBeyond: boolean;
  /** Null is "not within 24 hours". */
  readonly crossesAt: Instant | null;
  /** The interval that is to hold the crossing about three times in four; `latestAt` null is "perhaps never". */
  readonly earliestAt: Instant | null;
  readonly latestAt: Instant | null;
  readonly basis: PredictionBasis;
  /** How sure the crossing is before `deadline`, in standard deviations; below 0 less likely than not. */
  readonly sigmas: number;
  /** At least four samples since things changed, no grace, fresh, and beyond the noise. */
  readonly isSignificant: boolean;
}

/** What a twin says at a moment. Never a breach, never counted as one. */
export interface Outlook {
  readonly now: Instant;
  /** Event time of the newest sample; null before the first. */
  readonly measuredAt: Instant | null;
  /** The newest sample is at most a gap old; otherwise nothing new is said. */
  readonly isFresh: boolean;
  /** A defrost or a door explains what is seen: nothing begins or ends on that. */
  readonly isGraced: boolean;
  /** One a line, in the order of the limits; empty before the first sample with a product. */
  readonly dangers: readonly Danger[];
  readonly cause: DangerCause;
  readonly nextAction: NextAction | null;
  /** See `ChancesToAct`. */
  readonly deadline: Instant;
  /**
   * Minutes until the fruit, not the air, crosses a critical limit, from `now`; 0 when it has;
   * null is "not within 24 hours".
   */
  readonly timeToHarmMinutes: number | null;
  /** `timeToHarmMinutes` less the minutes to `nextAction`; negative: nobody comes in time. */
  readonly marginMinutes: number | null;
}
