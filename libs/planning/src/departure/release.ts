import type { CheckResult, DepartureCheck } from './departure.ts';

/** Whether a check keeps a box from leaving without somebody's word. */
export function isOpen({ state }: Pick<CheckResult, 'state'>): boolean {
  return state !== 'GREEN' && state !== 'NOT_APPLICABLE';
}

/**
 * Whether a release covers all that is not green now. It stands for what was seen when it was given:
 * a check that turned red afterwards is not released by it.
 *
 * @param released the checks of the newest release; empty where there is none, or it was taken back
 */
export function covers(
  released: readonly DepartureCheck[],
  checks: readonly Pick<CheckResult, 'check' | 'state'>[],
): boolean {
  return released.length > 0 && checks.every((one) => !isOpen(one) || released.includes(one.check));
}

/** Whether a box is green, or released as it stands. */
export function mayLeave(
  released: readonly DepartureCheck[],
  checks: readonly Pick<CheckResult, 'check' | 'state'>[],
): boolean {
  return !checks.some(isOpen) || covers(released, checks);
}
