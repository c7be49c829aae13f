import type { Celsius } from '@lenglian/quantities';
import type { Signals } from '../signals.ts';

/** The door-end or core probe that is worst off in the heat. */
export function warmestProbe(signals: Signals): Celsius {
  return signals.warmestProbe;
}

/** The probe that is nearest to freezing. */
export function coldestProbe(signals: Signals): Celsius {
  return signals.coldestProbe;
}

/** Return air, where the sample has no probe that would know better. */
export function returnAirWithoutProbe(signals: Signals): Celsius {
  return Number.isNaN(signals.warmestProbe) ? signals.returnAir : Number.NaN;
}

/** Supply air, where the sample has no probe that would know better. */
export function supplyAirWithoutProbe(signals: Signals): Celsius {
  return Number.isNaN(signals.coldestProbe) ? signals.supplyAir : Number.NaN;
}

/** Supply air, whether or not there is a probe. */
export function supplyAir(signals: Signals): Celsius {
  return signals.supplyAir;
}
