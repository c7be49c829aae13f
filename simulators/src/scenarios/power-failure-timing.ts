import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { nextSampleAt } from '../device/sampling-beat.ts';
import { samplingPhase, type FleetUnit } from '../fleet/fleet-unit.ts';
import type { Stage } from './scenario.ts';

/**
 * When a group of units must lose its power so that the first of them is told without power at
 * `provenAt`: with a sample of one of them, the last that is old enough by then.
 *
 * @param delay for how long power must be off on the way
 */
export function powerFailureProvenAt(
  group: readonly FleetUnit[],
  stage: Stage,
  provenAt: Instant,
  delay: Duration = 20 * MINUTE,
): Instant {
  return Math.max(...group.map((unit) => lastSampleUntil(provenAt - delay, unit, stage)));
}

function lastSampleUntil(end: Instant, unit: FleetUnit, stage: Stage): Instant {
  let last = stage.historyFrom + samplingPhase(unit, stage.sampling);
  for (let at = last; at <= end; at = nextSampleAt(at, stage.start, stage.sampling)) last = at;
  return last;
}
