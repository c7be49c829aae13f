import type { Instant } from '@lenglian/quantities';
import type { ClockFault } from './fault.ts';

/** What a device's clock says at a moment; what it was told first counts, if faults overlap. */
export function deviceTime(faults: readonly ClockFault[], at: Instant): Instant {
  for (const fault of faults) {
    if (at < fault.from || at >= fault.until) continue;
    return fault.kind === 'CLOCK_OFF' ? at + fault.by : fault.epoch + (at - fault.from);
  }
  return at;
}
