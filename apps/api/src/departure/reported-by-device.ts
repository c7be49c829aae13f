import type { ReportedByDevice } from '@lenglian/planning';
import {
  FRESH_AIR,
  FUEL,
  judgedValue,
  POWERED,
  SETPOINT,
  type ChannelIndex,
  type Reading,
} from '@lenglian/readings';

/** What the devices of a box said last: each value from the newest reading that has it. */
export function reportedByDevices(readings: readonly Reading[]): ReportedByDevice | null {
  const newestFirst = readings.toSorted((a, b) => b.measuredAt - a.measuredAt);
  const [newest] = newestFirst;
  if (newest === undefined) return null;
  const value = (channel: ChannelIndex): number | null => {
    for (const reading of newestFirst) {
      const measured = judgedValue(reading, channel);
      if (measured !== undefined) return measured;
    }
    return null;
  };
  const power = value(POWERED);
  return {
    measuredAt: newest.measuredAt,
    setpointCelsius: value(SETPOINT),
    freshAirCubicMetresPerHour: value(FRESH_AIR),
    isPowered: power === null ? null : power !== 0,
    fuelPercent: value(FUEL),
  };
}
