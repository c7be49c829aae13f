import { overlapOf, withoutSpan, type Validity } from '@lenglian/placements';

/** What is believed of a unit on one run. */
export interface RideFacts {
  /** When it is on the run, in order of time. */
  readonly rides: readonly Validity[];
  /** When declared goods lie in it, its whole or its parts. */
  readonly loads: readonly Validity[];
  /** When it is declared empty or laid up. */
  readonly idle: readonly Validity[];
}

/**
 * When a unit on a run stands for goods that nobody declared: each ride on which no goods lay in it at any time, save
 * where it is declared empty or laid up. Who says that goods came in later, or left, has said what was before or after.
 *
 * @returns in order, none touching another
 */
export function provisionalSpans({ rides, loads, idle }: RideFacts): Validity[] {
  const unladen = rides.filter((ride) => !loads.some((load) => overlapOf(ride, load)));
  return joined(without(unladen, idle));
}

/** Spans that touch or overlap, as one. */
export function joined(spans: readonly Validity[]): Validity[] {
  const whole: Validity[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last === undefined || (last.until !== null && last.until < span.from)) whole.push(span);
    else if (last.until !== null && (span.until === null || span.until > last.until))
      whole[whole.length - 1] = { from: last.from, until: span.until };
  }
  return whole;
}

/** What is left of some spans without others. */
export function without(spans: readonly Validity[], others: readonly Validity[]): Validity[] {
  return others.reduce(
    (left, other) => left.flatMap((span) => withoutSpan(span, other)),
    [...spans],
  );
}
