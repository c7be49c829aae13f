import type { HeldRuleMaker } from '../held-rule.ts';
import { GAINS, GAINS_AFTER, LACKS, LACKS_DOSE } from '../signals/air-doubts.ts';
import { flagWatch } from './flag-watch.ts';

/** SENSOR_SUSPECT: a sensor contradicts itself or another, or stands still. It is judged all the same. */
export const sensorSuspect: HeldRuleMaker = ({ rules: { suspect } }) => ({
  code: 'SENSOR_SUSPECT',
  side: 'ABOVE',
  watches: [
    flagWatch('suspect', 'WARN', suspect.delay),
    flagWatch('stuck', 'WARN', suspect.delay),
    flagWatch('airAtOdds', 'WARN', suspect.delay),
    { ...flagWatch('airLacks', 'WARN', Infinity), limit: LACKS, doseMax: LACKS_DOSE },
    { ...flagWatch('airGains', 'WARN', GAINS_AFTER), limit: GAINS },
  ],
  ...{ backInRange: suspect.backInRange, hysteresis: 0 },
});
