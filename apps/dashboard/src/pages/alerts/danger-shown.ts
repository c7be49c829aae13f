import type { AlertView, DangerView } from '@lenglian/console-contract';

/** About whoever measures: of these the goods matter only where something lies ahead of them. */
const ABOUT_SENSORS: ReadonlySet<string> = new Set([
  'BATTERY_LOW',
  'CLOCK_SKEW',
  'NO_DATA',
  'SENSOR_SUSPECT',
]);

/** What is foretold of an alert's goods, where it is of use to whoever looks at the alert. */
export function dangerShown({ danger, rule, severity }: AlertView): DangerView | null {
  if (danger === null || severity === 'INFO') return null;
  const isQuiet = danger.ahead === null && danger.timeToHarmMinutes === null;
  return isQuiet && ABOUT_SENSORS.has(rule) ? null : danger;
}
