import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { RawClient, TestBroker } from './testing.ts';

let broker: TestBroker;
afterEach(() => broker.remove());

const TELEMETRY = 'cc/v1/demo/reefer-1/telemetry';

/** Keeps the broker from committing, as a disk does that hangs, until it is called again. */
function stallJournal(): () => void {
  const directory = join(broker.directory, 'journal');
  const newest = readdirSync(directory)
    .filter((name) => /^segment-\d+\.sqlite$/.test(name))
    .sort()
    .at(-1) as string;
  const database = new DatabaseSync(join(directory, newest), { timeout: 10_000 });
  database.exec('begin immediate');
  return () => database.close();
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe('a disk that hangs', () => {
  it('costs no connection its keepalive, gets nothing acknowledged, and lets nobody else in', async () => {
    broker = await TestBroker.startWith(['reefer-1', 'reefer-2'], {
      IN_FLIGHT_MAX: '10',
      JOURNAL_STALL_MS: '100',
    });
    const client = await broker.raw('reefer-1', { keepalive: 1 });
    const release = stallJournal();
    for (let i = 1; i <= 100; i++) client.publish(TELEMETRY, 'x'.repeat(5_000), 1, i);
    client.send({ cmd: 'pingreq' });
    // Twice what its keepalive would give it.
    await waitFor(3_000);
    const late = await RawClient.connect(broker.port, 'reefer-2');
    late.client.socket.destroy();
    expect(late.answer).toBe(3);
    expect(client.isClosed).toBe(false);
    expect(client.received).toEqual([]);

    release();
    await client.until(() => client.received.some((packet) => packet.cmd === 'pingresp'));
    await client.until(() => client.acknowledged.length === 100 || client.isClosed);
    expect(client.acknowledged).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  }, 20_000);

  it('for so long that the writer gives up closes who waits, and heals', async () => {
    broker = await TestBroker.startWith(['reefer-1']);
    const client = await broker.raw('reefer-1');
    await broker.entryWhere((entry) => entry.kind === 'CONNECTED');
    const release = stallJournal();
    client.publish(TELEMETRY, 'lost', 1, 1);
    await client.closed();
    expect(client.acknowledged).toEqual([]);
    release();

    let answer: number | 'closed' = 3;
    let again = client;
    for (let i = 0; i < 100 && answer === 3; i++) {
      await waitFor(100);
      ({ client: again, answer } = await RawClient.connect(broker.port, 'reefer-1'));
      if (answer !== 0) again.socket.destroy();
    }
    again.publish(TELEMETRY, 'kept', 1, 1);
    await again.until(() => again.acknowledged.length === 1);
    again.socket.destroy();
    expect(broker.said()).toContain('TELEMETRY reefer-1 kept');
    await broker.entryWhere((entry) => entry.kind === 'DISCONNECTED');
    const presence = broker.entries().filter((entry) => entry.kind.endsWith('CONNECTED'));
    expect(presence.at(-1)?.kind).toBe('DISCONNECTED');
    expect(presence.filter((entry) => entry.kind === 'CONNECTED').length).toBeGreaterThan(1);
  }, 30_000);
});

/** Mounts a small file system of its own, where the machine lets us. */
function mountSmallDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', directory], {
      stdio: 'ignore',
    });
    return directory;
  } catch {
    rmSync(directory, { recursive: true });
    return undefined;
  }
}

const disk = mountSmallDisk();
const onSmallDisk = disk === undefined ? describe.skip : describe;

onSmallDisk('a disk that falls below its reserve [needs root, to mount a tmpfs]', () => {
  afterAll(() => {
    execFileSync('umount', [disk as string]);
    rmSync(disk as string, { recursive: true });
  });

  it('has publishes refused without a PUBACK, and taken again when there is room', async () => {
    const reserve = { JOURNAL_RESERVE_BYTES: String(20e6) };
    broker = await TestBroker.startWith(['reefer-1'], reserve, disk);
    const client = await broker.raw('reefer-1');
    client.publish(TELEMETRY, 'before', 1, 1);
    await client.until(() => client.acknowledged.length === 1);

    const ballast = join(disk as string, 'ballast');
    writeFileSync(ballast, Buffer.alloc(50e6, 1));
    // Room is looked for once a second.
    await waitFor(1_100);
    client.publish(TELEMETRY, 'too much', 1, 2);
    await client.closed();
    expect(client.acknowledged).toEqual([1]);
    const refused = await RawClient.connect(broker.port, 'reefer-1');
    refused.client.socket.destroy();
    expect(refused.answer).toBe(3);

    rmSync(ballast);
    await waitFor(1_100);
    const again = await broker.raw('reefer-1');
    again.publish(TELEMETRY, 'after', 1, 3);
    await again.until(() => again.acknowledged.length === 1);
    expect(broker.said()).toEqual(['TELEMETRY reefer-1 before', 'TELEMETRY reefer-1 after']);
    await broker.remove();
  }, 20_000);
});
