import { isCleanAt } from '../checks/cleaning.ts';
import { because, type BoxFacts, type CheckResult } from './departure.ts';

/** CIP: a tanker was clean when its goods came into it. */
export function checkCleaned({ unitKind, hasParts, cleanliness, loadsAt }: BoxFacts): CheckResult {
  if (unitKind !== 'tanker') return because('CLEANING', 'NOT_FOR_ITS_KIND');
  if (hasParts) return because('CLEANING', 'IN_ITS_PARTS');
  const { cleaning } = cleanliness;
  if (cleaning === null) return because('CLEANING', 'NEVER_CLEANED');
  const at = cleaning.cleanedAt;
  return because('CLEANING', isCleanAt(loadsAt, cleanliness) ? 'CLEAN' : 'NOT_CLEAN', { at });
}
