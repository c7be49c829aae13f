import type { CheckResult } from './departure.ts';
import { isWorse } from './worst-of.ts';

/** A check that somebody lets a box leave with, as it stood when they saw it. */
export type SeenCheck = Pick<CheckResult, 'check' | 'state'>;

/** Whether a check keeps a box from leaving without somebody's word. */
export function isOpen({ state }: Pick<CheckResult, 'state'>): boolean {
  return state !== 'GREEN' && state !== 'NOT_APPLICABLE';
}

/**
 * Whether a release covers all that is not green now. It stands for what was seen when it was given:
 * a check that was green then, or stands worse now, is not released by it.
 *
 * @param released the checks of the newest release; empty where there is none, or it was taken back
 */
export function covers(released: readonly SeenCheck[], checks: readonly SeenCheck[]): boolean {
  const isSeen = (now: SeenCheck) =>
    released.some((seen) => seen.check === now.check && isOpen(seen) && !isWorse(now, seen));
  return released.length > 0 && checks.every((one) => !isOpen(one) || isSeen(one));
}

/** Whether a box is green, or released as it stands. */
export function mayLeave(released: readonly SeenCheck[], checks: readonly SeenCheck[]): boolean {
  return !checks.some(isOpen) || covers(released, checks);
}
