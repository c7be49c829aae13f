import { MINUTE, type Duration } from '@lenglian/quantities';
import { isGap, isSilence } from './causes.ts';
import type { AlertFact } from './incident.ts';
import { by, common } from './together.ts';
import { silenceOf } from './told-further.ts';

/** Units whose silence may have begun this near each other's fell silent together. */
const SILENCE_TOGETHER: Duration = 10 * MINUTE;
/** Units that make it silence together and not some devices' own. */
const SILENCE_UNITS_MIN = 3;

/**
 * Silence of many units of a run, each with the gap that was told of it first. Gaps alone make nothing common: short ones come by
 * chance, and would make of a dead device and its neighbours a train that is silent.
 */
export function silences(alerts: readonly AlertFact[]): AlertFact[][] {
  const gaps = Map.groupBy(
    alerts.filter(({ rule }) => isGap(rule)),
    silenceOf,
  );
  const silent = alerts.filter(({ rule }) => isSilence(rule) && !isGap(rule));
  return by(silent, ({ runId }) => runId)
    .flatMap((run) => common(run, SILENCE_TOGETHER, SILENCE_UNITS_MIN))
    .map((group) => [
      ...group,
      ...[...new Set(group.map(silenceOf))].flatMap((silence) => gaps.get(silence) ?? []),
    ]);
}
