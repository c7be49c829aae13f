import { HOUR, MINUTE } from '@lenglian/quantities';
import type { LimitProfile, ProductAndAirTiming, RuleParameters } from './profile.ts';

/**
 * The parameters of every rule where a commodity says nothing else. These are engineering defaults
 * (confidence C), of the order that products on the market offer as knobs (domain.md §7,
 * operations.md §A–B); each profile may have its own, and a seed file that departs from them gives
 * its reason.
 *
 * Air waits longer than the product: a defrost lifts return air by 5…15 K for up to 40 minutes
 * while the cargo feels nothing, and of frozen goods the air is judged after an hour only.
 */
export function defaultRules(thermalState: LimitProfile['thermalState']): RuleParameters {
  return { ...temperatureRules(thermalState), ...equipmentRules(thermalState), ...ATMOSPHERE };
}

function temperatureRules(thermalState: LimitProfile['thermalState']) {
  const isFrozen = thermalState === 'frozen';
  const band = timing(20, isFrozen ? 60 : 20, 10, 0.3);
  return {
    // Longer than any defrost whose flag is not said.
    bandHigh: { ...band, besideProbeDelay: 45 * MINUTE },
    bandLow: isFrozen ? null : band,
    criticalHigh: timing(isFrozen ? 30 : 10, 30, 15, 0.5),
    // Still air reaches the goods a fifth as fast as air that is blown: five times 20 minutes.
    criticalLow: { ...timing(3, 20, 15, 0.3), stillAirDelay: 100 * MINUTE, doseMax: 10 },
    returnAirMargin: 1,
    gapMax: 10 * MINUTE,
    dataGapAfter: 10 * MINUTE,
    offlineAfter: 30 * MINUTE,
    offlineMajorAfter: 2 * HOUR,
    grace: {
      afterDefrost: 20 * MINUTE,
      afterDoor: 15 * MINUTE,
      max: 30 * MINUTE,
      within: 2 * HOUR,
    },
    // Of a container (domain.md §5): outer cargo of 8 MJ/K behind 1500 W/K (frozen 1200), a fifth without the fan, and a
    // core of 70 (50) MJ/K behind 600 (250) W/K.
    estimate: {
      lag: (isFrozen ? 110 : 90) * MINUTE,
      lagFanOff: (isFrozen ? 550 : 450) * MINUTE,
      lagBehindCore: (isFrozen ? 530 : 220) * MINUTE,
      lagOfCore: (isFrozen ? 55 : 32) * HOUR,
    },
    pullDown: isFrozen
      ? null
      : {
          margin: 2,
          deadline: 24 * HOUR,
          fallsFrom: 2 * HOUR,
          backInRange: 10 * MINUTE,
          hysteresis: 0.3,
        },
    riseRate: { ...held(30, 30, 0.1), product: 0.5, air: 2 },
    budgets: [],
    milk: null,
  } satisfies Partial<RuleParameters>;
}

function equipmentRules(thermalState: LimitProfile['thermalState']) {
  return {
    setpoint: { ...held(10, 5, 0), tolerance: 0.5, criticalTolerance: 2 },
    // Twice what a sensor may be wrong by (EN 12830, class 1), for longer than air takes to be cold again.
    // A machine that works has cooled the air again 20…30 minutes after a defrost (domain.md §7 Q5); coils drip before.
    setpointHeld:
      thermalState === 'ambient'
        ? null
        : { ...held(60, 30, 0.3), tolerance: 1, recoveryDelay: 40 * MINUTE },
    powerOff: {
      noticedAfter: 3 * MINUTE,
      movingAfter: 20 * MINUTE,
      restingAfter: HOUR,
      harmfulAfter: 20 * MINUTE,
      // Of outer cargo behind air without a fan and the wall (domain.md §5): 4 MJ/K of a truck of 10 t behind 180 and
      // 35 W/K, the fastest of the table; a container has 58 h. On the road somebody stops within 2 h (operations.md §C).
      lagOutside: 38 * HOUR,
      helpWithin: 2 * HOUR,
      backInRange: 5 * MINUTE,
    },
    // Periods of 20 minutes and more (domain.md §5); a turn is read up to half an interval beside its place.
    startStop:
      thermalState === 'frozen'
        ? null
        : {
            swing: 0.8,
            turnMin: 9 * MINUTE,
            turnMax: 2 * HOUR,
            lasting: HOUR,
            within: 4 * HOUR,
            backInRange: 2 * HOUR,
          },
    doorInTransit: held(1, 5),
    doorLong: held(20, 5),
    defrostLong: held(60, 10),
    defrostOften: { within: 3 * HOUR, backInRange: 10 * MINUTE },
    suspect: {
      ...held(30, 120),
      stuckAir: 3 * HOUR,
      stuckProbe: 24 * HOUR,
      disagreement: 2,
    },
    battery: { ...held(30, 30, 5), limit: 20 },
    // Gauges tell whole percents, of which a genset burns about one an hour.
    fuel: { ...held(30, 30, 5), limit: 15, reserve: 6 * HOUR, learntOver: 6 * HOUR },
    clockSkew: held(3, 30),
    // A tanker of 10 t at 35 °C outside (domain.md §5): 0.03 K/h full, 0.06 with 5 t, 0.17 with 1.5 t.
    milkPickUp: { ...held(10, 10), warming: 0.03, warmingMost: 0.17 },
    notAgitated: held(60, 5),
    unitAlarm: held(1, 10),
    noLot: held(10, 0),
    // Apricots with five days left: 12 h; plums with twenty: two days; frozen meat: weeks.
    lateArrival: { after: HOUR, share: 10, leastLife: 24 * HOUR },
    // Far beyond the swing of a unit that runs, far below what one is that was not started.
    precool:
      thermalState === 'ambient' ? null : { ...held(10, 10, 0.5), margin: 3, lead: 15 * MINUTE },
  } satisfies Partial<RuleParameters>;
}

/** Reefers rarely hold 90…95 %: humidity is an alarm only where a commodity says so. */
const ATMOSPHERE = { humidity: null, co2: null, vent: null } satisfies Partial<RuleParameters>;

function timing(
  delayMinutes: number,
  airDelayMinutes: number,
  backMinutes: number,
  hysteresis: number,
): ProductAndAirTiming {
  return { ...held(delayMinutes, backMinutes, hysteresis), airDelay: airDelayMinutes * MINUTE };
}

function held(delayMinutes: number, backMinutes: number, hysteresis = 0) {
  return { delay: delayMinutes * MINUTE, backInRange: backMinutes * MINUTE, hysteresis };
}
