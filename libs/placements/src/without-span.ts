import { overlapOf, type Validity } from './placement.ts';

/**
 * What is left of a validity when a span is taken out of it.
 *
 * @returns none, one or two validities, in their order; the validity itself where they do not meet
 */
export function withoutSpan(validity: Validity, span: Validity): Validity[] {
  const shared = overlapOf(validity, span);
  if (!shared) return [validity];
  const left: Validity[] = [];
  if (validity.from < shared.from) left.push({ from: validity.from, until: shared.from });
  const { until } = shared;
  if (until !== null && until !== validity.until) left.push({ from: until, until: validity.until });
  return left;
}
