import type { Duration } from '@lenglian/quantities';
import type { Severity } from '../episode.ts';
import type { Watch } from '../held-rule.ts';
import type { SignalName } from '../signals/signals.ts';

/** A watch of something that is or is not: 1 is beyond a limit between 0 and 1. */
export function flagWatch(signal: SignalName, severity: Severity, delay: Duration): Watch {
  return { signal, told: 'UNIT', limit: 0.5, delay, severity };
}
