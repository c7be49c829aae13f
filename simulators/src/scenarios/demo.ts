import { HOUR, MINUTE, SECOND, type Duration } from '@lenglian/quantities';
import { isCooled, type FleetUnit } from '../fleet/fleet-unit.ts';
import { SHORT_DEFROST, USUAL_DEFROST } from '../reefer/defrost-schedule.ts';
import { powerFailureProvenAt } from './power-failure-timing.ts';
import { everydayScript, span, type Scenario, type Stage, type UnitScript } from './scenario.ts';

const PLUMS = 'XINMEI';
const PEARS = 'XIANGLI';

/** The group of plum boxes whose genset has stopped, and that has no probes in the cargo. */
const POWERLESS_GROUP = 3;
/** When the first of them is told without power: someone who has just signed in sees it happen. */
const FIRST_PROVEN_AFTER_START: Duration = 35 * SECOND;
const WARM_LOADED_POSITION = 7;
const DOOR_POSITION = 12;
/** Pear boxes that are in the middle of a defrost at the start, and for how long already. */
const DEFROSTING_SINCE: Readonly<Record<number, Duration>> = { 5: 6 * MINUTE, 14: 3 * MINUTE };

/**
 * The first minute on the console: two trains under way, one genset that has stopped, one box
 * loaded warm, one door event that is over, two defrosts that are none of anybody's concern, and a
 * tunnel ahead (in the run's file).
 */
export const demo: Scenario = {
  name: 'demo',
  summary: 'two trains under way; a genset has stopped, a box was loaded warm, a tunnel is ahead',
  sampling: 10 * SECOND,
  reporting: 10 * SECOND,
  historyMin: HOUR,
  write: (fleet, stage) => {
    const scripts = fleet.map((unit) => demoScript(unit, stage));
    const group = fleet.filter(isPowerless);
    if (group.length === 0) return scripts;
    const failure = powerFailureProvenAt(group, stage, stage.start + FIRST_PROVEN_AFTER_START);
    const powerOff = [{ from: failure, until: Number.POSITIVE_INFINITY }];
    return scripts.map((script, i) =>
      isPowerless(fleet[i] as FleetUnit) ? { ...script, powerOff } : script,
    );
  },
};

function isPowerless(unit: FleetUnit): boolean {
  return unit.serviceCode === PLUMS && unit.equipmentGroup === POWERLESS_GROUP;
}

function demoScript(unit: FleetUnit, stage: Stage): UnitScript {
  if (!isCooled(unit)) return everydayScript(unit, stage);
  const script = everydayScript(unit, stage);
  if (isPowerless(unit)) {
    // Air alone decides here, so defrosts must be shorter than its rule's delay.
    const anchor = stage.start - 4 * HOUR - unit.position * MINUTE;
    return {
      ...script,
      cargoProbeCount: 0,
      defrost: { anchor, interval: 8 * HOUR, ...SHORT_DEFROST },
    };
  }
  if (unit.serviceCode === PLUMS && unit.position === WARM_LOADED_POSITION) {
    return {
      ...script,
      isWrapped: true,
      productAtLoadingCelsius: unit.productAtLoadingCelsius,
    };
  }
  if (unit.serviceCode === PLUMS && unit.position === DOOR_POSITION) {
    return { ...script, doorOpen: [span(stage, -190 * MINUTE, -184 * MINUTE)] };
  }
  const since = unit.serviceCode === PEARS ? DEFROSTING_SINCE[unit.position] : undefined;
  if (since !== undefined) {
    const defrost = { anchor: stage.start - since, interval: 9 * HOUR, ...USUAL_DEFROST };
    return { ...script, defrost };
  }
  return script;
}
