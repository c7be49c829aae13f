import { compareSeverity } from '@lenglian/breaches';
import type { AlertView } from '@lenglian/console-contract';

/** Somebody may still have to do something: the contract's `live`. */
export function isLive(alert: AlertView): boolean {
  return alert.state === 'OPEN' || alert.state === 'ACKNOWLEDGED';
}

/** Shelved last; worst first; of equals the unowned, then the one that has lasted longest. A total order. */
export function compareAlerts(a: AlertView, b: AlertView): number {
  return (
    Number(a.shelvedUntil !== null) - Number(b.shelvedUntil !== null) ||
    compareSeverity(b.severity, a.severity) ||
    Number(a.state !== 'OPEN') - Number(b.state !== 'OPEN') ||
    a.startedAt - b.startedAt ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}
