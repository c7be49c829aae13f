import type { Instant } from '@lenglian/quantities';
import { CHANNELS, UNCOUNTED, contentHash, noValues, type Reading } from '@lenglian/readings';
import { HistoryNotUsableError } from '../history-errors.ts';
import type { HistoryWindow } from '../history.ts';
import { DEVICE_TAG, MEASUREMENT, Present } from './line-protocol.ts';

/** One table of an InfluxQL answer. */
export interface InfluxSeries {
  readonly name: string;
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | string | null)[])[];
  /** The server cut the answer short (its `max-row-limit`). */
  readonly partial?: boolean;
}

/** Farthest instants that nanoseconds in 64 bits can tell. */
const EARLIEST: Instant = -9_223_372_036_854;
const LATEST: Instant = 9_223_372_036_854;

/** The query for one page of a window's points, all fields. */
export function pageQuery(window: HistoryWindow, limit: number): string {
  return `SELECT * FROM "${MEASUREMENT}" WHERE ${whereWindow(window)} ORDER BY time LIMIT ${limit}`;
}

/** The condition for one device's points of a window (from included, to excluded). */
export function whereWindow({ deviceId, from, to }: HistoryWindow): string {
  const first = Math.max(EARLIEST, Math.ceil(from));
  const end = Math.min(LATEST, Math.ceil(to));
  return `"${DEVICE_TAG}" = ${quoted(deviceId)} AND time >= ${first}ms AND time < ${end}ms`;
}

/** A string literal. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

/** A name in double quotes. */
export function identifier(name: string): string {
  return `"${name.replace(/[\\"]/g, '\\$&')}"`;
}

/** Reads points back as readings; those that were erased are left out. */
export function readingsOf(deviceId: string, series: InfluxSeries): Reading[] {
  const columns = new Map(series.columns.map((name, i) => [name, i]));
  const at = (name: string): number => columns.get(name) ?? -1;
  const channels = CHANNELS.map(({ name }) => at(name));
  const [time, present, receivedAt] = [at('time'), at('present'), at('receivedAt')];
  const [boot, seq, idx, hash] = [at('boot'), at('seq'), at('idx'), at('hash')];
  const [flags, excluded] = [at('flags'), at('excluded')];
  const readings: Reading[] = [];
  series.values.forEach((row) => {
    const fields = row[present] as number | null;
    if (fields === 0) return;
    if (typeof fields !== 'number') {
      throw new HistoryNotUsableError(`a point of ${deviceId} was not written by Lenglian`);
    }
    const values = noValues();
    for (let mask = fields % 2 ** 32; mask !== 0; mask &= mask - 1) {
      const channel = 31 - Math.clz32(mask & -mask);
      values[channel] = row[channels[channel] as number] as number;
    }
    const integer = (bit: number, column: number, without: number): number =>
      Math.floor(fields / bit) % 2 === 1 ? (row[column] as number) : without;
    readings.push({
      deviceId,
      measuredAt: row[time] as number,
      receivedAt: row[receivedAt] as number,
      boot: integer(Present.COUNTED, boot, UNCOUNTED),
      seq: integer(Present.COUNTED, seq, UNCOUNTED),
      index: integer(Present.INDEX, idx, 0),
      hash: integer(Present.HASH, hash, Number.NaN),
      flags: integer(Present.FLAGS, flags, 0),
      excluded: integer(Present.EXCLUDED, excluded, 0),
      values,
    });
  });
  return readings.map((reading) =>
    Number.isNaN(reading.hash) ? { ...reading, hash: contentHash(reading.values) } : reading,
  );
}
