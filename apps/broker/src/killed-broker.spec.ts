import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SegmentReader } from '@lenglian/journal';
import { SeededRandom } from '@lenglian/quantities';
import { RawClient, TestLink, access } from './testing.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const CLIENTS = 8;

let directory: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'broker-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  /** Everything it wrote. */
  output(): string;
}

function run(environment: Record<string, string> = {}): Started {
  const child = spawn(
    process.execPath,
    ['--conditions=@lenglian/source', '--disable-warning=ExperimentalWarning', MAIN],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATA_DIR: directory,
        MQTT_PORT: '0',
        JOURNAL_RESERVE_BYTES: '0',
        ...environment,
      },
    },
  );
  children.push(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return { child, ended: once(child, 'close'), output: () => text };
}

async function listening(started: Started): Promise<number> {
  for (;;) {
    const port = /"mqttPort":(\d+).*"msg":"listening"/.exec(started.output())?.[1];
    if (port !== undefined) return Number(port);
    await once(started.child.stdout as NodeJS.ReadableStream, 'data');
  }
}

/** Publishes numbered messages, a window at a time, until the connection is gone. */
async function publishUntilGone(
  port: number,
  deviceId: string,
  next: () => number,
  acknowledged: Set<number>,
): Promise<void> {
  const { client, answer } = await RawClient.connect(port, deviceId);
  expect(answer).toBe(0);
  const sent = new Map<number, number>();
  let messageId = 0;
  const send = (): void => {
    messageId = (messageId % 65_535) + 1;
    const number = next();
    sent.set(messageId, number);
    client.publish(`cc/v1/demo/${deviceId}/telemetry`, String(number), 1, messageId);
  };
  for (let i = 0; i < 30; i++) send();
  await client.until(() => {
    for (const packet of client.received.splice(0)) {
      acknowledged.add(sent.get(packet.messageId ?? 0) as number);
      if (!client.isClosed) send();
    }
    return client.isClosed;
  });
}

function storedNumbers(): number[] {
  const reader = new SegmentReader(join(directory, 'journal'));
  const numbers: number[] = [];
  for (let position = reader.beginning(); ;) {
    const page = reader.read(position, 10_000);
    if (page.entries.length === 0) break;
    for (const entry of page.entries) {
      if (entry.kind === 'TELEMETRY') numbers.push(Number(Buffer.from(entry.payload).toString()));
    }
    position = page.position;
  }
  reader.close();
  return numbers;
}

describe('a broker that is killed under load', () => {
  it('has everything that it acknowledged, round after round', async () => {
    const random = new SeededRandom(7);
    const acknowledged = new Set<number>();
    let number = 0;
    for (let round = 0; round < 4; round++) {
      const started = run({ LOG_LEVEL: 'info', JOURNAL_SEGMENT_BYTES: '65536' });
      const port = await listening(started);
      if (round === 0) {
        const link = await TestLink.open(directory);
        const ids = Array.from({ length: CLIENTS }, (_, i) => access(`reefer-${i}`));
        await link.listDevices(1, ids);
        link.close();
      }
      const enough = acknowledged.size + 200 + Math.floor(random.next() * 3_000);
      const clients = Array.from({ length: CLIENTS }, (_, i) =>
        publishUntilGone(port, `reefer-${i}`, () => number++, acknowledged),
      );
      while (acknowledged.size < enough) await new Promise(setImmediate);
      started.child.kill('SIGKILL');
      await Promise.all(clients);
      await started.ended;
    }
    const stored = storedNumbers();
    expect([...acknowledged].filter((one) => !stored.includes(one)).slice(0, 10)).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(800);
  }, 60_000);
});

describe('the process', () => {
  it('stops on SIGTERM with 0, and acknowledges first what it has stored', async () => {
    const started = run();
    const port = await listening(started);
    const link = await TestLink.open(directory);
    await link.listDevices(1, [access('reefer-1')]);
    const { client } = await RawClient.connect(port, 'reefer-1');
    for (let i = 1; i <= 500; i++) client.publish('cc/v1/demo/reefer-1/event', String(i), 1, i);
    await client.until(() => client.acknowledged.length > 0);
    started.child.kill('SIGTERM');
    await client.closed();
    expect(await started.ended).toEqual([0, null]);
    link.close();
    expect(started.output()).toContain('"msg":"stopped"');
  }, 20_000);

  it('names every setting that cannot be used, and ends with 1', async () => {
    const started = run({ MQTT_PORT: 'many', CLOCK: 'sundial', PAYLOAD_BYTES_MAX: '-1' });
    expect(await started.ended).toEqual([1, null]);
    for (const name of ['MQTT_PORT=many', 'CLOCK=sundial', 'PAYLOAD_BYTES_MAX=-1']) {
      expect(started.output()).toContain(name);
    }
  });
});
