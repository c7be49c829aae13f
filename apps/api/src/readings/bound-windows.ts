import { overlapOf, type DeviceBinding, type Validity } from '@lenglian/placements';
import { DAY, type Duration, type Instant } from '@lenglian/quantities';
import type { HistoryWindow } from '@lenglian/history';
import { InvalidRequestError } from '../http/errors.ts';

/** The longest window that one request may ask for. */
export const WINDOW_MAX: Duration = 400 * DAY;

/** @throws InvalidRequestError unless `from` < `to` and the window is not too long */
export function checkWindow(from: Instant, to: Instant): void {
  if (from >= to) throw new InvalidRequestError([{ path: 'to', message: 'must be after from' }]);
  if (to - from > WINDOW_MAX) {
    throw new InvalidRequestError([{ path: 'to', message: 'the window is longer than 400 days' }]);
  }
}

/** The parts of a window [from, to) that lie in spans of time. */
export function partsOf(
  { from, to }: { readonly from: Instant; readonly to: Instant },
  spans: readonly Validity[],
): { from: Instant; to: Instant }[] {
  return spans.flatMap((span) => {
    const part = overlapOf({ from, until: to }, span);
    return part ? [{ from: part.from, to: part.until ?? to }] : [];
  });
}

/**
 * Whose readings are a unit's, and when: history is kept by device, and bindings say in which time a
 * device rode on the unit.
 *
 * @returns windows inside [from, to), by device and start
 */
export function boundWindows(
  bindings: readonly DeviceBinding[],
  unitId: string,
  from: Instant,
  to: Instant,
): HistoryWindow[] {
  return bindings
    .filter((binding) => binding.unitId === unitId)
    .flatMap((binding) => {
      const overlap = overlapOf(binding, { from, until: to });
      return overlap
        ? [{ deviceId: binding.deviceId, from: overlap.from, to: overlap.until ?? to }]
        : [];
    })
    .sort((a, b) => (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : a.from - b.from));
}
