import { measured, type Moment, type Stretch, type ToldTrace } from './told-trace.ts';

/** What went on beside the temperatures, as stretches of time. */
export interface Lane {
  readonly name: string;
  readonly stretches: readonly Stretch[];
}

/** The lanes in which anything happens. */
export function lanesOf(trace: ToldTrace): readonly Lane[] {
  const { moments } = trace;
  const during = (is: (moment: Moment) => boolean) => stretchesOf(moments, is);
  const lanes: Lane[] = [
    { name: 'planned stop 停靠', stretches: trace.stops },
    { name: 'pull-down 降温', stretches: during(({ signals }) => signals.isPullingDown) },
    {
      name: 'no power 断电',
      stretches: during((moment) => measured(moment, 'isConnectedToPowerSource') === 0),
    },
    { name: 'door open 开门', stretches: during((moment) => measured(moment, 'doorOpen') === 1) },
    { name: 'defrost 化霜', stretches: during((moment) => measured(moment, 'isDefrosting') === 1) },
    { name: 'grace: air excused', stretches: during(isExcused) },
    { name: 'unit alarms 报警', stretches: during(({ signals }) => signals.unitAlarms > 0) },
    { name: 'clock corrected', stretches: during(({ signals }) => signals.clockCorrected === 1) },
  ];
  return lanes.filter(({ stretches }) => stretches.length > 0);
}

/** Return air that was measured, is the cargo's, and yet is not held against a limit. */
function isExcused(moment: Moment): boolean {
  const { signals } = moment;
  return (
    !Number.isNaN(measured(moment, 'returnTemperatureCelsius')) &&
    Number.isNaN(signals.returnForHeat) &&
    Number.isNaN(signals.warmestProbe) &&
    !signals.isPullingDown &&
    measured(moment, 'isConnectedToPowerSource') !== 0
  );
}

/** From the first of some moments to the last before the next that is not one of them. */
function stretchesOf(moments: readonly Moment[], is: (moment: Moment) => boolean): Stretch[] {
  const stretches: { from: number; until: number }[] = [];
  let isInside = false;
  for (const moment of moments) {
    const holds = is(moment);
    if (holds && !isInside) stretches.push({ from: moment.minute, until: moment.minute });
    const last = stretches.at(-1);
    if (holds && last) last.until = moment.minute;
    isInside = holds;
  }
  return stretches;
}
