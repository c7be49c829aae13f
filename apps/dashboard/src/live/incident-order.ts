import { compareSeverity } from '@lenglian/breaches';
import type { IncidentView } from '@lenglian/console-contract';

/** Whether it is a line before an officer: something lasts, and it is more than a hint. */
export function isLine({ state, severity }: Pick<IncidentView, 'state' | 'severity'>): boolean {
  return (state === 'OPEN' || state === 'ACKNOWLEDGED') && severity !== 'INFO';
}

/** Worst first; of equals the unowned, then the one that has lasted longest. A total order. */
export function compareIncidents(a: IncidentView, b: IncidentView): number {
  return (
    compareSeverity(b.severity, a.severity) ||
    Number(a.state !== 'OPEN') - Number(b.state !== 'OPEN') ||
    a.startedAt - b.startedAt ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/**
 * Whether a change is worth a tone: an unowned incident of MAJOR or worse that lasts and was not there
 * before, or was milder. One cause is one tone, however many boxes it has.
 */
export function deservesSound(before: IncidentView | undefined, after: IncidentView): boolean {
  if (after.state !== 'OPEN' || compareSeverity(after.severity, 'MAJOR') < 0) return false;
  return before === undefined || compareSeverity(before.severity, after.severity) < 0;
}
