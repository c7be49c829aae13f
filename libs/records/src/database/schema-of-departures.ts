import type { Recorded } from './schema.ts';

/** PTI. */
export interface UnitInspectionRow extends Recorded {
  unitId: string;
  inspectedAt: number;
  hasPassed: number;
  workshopName: string | null;
  note: string | null;
}

/** Put on at closing. */
export interface UnitSealRow extends Recorded {
  unitId: string;
  sealedAt: number;
  sealNumber: string;
  note: string | null;
}

/** A box of a run may leave although these checks are not green; without checks it was taken back. */
export interface DepartureReleaseRow extends Recorded {
  unitId: string;
  runId: string;
  /** JSON list: each check with the state that was seen; of the first releases its name alone. */
  checks: string;
  reason: string;
}

/** What was known of the boxes of a run when it left. */
export interface DepartureBoardRow extends Recorded {
  runId: string;
  /** JSON list. */
  boxes: string;
}
