import type { AlertView, DangerView } from '@lenglian/console-contract';

/** About whoever measures, or the way: of these the goods matter only where something lies ahead of them. */
const ABOUT_OTHERS: ReadonlySet<string> = new Set([
  'BATTERY_LOW',
  'CLOCK_SKEW',
  'LATE_ARRIVAL',
  'NO_DATA',
  'OFF_ROUTE',
  'PRECOOL_LATE',
  'SENSOR_SUSPECT',
]);

/** What is foretold of an alert's goods, where it is of use to whoever looks at the alert. */
export function dangerShown({ danger, rule, severity }: AlertView): DangerView | null {
  if (danger === null || severity === 'INFO') return null;
  const isQuiet = danger.ahead === null && danger.timeToHarmMinutes === null;
  return isQuiet && ABOUT_OTHERS.has(rule) ? null : danger;
}
