import { UNIT_TEXT, type Words } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';
import type { Look } from '../ui/looks.ts';
import type { Interval } from './lane-intervals.ts';

export interface Lane {
  readonly name: Words;
  readonly look: Look;
  readonly intervals: ReadonlyArray<Interval & { readonly look?: Look }>;
}

/** What happened besides temperature, as bars on the chart's time axis. Empty lanes stay: no door was opened. */
export function Lanes(props: { lanes: readonly Lane[]; window: Interval }) {
  const { t, time } = useWording();
  const { from, to } = props.window;
  const percent = (at: number) => (100 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  return (
    <ul className="lanes">
      {props.lanes.map((lane) => (
        <li key={lane.name.en}>
          <span className="lane-name">{t(lane.name)}</span>
          <span className="lane-track">
            {lane.intervals
              .filter((interval) => interval.to > from && interval.from < to)
              .map((interval) => (
                <span
                  key={interval.from}
                  className="lane-bar"
                  data-look={interval.look ?? lane.look}
                  title={`${t(lane.name)} ${time(interval.from)}–${time(interval.to)}`}
                  style={{
                    left: `${percent(interval.from)}%`,
                    width: `${percent(interval.to) - percent(interval.from)}%`,
                  }}
                />
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The names of the lanes, in their order. */
export const LANE_NAMES = {
  alerts: UNIT_TEXT.alertLane,
  door: UNIT_TEXT.doorLane,
  defrost: UNIT_TEXT.defrostLane,
  power: UNIT_TEXT.powerLane,
  gap: UNIT_TEXT.gapLane,
};
