import type { LimitProfile } from '@lenglian/limits';
import {
  HOUR,
  MINUTE,
  type Celsius,
  type Duration,
  type Instant,
  type Percent,
} from '@lenglian/quantities';
import {
  ALARM_COUNT,
  BATTERY,
  CO2,
  CONTROLLER_ALARM,
  DEFROSTING,
  FRESH_AIR,
  FUEL,
  HUMIDITY,
  POWERED,
  QualityFlag,
  SETPOINT,
  gradeOfAlarm,
  type Reading,
} from '@lenglian/readings';
import { firstAfter, type LotContext } from '../lot-context.ts';
import { Defrosts } from './defrosts.ts';
import { FuelUse } from './fuel-use.ts';
import { healthyValue } from './healthy-value.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Signals } from './signals.ts';

/** Each defrost is believed for as long as all graces together (operations.md §A1). */
const COIL_HEATED_MAX: Duration = 30 * MINUTE;
const NOT_A_NUMBER = Number.NaN;

/** What a unit and its device say of themselves and of the air, beside its temperatures. */
export class Equipment implements Remembering {
  private readonly profile: LimitProfile;
  private readonly context: LotContext;
  private readonly fuelUse: FuelUse;
  private readonly defrosts: Defrosts;

  constructor(profile: LimitProfile, context: LotContext) {
    this.profile = profile;
    this.context = context;
    this.fuelUse = new FuelUse(profile.rules.fuel);
    this.defrosts = new Defrosts(profile.rules);
  }

  tell(reading: Reading, s: Signals, planned: Celsius): void {
    const { rules } = this.profile;
    const set = healthyValue(reading, SETPOINT);
    // Sums of tenths are not exact.
    s.setpointDeviation = Math.round(Math.abs(set - planned) * 1000) / 1000;
    s.ventDeviation = rules.vent
      ? Math.abs(healthyValue(reading, FRESH_AIR) - rules.vent.planned)
      : NOT_A_NUMBER;
    s.defrosting = healthyValue(reading, DEFROSTING);
    s.defrostAgain = this.defrosts.observe(
      s.defrosting,
      reading,
      healthyValue(reading, POWERED) === 0,
    );
    s.humidity = rules.humidity ? healthyValue(reading, HUMIDITY) : NOT_A_NUMBER;
    s.co2 = rules.co2 ? healthyValue(reading, CO2) : NOT_A_NUMBER;
    s.battery = healthyValue(reading, BATTERY);
    s.fuel = healthyValue(reading, FUEL);
    s.fuelSpare = Number.isNaN(s.fuel) ? NOT_A_NUMBER : this.spareOf(s.fuel, reading);
    s.unitAlarms = alarmsOf(reading);
    const isHistory = (reading.flags & QualityFlag.BACKFILL) !== 0;
    const isCorrected = (reading.flags & QualityFlag.CLOCK_CORRECTED) !== 0;
    s.clockCorrected = isHistory ? NOT_A_NUMBER : isCorrected ? 1 : 0;
  }

  /**
   * Whether it defrosts, and has not for too long: fans stand still and the sensor at the coil tells of its heater, which
   * is no cargo (operations.md §A8), whatever grace a door before it has used up.
   */
  isCoilHeated(at: Instant): boolean {
    return this.defrosts.lastedAt(at) <= COIL_HEATED_MAX;
  }

  save(into: Memory): void {
    this.fuelUse.save(into);
    this.defrosts.save(into);
  }

  restore(from: Memory): void {
    this.fuelUse.restore(from);
    this.defrosts.restore(from);
  }

  /** What will be left of it after the way to the next place where it can be had, and the reserve. */
  private spareOf(fuel: Percent, reading: Reading): Percent {
    const at: Instant = reading.measuredAt;
    const use = this.fuelUse.observe(fuel, healthyValue(reading, POWERED) === 0, at);
    const next = firstAfter(this.context.refuels, at);
    if (next === undefined) return NOT_A_NUMBER;
    return fuel - use * ((next - at + this.profile.rules.fuel.reserve) / HOUR);
  }
}

/** By grade of DCSA: LOG and WARNING are to know, ALARM is to look, CRITICAL to act. */
const LEVEL_OF_GRADE = [0, 1, 1, 2, 3];
const LEVEL_OF_UNKNOWN = 2;

/** By their codes, where a unit tells any; else by their number. */
function alarmsOf(reading: Reading): number {
  const alarm = healthyValue(reading, CONTROLLER_ALARM);
  if (alarm > 0) return LEVEL_OF_GRADE[gradeOfAlarm(alarm)] ?? LEVEL_OF_UNKNOWN;
  const count = healthyValue(reading, ALARM_COUNT);
  if (count > 0) return LEVEL_OF_UNKNOWN;
  return Number.isNaN(count) ? alarm : count;
}
