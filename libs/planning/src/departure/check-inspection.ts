import type { UnitKind } from '@lenglian/placements';
import { DAY } from '@lenglian/quantities';
import { because, type BoardMoment, type BoxFacts, type CheckResult } from './departure.ts';

/** What cools by itself is inspected before a trip. */
const INSPECTED_KINDS: ReadonlySet<UnitKind> = new Set(['reefer', 'room', 'truck']);
/** A pre-trip inspection (PTI) counts for so long [C]. */
export const INSPECTION_LASTS = 30 * DAY;

/** PTI: passed, and not too long before the departure. */
export function checkInspection(
  { unitKind, isPart, inspection }: BoxFacts,
  { departsAt }: BoardMoment,
): CheckResult {
  if (!INSPECTED_KINDS.has(unitKind)) return because('INSPECTION', 'NOT_FOR_ITS_KIND');
  if (isPart) return because('INSPECTION', 'OF_ITS_WHOLE');
  if (inspection === null) return because('INSPECTION', 'NO_INSPECTION');
  const { inspectedAt: at, hasPassed } = inspection;
  if (!hasPassed) return because('INSPECTION', 'INSPECTION_FAILED', { at });
  const isOld = departsAt - at > INSPECTION_LASTS;
  return because('INSPECTION', isOld ? 'INSPECTION_OLD' : 'INSPECTION_PASSED', { at });
}
