import { CHANNEL_WORDS, formatCelsius, UNIT_TEXT } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';
import type { ChartData, ChartLine, LineChannel } from './chart-data.ts';
import { lineColor } from './plot.ts';

/** Names, colours and switches of the lines, with their values under the cursor or the newest ones. */
export function Legend(props: {
  data: ChartData;
  hidden: ReadonlySet<LineChannel>;
  cursor: number | null;
  onToggle: (channel: LineChannel) => void;
}) {
  const { t, dateTime } = useWording();
  const { data, cursor } = props;
  const at = cursor === null ? undefined : data.times[cursor];
  return (
    <fieldset className="legend">
      <legend className="visually-hidden">{t(UNIT_TEXT.shownSeries)}</legend>
      {data.lines.map((line) => (
        <label key={`${line.channel}/${line.deviceId}`}>
          <input
            type="checkbox"
            checked={!props.hidden.has(line.channel)}
            onChange={() => props.onToggle(line.channel)}
          />
          <span className="swatch" style={{ background: `var(${lineColor(line.channel)})` }} />
          {t(CHANNEL_WORDS[line.channel])}
          <output>{formatCelsius(valueAt(line, cursor))}</output>
        </label>
      ))}
      <span className="legend-time dim">{at !== undefined && dateTime(at)}</span>
    </fieldset>
  );
}

/** The value at the cursor, or the newest there is. */
function valueAt(line: ChartLine, cursor: number | null): number | null {
  if (cursor !== null) return line.values[cursor] ?? null;
  return line.values.findLast((value) => value !== null && value !== undefined) ?? null;
}
