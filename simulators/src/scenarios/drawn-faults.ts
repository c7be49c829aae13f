import { DAY, SECOND, type Duration } from '@lenglian/quantities';
import { drawFaults } from '../faults/draw-faults.ts';
import { withFaults } from '../faults/with-faults.ts';
import { everydayScript, type Scenario } from './scenario.ts';

/** How much of what is ahead can go wrong. */
const AHEAD: Duration = DAY;

/** Goods are fine; devices are as devices are. */
export const drawnFaults: Scenario = {
  name: 'drawn-faults',
  summary: 'as steady, with the usual share of broken sensors, wrong clocks, outages and reboots',
  ...{ sampling: 60 * SECOND, reporting: 60 * SECOND, historyMin: 0 },
  write: (fleet, stage) =>
    fleet.map((unit) => {
      const faults = drawFaults(unit, stage, stage.start + AHEAD);
      return withFaults(everydayScript(unit, stage), faults);
    }),
};
