import type { UnitKind } from '@lenglian/placements';
import { because, type BoxFacts, type CheckResult } from './departure.ts';

/** Rooms stand open to those who work in them. */
const UNSEALED_KINDS: ReadonlySet<UnitKind> = new Set(['room', 'store']);

/** 一箱制: the seal that was put on at closing has a number. */
export function checkSealOn({ unitKind, isPart, sealNumber }: BoxFacts): CheckResult {
  if (UNSEALED_KINDS.has(unitKind)) return because('SEAL', 'NOT_FOR_ITS_KIND');
  if (isPart) return because('SEAL', 'OF_ITS_WHOLE');
  return sealNumber === null
    ? because('SEAL', 'NO_SEAL')
    : because('SEAL', 'SEALED', { sealNumber });
}
