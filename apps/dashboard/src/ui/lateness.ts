import type { AlertView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';

/** A train that is this late is late; less is its timetable's rounding. */
export const LATE_FROM = 5 * MINUTE;

/** The alert of the goods that will have least left when they are there. */
export function leastLeft(alerts: readonly AlertView[]): AlertView | undefined {
  const hours = ({ lateness }: AlertView) => lateness?.hoursLeft ?? Infinity;
  return alerts.filter(({ lateness }) => lateness).toSorted((a, b) => hours(a) - hours(b))[0];
}
