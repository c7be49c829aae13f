import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  copyHistory,
  openInfluxHistory,
  openLocalHistory,
  openLocalStore,
  type CopiedPart,
} from '@lenglian/history';
import type { Clock, Instant } from '@lenglian/quantities';
import { openRecords } from '@lenglian/records';

export interface CopyToInfluxOptions {
  readonly dataDirectory: string;
  readonly influx: {
    readonly url: string;
    readonly token: string | undefined;
    readonly organisation: string | undefined;
    readonly bucket: string;
  };
  /** Event time, from included, to excluded. */
  readonly since: Instant;
  readonly until: Instant;
  readonly clock: Clock;
  readonly onPart: (part: CopiedPart) => void;
}

export interface CopyResult {
  readonly readings: number;
  readonly parts: number;
  readonly refused: number;
}

/** Copies the embedded history of every device; parts done before are left out. */
export async function copyToInflux(options: CopyToInfluxOptions): Promise<CopyResult> {
  const { dataDirectory, since, until, clock } = options;
  const progress = new CopyProgress(
    path.join(dataDirectory, 'history-copy.jsonl'),
    options.influx.url,
  );
  const database = new DatabaseSync(path.join(dataDirectory, 'judge', 'judge.sqlite'));
  const readings = path.join(dataDirectory, 'readings');
  // What is not in blocks yet, as it is now: an api that runs goes on and tells InfluxDB the rest itself.
  const arrivals = openLocalStore({ database, directory: readings, clock });
  const source = openLocalHistory({
    directory: readings,
    tail: (deviceId, from, to) => Promise.resolve(arrivals.tail(deviceId, from, to)),
  });
  const target = openInfluxHistory(options.influx);
  const result = { readings: 0, parts: 0, refused: 0 };
  try {
    const deviceIds = await allDeviceIds(dataDirectory, clock);
    const isDone = (part: { deviceId: string; from: Instant; to: Instant }): boolean =>
      progress.has(part);
    for await (const part of copyHistory({
      source,
      target,
      deviceIds,
      from: since,
      to: until,
      isDone,
    })) {
      // The last week goes on growing: it is copied again next time.
      if (part.to < until) progress.add(part);
      options.onPart(part);
      result.readings += part.count;
      result.parts += 1;
      result.refused += part.refused.length;
    }
    return result;
  } finally {
    await Promise.all([source.close(), target.close()]);
    arrivals.close();
    database.close();
  }
}

/** The parts that were copied and compared, one a line; only for the store they were copied to. */
class CopyProgress {
  private readonly done = new Set<string>();
  private readonly file: string;
  private readonly url: string;

  constructor(file: string, url: string) {
    this.file = file;
    this.url = url;
    if (!fs.existsSync(file)) return;
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const part = JSON.parse(line) as {
        url: string;
        deviceId: string;
        from: Instant;
        to: Instant;
      };
      if (part.url === url) this.done.add(keyOf(part));
    }
  }

  has(part: { deviceId: string; from: Instant; to: Instant }): boolean {
    return this.done.has(keyOf(part));
  }

  add({ deviceId, from, to, count, checksum }: CopiedPart): void {
    this.done.add(keyOf({ deviceId, from, to }));
    fs.appendFileSync(
      this.file,
      `${JSON.stringify({ url: this.url, deviceId, from, to, count, checksum })}\n`,
    );
  }
}

function keyOf({ deviceId, from, to }: { deviceId: string; from: Instant; to: Instant }): string {
  return `${deviceId} ${from} ${to}`;
}

async function allDeviceIds(dataDirectory: string, clock: Clock): Promise<string[]> {
  const records = await openRecords({ dataDirectory, clock });
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.devices.list({ limit: 500, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  await records.close();
  return ids;
}
