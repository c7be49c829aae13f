import type { AlertView, DangerView } from '@lenglian/console-contract';
import { isGone, isNote, isRunningOut } from './budget-shares.ts';
import { dangerNow } from './use-danger-now.ts';

/** About whoever measures, or the way: of these the goods matter only where something lies ahead of them. */
const ABOUT_OTHERS: ReadonlySet<string> = new Set([
  'BATTERY_LOW',
  'CLOCK_SKEW',
  'DATA_GAP',
  'LATE_ARRIVAL',
  'NO_DATA',
  'OFF_ROUTE',
  'PRECOOL_LATE',
  'SENSOR_SUSPECT',
]);

/** What is foretold of an alert's goods, where it is of use to whoever looks at the alert. @param isOld by `useIsOld` */
export function dangerShown(alert: AlertView, isOld: boolean): DangerView | null {
  const { danger, rule, severity } = alert;
  if (danger === null || severity === 'INFO') return null;
  return !isPressing(dangerNow(danger, isOld)) && ABOUT_OTHERS.has(rule) ? null : danger;
}

/** Whether a list says it: something presses, or half of a budget is spent. */
export function isNews(told: DangerView, isOld: boolean): boolean {
  const danger = dangerNow(told, isOld);
  return isPressing(danger) || danger.budgets.some(isNote);
}

/** Something lies ahead of the goods, or a budget is gone or will be. */
function isPressing({ ahead, timeToHarmMinutes, budgets }: DangerView): boolean {
  const isBudgetPressing = budgets.some((budget) => isGone(budget) || isRunningOut(budget));
  return ahead !== null || timeToHarmMinutes !== null || isBudgetPressing;
}

/**
 * What to begin with: by what seems to be wrong; where nothing is foretold somebody asks how the box is. Null where the alert is of whoever
 * measures or of the way, or only informs. Of silence nobody knows more than by asking.
 */
export function causeToActOn(alert: AlertView, isOld: boolean): DangerView['cause'] | null {
  const danger = dangerShown(alert, isOld);
  if (danger !== null) return danger.cause;
  const isAsked = alert.rule === 'NO_DATA' || !ABOUT_OTHERS.has(alert.rule);
  return isAsked && alert.severity !== 'INFO' ? 'UNKNOWN' : null;
}
