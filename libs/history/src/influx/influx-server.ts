import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpError, InfluxDB, type Transport, type WriteApi } from '@influxdata/influxdb-client';
import type { Duration } from '@lenglian/quantities';
import { HistoryNotUsableError } from '../history-errors.ts';
import { unavailable } from './influx-failure.ts';
import { identifier, type InfluxSeries } from './influxql-rows.ts';

export interface InfluxOptions {
  /** `http://host:8086`. */
  readonly url: string;
  /** An API token (2.x), or `user:password` (1.x). */
  readonly token?: string | undefined;
  /** Needed by 2.x only. */
  readonly organisation?: string | undefined;
  /** The bucket; on 1.x the database. */
  readonly bucket: string;
  /** How long one request may take. 30 s unless said otherwise. */
  readonly timeout?: Duration;
  /** Sends writes gzipped: for a server behind a slow line. Halves the rate to one near by. */
  readonly compress?: boolean;
}

interface InfluxAnswer {
  readonly results?: readonly { readonly error?: string; readonly series?: InfluxSeries[] }[];
  readonly error?: string;
}

const DEFAULT_TIMEOUT: Duration = 30_000;
/** Nothing is sent but by an explicit flush, so these are out of reach of any batch. */
const UNLIMITED = 2 ** 31 - 1;

/**
 * One InfluxDB server, 1.x or 2.x, through the client's own transport and WriteApi. What the client
 * would do by itself (timers, retries in memory, giving up) is switched off: a write is done when
 * the promise says so.
 */
export class InfluxServer {
  private readonly options: InfluxOptions;
  private readonly agent: HttpAgent | HttpsAgent;
  private readonly transport: Transport;
  private readonly client: InfluxDB;
  private connected: Promise<{ version: string; writeApi: WriteApi }> | undefined;

  constructor(options: InfluxOptions) {
    this.options = options;
    const isTls = options.url.startsWith('https:');
    this.agent = isTls ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    this.client = new InfluxDB({
      url: options.url,
      timeout: options.timeout ?? DEFAULT_TIMEOUT,
      transportOptions: { agent: this.agent },
      ...this.credentials(),
    });
    this.transport = this.client.transport;
  }

  /** As `/ping` says it, without a leading v. */
  async version(): Promise<string> {
    return (await this.connect()).version;
  }

  /**
   * @param lines each with a break behind it
   * @throws what the client throws; sort it with `writeFailureOf`
   */
  async write(lines: string): Promise<void> {
    const { writeApi } = await this.connect();
    try {
      writeApi.writeRecord(lines);
      await writeApi.flush();
    } catch (error) {
      this.afterFailure(error);
      throw error;
    }
  }

  /** @throws HistoryUnavailableError, HistoryNotUsableError */
  async query(query: string, method: 'GET' | 'POST' = 'GET'): Promise<InfluxSeries[]> {
    await this.connect();
    return this.ask(query, method);
  }

  close(): void {
    this.agent.destroy();
  }

  private connect(): Promise<{ version: string; writeApi: WriteApi }> {
    this.connected ??= this.open().catch((error: unknown) => {
      this.connected = undefined;
      throw error;
    });
    return this.connected;
  }

  private async open(): Promise<{ version: string; writeApi: WriteApi }> {
    const { bucket, organisation } = this.options;
    const version = await this.ping();
    const major = Number(/^\d+/.exec(version)?.[0]);
    if (major !== 1 && major !== 2) {
      throw new HistoryNotUsableError(
        `InfluxDB ${version || 'of unknown version'} is not supported, only 1.x and 2.x (3 Core's query range is too short for a history)`,
      );
    }
    if (major === 1) await this.ask(`CREATE DATABASE ${identifier(bucket)}`, 'POST');
    const writeApi = this.client.getWriteApi(organisation ?? '', bucket, 'ms', {
      batchSize: UNLIMITED,
      maxBatchBytes: UNLIMITED,
      flushInterval: 0,
      maxRetries: 0,
      gzipThreshold: this.options.compress === true ? 1_000 : UNLIMITED,
      // Returning a promise hands the error on and keeps the client from logging it.
      writeFailed: (error) => Promise.reject(error),
    });
    // The client's own path is that of 2.x.
    if (major === 1) writeApi.path = `/write?db=${encodeURIComponent(bucket)}&precision=ms`;
    return { version, writeApi };
  }

  private async ping(): Promise<string> {
    let version = '';
    try {
      await this.transport.request('/ping', '', { method: 'GET' }, (headers) => {
        version = String(headers['x-influxdb-version'] ?? '');
      });
    } catch (error) {
      throw unavailable(error);
    }
    return version.replace(/^v/, '');
  }

  private async ask(query: string, method: 'GET' | 'POST'): Promise<InfluxSeries[]> {
    const database = encodeURIComponent(this.options.bucket);
    const path = `/query?db=${database}&epoch=ms&q=${encodeURIComponent(query)}`;
    let answer: InfluxAnswer | undefined;
    try {
      answer = (await this.transport.request(path, '', {
        method,
        headers: { accept: 'application/json' },
      })) as InfluxAnswer | undefined;
    } catch (error) {
      this.afterFailure(error);
      throw unavailable(error);
    }
    // Some proxies answer statements with 204 and nothing.
    const [result] = answer?.results ?? [];
    const refusal = answer?.error ?? result?.error;
    if (refusal !== undefined) throw new HistoryNotUsableError(`InfluxDB: ${refusal}`);
    return result?.series ?? [];
  }

  private afterFailure(error: unknown): void {
    // The client leaves a request that timed out on its socket; nothing else must wait behind it.
    if (!(error instanceof HttpError)) this.agent.destroy();
    // Somebody may have dropped the database, or changed the server: look again next time.
    if (!(error instanceof HttpError) || error.statusCode === 404) this.connected = undefined;
  }

  private credentials(): { token?: string; headers?: Record<string, string> } {
    const { token, organisation } = this.options;
    if (token === undefined || token === '') return {};
    const isPassword = token.includes(':') && organisation === undefined;
    if (!isPassword) return { token };
    return { headers: { authorization: `Basic ${Buffer.from(token).toString('base64')}` } };
  }
}
