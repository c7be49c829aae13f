import type { CheckResult, CheckState } from './departure.ts';

/** The worst last. What is not known is worse than green and no better than amber for whoever must decide. */
const ORDER: readonly CheckState[] = ['NOT_APPLICABLE', 'GREEN', 'UNKNOWN', 'AMBER', 'RED'];

type Stands = Pick<CheckResult, 'state'>;

/** Whether one stands worse than another. */
export function isWorse(one: Stands, other: Stands): boolean {
  return ORDER.indexOf(one.state) > ORDER.indexOf(other.state);
}

/** The worse of two, the first of two alike. */
export function worstOf(a: CheckResult, b: CheckResult): CheckResult {
  return isWorse(b, a) ? b : a;
}

/** How a box stands: as its worst check. A box of which nothing applies is green. */
export function stateOfBox(
  checks: readonly Pick<CheckResult, 'state'>[],
): Exclude<CheckState, 'NOT_APPLICABLE'> {
  let worst: Exclude<CheckState, 'NOT_APPLICABLE'> = 'GREEN';
  for (const { state } of checks)
    if (state !== 'NOT_APPLICABLE' && ORDER.indexOf(state) > ORDER.indexOf(worst)) worst = state;
  return worst;
}
