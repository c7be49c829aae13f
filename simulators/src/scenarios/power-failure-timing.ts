import type { TelemetrySample } from '@lenglian/device-messages';
import { HOUR, MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import { nextSampleAt } from '../device/sampling-beat.ts';
import type { FleetUnit } from '../fleet/fleet-unit.ts';
import { buildReefer, samplingPhase } from '../fleet/simulated-reefer.ts';
import type { Stage, UnitScript } from './scenario.ts';

/** Tries until the moment fits; each moves the failure by what was missed. */
const TRIES_MAX = 8;
const TOLERANCE: Duration = 10 * SECOND;
/** How long after a failure the alarm is waited for. */
const PATIENCE: Duration = 12 * HOUR;

/** A unit with its script, as both are without the failure. */
export interface ScriptedUnit {
  readonly unit: FleetUnit;
  readonly script: UnitScript;
}

/**
 * When a group of units must lose its power so that the first of them is proven too warm by its
 * return air at `provenAt`: the model is run, with the very samples that will be sent, until the
 * moment fits. Where the weather is too cold for that, the best moment found.
 */
export function powerFailureProvenAt(
  group: readonly ScriptedUnit[],
  stage: Stage,
  provenAt: Instant,
): Instant {
  let failure = provenAt - 40 * MINUTE;
  let best = { failure, missedBy: Number.POSITIVE_INFINITY };
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const proven = Math.min(...group.map((member) => provenTime(member, stage, failure)));
    const late = Math.min(proven, failure + PATIENCE) - provenAt;
    // An alarm that came before its time would already be old news.
    const missedBy = late < 0 ? -2 * late : late;
    if (missedBy < best.missedBy) best = { failure, missedBy };
    if (Math.abs(late) <= TOLERANCE) break;
    failure -= Math.round(late / TOLERANCE) * TOLERANCE;
  }
  return best.failure;
}

/** When return air has been above its limit for the whole delay; Infinity for never. */
function provenTime({ unit, script }: ScriptedUnit, stage: Stage, failure: Instant): Instant {
  const powerOff = [{ from: failure, until: failure + PATIENCE }];
  const reefer = buildReefer(unit, { ...script, powerOff }, stage);
  const end = Math.max(stage.start, failure) + PATIENCE;
  let aboveSince: Instant | undefined;
  let at = stage.historyFrom + samplingPhase(unit, stage.sampling);
  for (; at < end; at = nextSampleAt(at, stage.start, stage.sampling)) {
    const sample = reefer.sample(at);
    if (at < failure) continue;
    aboveSince = isAbove(sample, unit) ? (aboveSince ?? at) : undefined;
    if (aboveSince !== undefined && at - aboveSince >= unit.returnAirDelay) return at;
  }
  return Number.POSITIVE_INFINITY;
}

function isAbove(sample: TelemetrySample, unit: FleetUnit): boolean {
  return Number(sample.returnTemperatureCelsius) > unit.returnAirLimitCelsius;
}
