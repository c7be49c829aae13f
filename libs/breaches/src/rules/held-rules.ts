import type { LimitProfile } from '@lenglian/limits';
import type { HeldRule, HeldRuleMaker } from '../held-rule.ts';
import { bandHigh } from './band-high.ts';
import { bandLow } from './band-low.ts';
import { batteryLow, fuelLow } from './battery-and-fuel.ts';
import { clockSkew } from './clock-skew.ts';
import { co2High } from './co2-high.ts';
import { criticalHigh } from './critical-high.ts';
import { criticalLow } from './critical-low.ts';
import { defrostLong } from './defrost-long.ts';
import { defrostOften } from './defrost-often.ts';
import { doorInTransit } from './door-in-transit.ts';
import { doorLong } from './door-long.ts';
import { HeldBounds } from './held-bounds.ts';
import { humidityHigh, humidityLow } from './humidity.ts';
import { milkAboveSix } from './milk-above-six.ts';
import { milkPickUp } from './milk-pick-up.ts';
import { milkTamper } from './milk-tamper.ts';
import { noLot } from './no-lot.ts';
import { notAgitated } from './not-agitated.ts';
import { powerOff } from './power-off.ts';
import { pullDownLate } from './pull-down-late.ts';
import { riseRate } from './rise-rate.ts';
import { sensorSuspect } from './sensor-suspect.ts';
import { setpointMismatch } from './setpoint-mismatch.ts';
import { setpointNotHeld } from './setpoint-not-held.ts';
import { startStop } from './start-stop.ts';
import { unitAlarm } from './unit-alarm.ts';
import { ventMismatch } from './vent-mismatch.ts';

/** In the order of `RULES`. */
const MAKERS: readonly HeldRuleMaker[] = [
  bandHigh,
  bandLow,
  criticalHigh,
  criticalLow,
  milkAboveSix,
  milkPickUp,
  pullDownLate,
  setpointMismatch,
  setpointNotHeld,
  ventMismatch,
  powerOff,
  riseRate,
  startStop,
  doorInTransit,
  doorLong,
  defrostLong,
  defrostOften,
  sensorSuspect,
  humidityHigh,
  humidityLow,
  co2High,
  batteryLow,
  fuelLow,
  milkTamper,
  notAgitated,
  clockSkew,
  unitAlarm,
  noLot,
];

/** Those of a profile are the same for every lot of it, and are made once. */
const made = new WeakMap<LimitProfile, { rules: readonly HeldRule[]; bounds: HeldBounds }>();

/** Every held rule that a profile has. */
export function heldRules(profile: LimitProfile): readonly HeldRule[] {
  return heldOf(profile).rules;
}

/** Of all of them together. */
export function heldBounds(profile: LimitProfile): HeldBounds {
  return heldOf(profile).bounds;
}

function heldOf(profile: LimitProfile): { rules: readonly HeldRule[]; bounds: HeldBounds } {
  let held = made.get(profile);
  if (!held) {
    const rules = MAKERS.flatMap((make) => make(profile) ?? []);
    held = { rules, bounds: new HeldBounds(rules) };
    made.set(profile, held);
  }
  return held;
}
