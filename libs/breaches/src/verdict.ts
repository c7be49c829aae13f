import type { Instant } from '@lenglian/quantities';
import type { Episode } from './episode.ts';

/**
 * What the judge tells the rest: an episode began, changed, ended or was taken back. The whole
 * present belief about the episode, so that applying one twice changes nothing.
 */
export interface VerdictChange {
  /** Position in the judge's outbox, from 1, without holes that matter. */
  readonly sequence: number;
  /** Made at the first opening and kept over every later change of the episode. UUID. */
  readonly alertId: string;
  /** Null when the unit has no lot. */
  readonly lotId: string | null;
  readonly unitId: string;
  readonly deviceId: string | null;
  readonly episode: Episode;
  /** `receivedAt` of the message that proved it. */
  readonly detectedAt: Instant;
  /** It was proven by data that arrived long after it was measured. */
  readonly isLate: boolean;
  /** Later data took the episode back. */
  readonly isAnnulled: boolean;
  /** Taken back because it is a part of this alert's breach, which began earlier. */
  readonly mergedIntoId: string | null;
  /** Opened as a later part of what was this alert's breach. */
  readonly splitFromId: string | null;
}
