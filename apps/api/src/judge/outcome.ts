import type { VerdictChange } from '@lenglian/breaches';
import type { DevicePosition, LotOutlook, QuarantineItem } from './judge-port.ts';

/** What one step of the judge brought, already committed. */
export interface Outcome {
  readonly verdicts: VerdictChange[];
  readonly quarantined: QuarantineItem[];
  readonly outlooks: LotOutlook[];
  /** Where devices were, of readings that were taken in now. */
  readonly positions: DevicePosition[];
}

export function nothing(): Outcome {
  return { verdicts: [], quarantined: [], outlooks: [], positions: [] };
}

export function merge(into: Outcome, from: Outcome): void {
  into.verdicts.push(...from.verdicts);
  into.quarantined.push(...from.quarantined);
  into.outlooks.push(...from.outlooks);
  for (const position of from.positions) into.positions.push(position);
}
