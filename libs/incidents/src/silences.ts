import { MINUTE, type Duration } from '@lenglian/quantities';
import { isGap, isSilence } from './causes.ts';
import type { AlertFact } from './incident.ts';
import { begunBy, by, common } from './together.ts';
import { silenceOf } from './told-further.ts';

/** Units whose silence may have begun this near each other's fell silent together. */
export const SILENCE_TOGETHER: Duration = 10 * MINUTE;
/** Units that make it silence together and not some devices' own. */
export const SILENCE_UNITS_MIN = 3;

const together = (alerts: readonly AlertFact[]): AlertFact[][] =>
  common(alerts, SILENCE_TOGETHER, SILENCE_UNITS_MIN);

/** Silence of many units of a run, whatever its stage. */
export function silences(alerts: readonly AlertFact[]): AlertFact[][] {
  const silent = alerts.filter(({ rule }) => isSilence(rule));
  return by(silent, ({ runId }) => runId)
    .flatMap(together)
    .flatMap(withoutChance);
}

/**
 * Short gaps come by chance: once a unit is silent for long, those that are over do not make a common cause of it, nor
 * join what is not. They go with silence that is common by itself, or are one by themselves.
 */
function withoutChance(piece: readonly AlertFact[]): AlertFact[][] {
  if (piece.every(({ rule }) => isGap(rule))) return [[...piece]];
  const perSilence = [...Map.groupBy(piece, silenceOf).values()];
  const over = perSilence.filter(isGapOver).flat();
  const groups = together(perSilence.filter((silence) => !isGapOver(silence)).flat());
  const joins = (gap: AlertFact) => groups.find((group) => isNear(group, gap));
  const byGroup = Map.groupBy(over, joins);
  return [
    ...groups.map((group) => [...group, ...(byGroup.get(group) ?? [])]),
    ...together(byGroup.get(undefined) ?? []),
  ];
}

function isGapOver(silence: readonly AlertFact[]): boolean {
  return silence.every(({ rule, endedAt }) => isGap(rule) && endedAt !== null);
}

/** Whether a gap may have begun together with any of a group. */
function isNear(group: readonly AlertFact[], gap: AlertFact): boolean {
  return group.some(
    (alert) =>
      gap.startedAt - begunBy(alert) <= SILENCE_TOGETHER &&
      alert.startedAt - begunBy(gap) <= SILENCE_TOGETHER,
  );
}
