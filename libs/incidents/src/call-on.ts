import { compareSeverity, type Severity } from '@lenglian/breaches';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** 值班长, 经理: who is called when an officer on duty does not take what is before them, the soonest first. */
export const CALLED = ['DUTY_LEAD', 'MANAGER'] as const;
export type Called = (typeof CALLED)[number];

/** After how long each is called (domain.md §7 Q14) [C]. */
export const CALLED_AFTER: Readonly<Record<Called, Duration>> = {
  DUTY_LEAD: 10 * MINUTE,
  MANAGER: 30 * MINUTE,
};

/**
 * Who is to be called for an incident that nobody has: the duty lead after ten minutes, the manager after thirty. It is
 * counted from when it opened, was more than a hint, or was no more somebody's; and from a next check that the owner has missed.
 *
 * @param untakenSince null while somebody has it, or none of it lasts
 * @returns null where nobody is, yet; INFO calls nobody
 */
export function calledFor(
  severity: Severity,
  untakenSince: Instant | null,
  nextCheckAt: Instant | null,
  now: Instant,
): Called | null {
  const since = untakenSince ?? nextCheckAt;
  if (since === null || compareSeverity(severity, 'WARN') < 0) return null;
  return CALLED.findLast((called) => now - since >= CALLED_AFTER[called]) ?? null;
}
