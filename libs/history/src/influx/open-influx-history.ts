import { ColdChainError } from '@lenglian/errors';
import type { Duration, Instant } from '@lenglian/quantities';
import { judgedValue, noValues, UNCOUNTED, contentHash, type Reading } from '@lenglian/readings';
import { CHANNEL_COUNT } from '@lenglian/readings';
import { HistoryNotUsableError } from '../history-errors.ts';
import type {
  HistorySink,
  HistoryWindow,
  ReadingHistory,
  RefusedReading,
  RollUp,
} from '../history.ts';
import { RollUpBuilder, unpackRollUps } from '../roll-up-builder.ts';
import { influxRollUps } from './influx-roll-ups.ts';
import { InfluxServer, type InfluxOptions } from './influx-server.ts';
import { writeFailureOf } from './influx-failure.ts';
import { pageQuery, readingsOf } from './influxql-rows.ts';
import { erasingLineOf, lineOf } from './line-protocol.ts';

/** Points in one answer of the server. */
const PAGE = 5_000;
/** Points in one write: what the server takes best. */
const BATCH = 5_000;
/** The device and instant that the start-up check writes; no real device is named so. */
const CHECK_DEVICE = 'lenglian.check';
const CHECK_INSTANT: Instant = Date.UTC(2020, 0, 1);

/** What `check` found. */
export interface InfluxCheck {
  readonly isUsable: boolean;
  /** The server's version; empty when it could not be reached. */
  readonly version: string;
  /** What is missing, in words for who runs it; empty when usable. */
  readonly problem: string;
}

/** History in InfluxDB. It keeps the winner of each instant; losers stay in the local store. */
export interface InfluxHistory extends ReadingHistory, HistorySink {
  /** Writes a point, reads it back, and takes it away. Never throws. */
  check(): Promise<InfluxCheck>;
  /** Makes the store hold no sample at the instants of these readings (they were retracted). */
  erase(readings: readonly Reading[]): Promise<RefusedReading[]>;
}

/** Nothing is sent before the first call. 1.x creates its database by itself; 2.x needs a bucket. */
export function openInfluxHistory(options: InfluxOptions): InfluxHistory {
  return new InfluxReadingHistory(options);
}

class InfluxReadingHistory implements InfluxHistory {
  private readonly server: InfluxServer;

  constructor(options: InfluxOptions) {
    this.server = new InfluxServer(options);
  }

  async window(window: HistoryWindow, limit: number): Promise<Reading[]> {
    const found: Reading[] = [];
    if (limit <= 0) return found;
    for await (const page of this.pages(window, Math.min(limit, PAGE))) {
      for (const reading of page) found.push(reading);
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }

  rollUps(window: HistoryWindow, width: Duration): Promise<RollUp[]> {
    return influxRollUps(this.server, window, width, (part) => this.rollUpSamples(part, width));
  }

  export(window: HistoryWindow): AsyncIterable<Reading[]> {
    return this.pages(window, PAGE);
  }

  async write(readings: readonly Reading[]): Promise<RefusedReading[]> {
    return this.writeAll(readings, lineOf);
  }

  async erase(readings: readonly Reading[]): Promise<RefusedReading[]> {
    return this.writeAll(readings, erasingLineOf);
  }

  private async rollUpSamples(window: HistoryWindow, width: Duration): Promise<RollUp[]> {
    const builder = new RollUpBuilder(width);
    for await (const page of this.pages(window, PAGE)) {
      for (const reading of page) {
        builder.at(reading.measuredAt);
        for (let channel = 0; channel < CHANNEL_COUNT; channel++) {
          const value = judgedValue(reading, channel);
          if (value !== undefined) builder.add(channel, value);
        }
      }
    }
    return unpackRollUps(builder.finish());
  }

  async check(): Promise<InfluxCheck> {
    let version = '';
    try {
      version = await this.server.version();
      const probe = checkReading();
      const [refused] = await this.write([probe]);
      if (refused?.reason === 'EXPIRED') return { isUsable: true, version, problem: '' };
      if (refused) throw new HistoryNotUsableError(`a point was refused: ${refused.detail}`);
      const window = { deviceId: CHECK_DEVICE, from: CHECK_INSTANT, to: CHECK_INSTANT + 1 };
      const [read] = await this.window(window, 1);
      if (read?.hash !== probe.hash) {
        throw new HistoryNotUsableError('a point was written, but InfluxQL does not give it back');
      }
      await this.erase([probe]);
      return { isUsable: true, version, problem: '' };
    } catch (error) {
      return { isUsable: false, version, problem: (error as Error).message };
    }
  }

  close(): Promise<void> {
    this.server.close();
    return Promise.resolve();
  }

  private async *pages(window: HistoryWindow, size: number): AsyncGenerator<Reading[]> {
    for (let { from } = window; from < window.to;) {
      const [series] = await this.server.query(pageQuery({ ...window, from }, size));
      const last = series?.values.at(-1)?.[0] as number | undefined;
      if (series === undefined || last === undefined) return;
      const readings = readingsOf(window.deviceId, series);
      if (readings.length > 0) yield readings;
      if (series.values.length < size && series.partial !== true) return;
      from = last + 1;
    }
  }

  private async writeAll(
    readings: readonly Reading[],
    toLine: (reading: Reading) => string,
  ): Promise<RefusedReading[]> {
    const refused: RefusedReading[] = [];
    for (let start = 0; start < readings.length; start += BATCH) {
      refused.push(...(await this.writeSome(readings.slice(start, start + BATCH), toLine)));
    }
    return refused;
  }

  /** Writes; when the server refuses some, finds which by writing halves (writing twice is harmless). */
  private async writeSome(
    readings: readonly Reading[],
    toLine: (reading: Reading) => string,
  ): Promise<RefusedReading[]> {
    try {
      // One text that grows: a list of lines would be copied twice more.
      let lines = '';
      for (const reading of readings) lines += `${toLine(reading)}\n`;
      await this.server.write(lines);
      return [];
    } catch (error) {
      if (error instanceof ColdChainError) throw error;
      const failure = writeFailureOf(error);
      if (failure.kind === 'LATER') throw failure.error;
      if (failure.kind === 'EXPIRED') return expired(readings, failure.count, failure.detail);
      const [only] = readings;
      if (readings.length === 1 && only !== undefined) {
        return [{ reading: only, reason: 'REFUSED', detail: failure.detail }];
      }
      const half = Math.ceil(readings.length / 2);
      const first = await this.writeSome(readings.slice(0, half), toLine);
      return [...first, ...(await this.writeSome(readings.slice(half), toLine))];
    }
  }
}

/** Retention cuts by time alone: the points dropped are the oldest ones. */
function expired(readings: readonly Reading[], count: number, detail: string): RefusedReading[] {
  return [...readings]
    .sort((a, b) => a.measuredAt - b.measuredAt)
    .slice(0, count)
    .map((reading) => ({ reading, reason: 'EXPIRED', detail }));
}

function checkReading(): Reading {
  const values = noValues();
  values[0] = 0.5;
  return {
    deviceId: CHECK_DEVICE,
    measuredAt: CHECK_INSTANT,
    receivedAt: CHECK_INSTANT,
    boot: UNCOUNTED,
    seq: UNCOUNTED,
    index: 0,
    hash: contentHash(values),
    flags: 0,
    excluded: 0,
    values,
  };
}
