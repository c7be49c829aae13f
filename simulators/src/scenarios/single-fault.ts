import { HOUR, MINUTE, SECOND } from '@lenglian/quantities';
import { isCooled } from '../fleet/fleet-unit.ts';
import { SHORT_DEFROST } from '../reefer/defrost-schedule.ts';
import { everydayScript, span, type Scenario, type UnitScript } from './scenario.ts';

const everyMinute = { sampling: 60 * SECOND, reporting: 60 * SECOND, historyMin: 0 } as const;

/** Nothing happens but defrosts and the holes of the route. */
export const steady: Scenario = {
  name: 'steady',
  summary: 'all fine',
  ...everyMinute,
  write: (fleet, stage) => fleet.map((unit) => everydayScript(unit, stage)),
};

/** The first equipment group of each run loses its power two minutes after the start, for good. */
export const powerFailure: Scenario = {
  name: 'power-failure',
  summary: 'one genset stops two minutes after the start; its boxes know only their air',
  ...everyMinute,
  write: (fleet, stage) =>
    fleet.map((unit): UnitScript => {
      if (!isCooled(unit) || unit.equipmentGroup !== 1) return everydayScript(unit, stage);
      return {
        ...everydayScript(unit, stage),
        cargoProbeCount: 0,
        powerOff: [{ from: stage.start + 2 * MINUTE, until: Number.POSITIVE_INFINITY }],
        defrost: { anchor: stage.start - 3 * HOUR, interval: 8 * HOUR, ...SHORT_DEFROST },
      };
    }),
};

/** The doors of every third box stand open for 45 minutes from minute five on. */
export const doorOpen: Scenario = {
  name: 'door-open',
  summary: 'the doors of every third box stand open for 45 minutes; only air is known of them',
  ...everyMinute,
  write: (fleet, stage) =>
    fleet.map((unit): UnitScript => {
      if (!isCooled(unit) || unit.position % 3 !== 0) return everydayScript(unit, stage);
      return {
        ...everydayScript(unit, stage),
        cargoProbeCount: 0,
        doorOpen: [span(stage, 5 * MINUTE, 50 * MINUTE)],
        defrost: { anchor: stage.start - 3 * HOUR, interval: 8 * HOUR, ...SHORT_DEFROST },
      };
    }),
};

/** One minute after the start everybody is in the tunnel, for the 16 minutes of 中天山隧道. */
export const tunnel: Scenario = {
  name: 'tunnel',
  summary: 'every train enters a tunnel of 16 minutes one minute after the start',
  ...everyMinute,
  write: (fleet, stage) =>
    fleet.map((unit): UnitScript => {
      const script = everydayScript(unit, stage);
      const inside = span(stage, MINUTE, 17 * MINUTE);
      const noFix = [...(script.noFix ?? []), inside];
      return { ...script, offline: [...script.offline, inside], noFix };
    }),
};

/** What bad networks and bad firmware do: repeats, reversed order, hours late. */
export const lateAndShuffled: Scenario = {
  name: 'late-and-shuffled',
  summary: 'as steady, but messages come twice, in reverse order, or three hours late',
  ...everyMinute,
  write: (fleet, stage) =>
    fleet.map((unit, i): UnitScript => {
      const script = everydayScript(unit, stage);
      const habits = [
        { holdFor: 0, isReversed: false, duplicateShare: 0.2 },
        { holdFor: 10 * MINUTE, isReversed: true, duplicateShare: 0.05 },
        { holdFor: 3 * HOUR, isReversed: true, duplicateShare: 0.05 },
      ];
      return { ...script, delivery: habits[i % habits.length] ?? script.delivery };
    }),
};
