import type { Duration, Instant } from '@lenglian/quantities';
import { CHANNELS } from '@lenglian/readings';
import type { HistoryWindow, RollUp } from '../history.ts';
import type { InfluxServer } from './influx-server.ts';
import { whereWindow, type InfluxSeries } from './influxql-rows.ts';
import { MEASUREMENT } from './line-protocol.ts';

/** Intervals that the server rolls up in one answer. */
const INTERVALS_MAX = 2_000;
/** With more stretches of exceptions than this, everything is read. */
const STRETCHES_MAX = 20;

const CHANNEL_FIELDS = `/^(${CHANNELS.map(({ name }) => name).join('|')})$/`;

/**
 * Roll-ups made by the server, which knows nothing of excluded values and of fields that a loser
 * left behind: intervals that have such points are rolled up from their samples instead.
 *
 * @param fromSamples rolls a window up by reading it
 */
export async function influxRollUps(
  server: InfluxServer,
  asked: HistoryWindow,
  width: Duration,
  fromSamples: (window: HistoryWindow) => Promise<RollUp[]>,
): Promise<RollUp[]> {
  const window = await boundedWindow(server, asked);
  if (window === undefined) return [];
  const rollUps: RollUp[] = [];
  const step = INTERVALS_MAX * width;
  for (let { from } = window; from < window.to;) {
    const to = Math.min(window.to, Math.floor(from / step + 1) * step);
    const part = await partRollUps(server, { ...window, from, to }, width, fromSamples);
    for (const rollUp of part) rollUps.push(rollUp);
    from = to;
  }
  return rollUps;
}

async function partRollUps(
  server: InfluxServer,
  window: HistoryWindow,
  width: Duration,
  fromSamples: (window: HistoryWindow) => Promise<RollUp[]>,
): Promise<RollUp[]> {
  const where = `FROM "${MEASUREMENT}" WHERE ${whereWindow(window)} GROUP BY time(${width}ms) fill(none)`;
  const [exceptions] = await server.query(`SELECT count("excluded"), count("contested") ${where}`);
  const starts = (exceptions?.values ?? []).map(([start]) => start as number);
  const stretches = stretchesOf(starts, width);
  if (stretches.length > STRETCHES_MAX) return fromSamples(window);
  const f = CHANNEL_FIELDS;
  const [series] = await server.query(
    `SELECT min(${f}), max(${f}), mean(${f}), count(${f}) ${where}`,
  );
  const exceptional = new Set(starts);
  const rollUps = rollUpsOf(series).filter(({ start }) => !exceptional.has(start));
  for (const { from, to } of stretches) {
    const read = { ...window, from: Math.max(from, window.from), to: Math.min(to, window.to) };
    rollUps.push(...(await fromSamples(read)));
  }
  return rollUps.sort((a, b) => a.start - b.start || a.channel - b.channel);
}

/** The window, cut to the device's first and last points; undefined when it has none. */
async function boundedWindow(
  server: InfluxServer,
  window: HistoryWindow,
): Promise<HistoryWindow | undefined> {
  if (!(window.from < window.to)) return undefined;
  const where = `FROM "${MEASUREMENT}" WHERE ${whereWindow(window)}`;
  const [first] = await server.query(`SELECT first("present") ${where}`);
  const [last] = await server.query(`SELECT last("present") ${where}`);
  const from = first?.values[0]?.[0] as number | undefined;
  const to = last?.values[0]?.[0] as number | undefined;
  if (from === undefined || to === undefined) return undefined;
  return { ...window, from, to: to + 1 };
}

function rollUpsOf(series: InfluxSeries | undefined): RollUp[] {
  if (series === undefined) return [];
  const columns = new Map(series.columns.map((name, i) => [name, i]));
  const rollUps: RollUp[] = [];
  const channels = CHANNELS.map(({ name }) => ({
    min: columns.get(`min_${name}`) ?? -1,
    max: columns.get(`max_${name}`) ?? -1,
    mean: columns.get(`mean_${name}`) ?? -1,
    count: columns.get(`count_${name}`) ?? -1,
  }));
  for (const row of series.values) {
    channels.forEach((at, channel) => {
      const count = row[at.count];
      if (typeof count !== 'number' || count === 0) return;
      rollUps.push({
        start: row[0] as number,
        channel,
        min: row[at.min] as number,
        max: row[at.max] as number,
        mean: row[at.mean] as number,
        count,
      });
    });
  }
  return rollUps;
}

/** Intervals that follow each other, as one. */
function stretchesOf(
  starts: readonly Instant[],
  width: Duration,
): { from: Instant; to: Instant }[] {
  const stretches: { from: Instant; to: Instant }[] = [];
  for (const start of starts) {
    const last = stretches.at(-1);
    if (last?.to === start) last.to = start + width;
    else stretches.push({ from: start, to: start + width });
  }
  return stretches;
}
