import type { FindingCode } from '@lenglian/planning';

/** One thing wrong with an entry; the field is one of the entry. */
export interface EntryProblem {
  readonly code: FindingCode;
  readonly field: string;
  readonly value: number | null;
  readonly bound: number | null;
}
