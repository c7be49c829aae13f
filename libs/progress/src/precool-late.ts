import { Pace } from '@lenglian/breaches';
import type { LimitProfile, PrecoolParameters } from '@lenglian/limits';
import type { Celsius, Duration, Instant } from '@lenglian/quantities';

/** What a unit told at one moment while it was to get cold. */
export interface PrecoolSample {
  readonly at: Instant;
  /** The air where the goods will be; NaN where it is not measured. */
  readonly air: Celsius;
  /** Undefined where it does not say. */
  readonly isPowered: boolean | undefined;
  readonly isDoorOpen: boolean;
  readonly isDefrosting: boolean;
}

/** What a unit is to be when goods go in. */
export interface PrecoolDemand {
  /** By plan. */
  readonly loadingAt: Instant;
  /** Since when no other goods lie in it. */
  readonly emptyFrom: Instant;
  readonly setpoint: Celsius;
  readonly parameters: PrecoolParameters;
  /** Of the rules of the goods: what an open door or a defrost excuses. */
  readonly grace: LimitProfile['rules']['grace'];
  /** A longer silence is a hole, which proves nothing, unless it is heard more rarely. */
  readonly gapMax: Duration;
}

/** What was proven last of a unit. */
export interface Precooling {
  readonly kind: 'LATE' | 'COLD';
  /** The first sample of the proof. */
  readonly since: Instant;
  /** The sample with which it was proven. */
  readonly provenAt: Instant;
  /** The warmest air of the proof of being late; null where power alone proves it, or that it is cold. */
  readonly warmest: Celsius | null;
}

/**
 * Whether a unit is late in getting cold for the goods that are to be loaded into it: from `lead` before the loading on
 * its air has been more than the margin above the planned set-point, or it had no power, for the delay. What begins
 * once the goods were to be in is no lateness: doors are open then. Cold again is the margin less the hysteresis.
 * An open door and a defrost excuse warm air, as on the way; nothing excuses being without power.
 *
 * @param samples by time; those before the lead say how often it is heard, and the last of them how it stood when that began; those of
 *   a unit that is not empty count for nothing
 * @returns what was proven last; null where nothing was
 */
export function judgePrecooling(
  samples: Iterable<PrecoolSample>,
  demand: PrecoolDemand,
): Precooling | null {
  const { loadingAt, setpoint, parameters, gapMax } = demand;
  const { margin, hysteresis, lead, delay, backInRange } = parameters;
  const from = Math.max(loadingAt - lead, demand.emptyFrom);
  const excuse = new Excuse(demand.grace);
  let proven = null as Precooling | null;
  let late = null as Pick<Precooling, 'since' | 'warmest'> | null;
  let coldSince = null as Instant | null;
  const pace = new Pace(gapMax);
  let until = -Infinity;
  /** By the last word before the lead, as long as that stands. */
  let wasLate = false;
  for (const sample of samples) {
    const { at, air, isPowered } = sample;
    const isExcused = excuse.covers(sample);
    const tellsNothing = Number.isNaN(air) && isPowered !== false;
    // Power is back, and nobody says how warm it is.
    if (tellsNothing && isPowered && late?.warmest === null) late = null;
    if (tellsNothing) continue;
    pace.note(at);
    const isBehindHole = at > until;
    until = Math.max(until, at + pace.silenceMax);
    const isWarm = air > setpoint + margin;
    const isLate = isPowered === false || (isWarm && !isExcused);
    if (at < from) {
      wasLate = isLate && at >= demand.emptyFrom;
      continue;
    }
    if (isBehindHole) late = coldSince = null;
    // A slow unit may have no word in the lead itself.
    const goesOn = wasLate && !isBehindHole;
    wasLate = false;
    const isCold = isPowered !== false && air <= setpoint + margin - hysteresis;
    coldSince = isCold ? (coldSince ?? at) : null;
    if (!isLate) late = null;
    else if (late !== null || at < loadingAt || goesOn) {
      const warmest: Celsius | null = isWarm
        ? Math.max(air, late?.warmest ?? air)
        : (late?.warmest ?? null);
      late = { since: late?.since ?? (goesOn ? from : at), warmest };
    }
    if (late && at - late.since >= delay && proven?.kind !== 'LATE')
      proven = { kind: 'LATE', ...late, provenAt: at };
    if (coldSince !== null && at - coldSince >= backInRange && proven?.kind !== 'COLD')
      proven = { kind: 'COLD', since: coldSince, provenAt: at, warmest: null };
  }
  return proven;
}

/** An open door, or a defrost, with a while after it; of all that no more than the grace may last. */
class Excuse {
  private readonly grace: PrecoolDemand['grace'];
  private since: Instant | null = null;
  private until = -Infinity;

  constructor(grace: PrecoolDemand['grace']) {
    this.grace = grace;
  }

  covers({ at, isDoorOpen, isDefrosting }: PrecoolSample): boolean {
    if (at > this.until) this.since = null;
    if (isDoorOpen || isDefrosting) {
      this.since ??= at;
      const { afterDoor, afterDefrost } = this.grace;
      this.until = at + Math.max(isDoorOpen ? afterDoor : 0, isDefrosting ? afterDefrost : 0);
    }
    return this.since !== null && at - this.since <= this.grace.max;
  }
}
