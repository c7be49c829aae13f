import { HOUR, toIso, type Instant } from '@lenglian/quantities';
import { finding, type Finding } from '../finding.ts';
import type { JourneyPlan, PlanLine } from '../journey-plan.ts';
import type { PlanFacts, UnitFacts } from '../plan-facts.ts';
import { rideOf } from '../ride-of.ts';
import { wholeOf } from '../whole-of.ts';

/** A cleaning in place is good for so long (domain.md §5, raw-milk tankers). */
export const CLEANING_LASTS = 24 * HOUR;

/** What is known of the cleaning (CIP) of a tanker, or of one compartment of it. */
export type Cleanliness = Pick<UnitFacts, 'cleaning' | 'loadedAt'>;

/** Whether a tanker is clean for goods that come into it at a moment. */
export function isCleanAt(at: Instant, { cleaning, loadedAt }: Cleanliness): boolean {
  if (!cleaning?.isClean || at - cleaning.cleanedAt > CLEANING_LASTS) return false;
  return loadedAt === null || loadedAt < cleaning.cleanedAt;
}

/** Tankers are washed before they are loaded; one that loads later may still be washed. */
export function checkCleaning(plan: JourneyPlan, facts: PlanFacts): Finding[] {
  const told = new Set<string>();
  return plan.lines.flatMap((line) => {
    const { unitCode, unitKind, lot } = line;
    if (unitKind !== 'tanker' || lot === null || told.has(unitCode)) return [];
    told.add(unitCode);
    const at = rideOf(line, plan)?.from ?? plan.loadingAt;
    const known = cleanlinessOf(line, facts);
    if (isCleanAt(at, known)) return [];
    const code = at > facts.now ? 'TANKER_TO_BE_CLEANED' : 'TANKER_NOT_CLEAN';
    const cleanedAt = known.cleaning ? toIso(known.cleaning.cleanedAt) : '—';
    return [finding(code, line.line, 'unitCode', { unitCode, cleanedAt })];
  });
}

/** A tanker is washed as a whole or by compartment: the later of both counts. */
function cleanlinessOf({ unitCode }: PlanLine, { units }: PlanFacts): Cleanliness {
  const part = units.get(unitCode);
  const whole = units.get(wholeOf(unitCode) ?? unitCode);
  const cleanings = [part?.cleaning, whole?.cleaning].filter((one) => one != null);
  return {
    cleaning: cleanings.sort((a, b) => b.cleanedAt - a.cleanedAt)[0] ?? null,
    loadedAt: part?.loadedAt ?? null,
  };
}
