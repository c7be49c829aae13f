import { isGap, isSilence } from './causes.ts';
import type { AlertFact } from './incident.ts';

type Told = Pick<AlertFact, 'rule' | 'unitId' | 'startedAt'>;

/** The stages of one silence, of every lot in the unit, have its last word in common. */
export function silenceOf({ unitId, startedAt }: Told): string {
  return `${unitId}\n${startedAt}`;
}

/** Gaps that were not told further, those of each silence together. */
export function loneGaps<Alert extends Told>(alerts: readonly Alert[]): readonly Alert[][] {
  const gaps = withoutToldGaps(alerts).filter(({ rule }) => isGap(rule));
  return [...Map.groupBy(gaps, silenceOf).values()];
}

/** The alerts without gaps that were told further, as silence for long: that stage speaks for them. In the order given. */
export function withoutToldGaps<Alert extends Told>(alerts: readonly Alert[]): readonly Alert[] {
  if (!alerts.some(({ rule }) => isGap(rule))) return alerts;
  const further = alerts.filter(({ rule }) => isSilence(rule) && !isGap(rule));
  const told = new Set(further.map(silenceOf));
  return alerts.filter((alert) => !isGap(alert.rule) || !told.has(silenceOf(alert)));
}
