import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SIMULATED_CLOCK_TOPIC, type TelemetryMessage } from '@lenglian/device-messages';
import { HOUR, MINUTE, SECOND, SeededRandom } from '@lenglian/quantities';
import { Aedes } from 'aedes';
import type { AcknowledgedMessage } from './device/sealed-message.ts';
import type { FleetCredentials } from './fleet/fleet-credentials.ts';
import { plainFleet } from './fleet/plain-fleet.ts';
import { scenarioNamed } from './scenarios/catalogue.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { simulateFleet, type SimulateFleetOptions } from './simulate-fleet.ts';

const START = Date.UTC(2025, 8, 3, 4);
const TOKEN = 'a long random string';
/** MQTT 3.1.1 §3.2.2.3. */
const NOT_AUTHORISED = 5;

/** A real broker that stores what it acknowledges, and can be made to misbehave. */
class RecordingBroker {
  readonly stored = new Map<string, string[]>();
  readonly status: string[] = [];
  readonly clock: number[] = [];
  /** Known also after it has closed. */
  port = 0;
  /** Decides, before each PUBACK, whether the socket dies instead. */
  dies: () => boolean = () => false;
  private readonly aedes: Aedes;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(aedes: Aedes) {
    this.aedes = aedes;
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      aedes.handle(socket);
    });
    aedes.authenticate = (_client, _username, password, done) => {
      if (password?.toString() === TOKEN) return done(null, true);
      const refusal = { returnCode: NOT_AUTHORISED };
      done(Object.assign<RangeError, typeof refusal>(new RangeError('no'), refusal), false);
    };
    aedes.authorizePublish = (client, packet, done) => {
      const payload = packet.payload.toString();
      if (packet.topic === SIMULATED_CLOCK_TOPIC) {
        this.clock.push((JSON.parse(payload) as { now: number }).now);
      } else if (packet.topic.endsWith('/status')) {
        this.status.push(`${client?.id ?? packet.topic.split('/')[3]} ${payload}`);
      } else {
        const id = client?.id ?? '';
        this.stored.set(id, [...(this.stored.get(id) ?? []), payload]);
        if (this.dies()) {
          client?.conn.destroy();
          return;
        }
      }
      done(null);
    };
  }

  static async listen(port = 0): Promise<RecordingBroker> {
    const broker = new RecordingBroker(await Aedes.createBroker());
    await new Promise<void>((resolve) => broker.server.listen(port, '127.0.0.1', resolve));
    broker.port = (broker.server.address() as AddressInfo).port;
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  /** What reached the disk for a device, as distinct messages in the order of their numbers. */
  distinct(deviceId: string): string[] {
    const messages = [...new Set(this.stored.get(deviceId))];
    return messages.sort((a, b) => seqOf(a) - seqOf(b));
  }

  retain(topic: string, payload: object): Promise<void> {
    return new Promise((resolve) => {
      const packet = { topic, payload: JSON.stringify(payload), qos: 1, retain: true } as const;
      this.aedes.publish({ ...packet, cmd: 'publish', dup: false }, () => resolve());
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.aedes.close(() => resolve()));
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function seqOf(payload: string): number {
  return (JSON.parse(payload) as TelemetryMessage).seq ?? -1;
}

function samplesOf(payloads: readonly string[]): number[] {
  return payloads
    .flatMap((payload) => (JSON.parse(payload) as TelemetryMessage).samples)
    .map(({ measuredAt }) => measuredAt ?? Number.NaN)
    .sort((a, b) => a - b);
}

const FLEET = plainFleet(4);
const IDS = FLEET.map(({ deviceId }) => deviceId);

function credentials(token = TOKEN): FleetCredentials {
  return { organisationId: 'demo', devices: IDS.map((deviceId) => ({ deviceId, token })) };
}

describe(simulateFleet.name, () => {
  let broker: RecordingBroker;
  beforeEach(async () => {
    broker = await RecordingBroker.listen();
  });
  afterEach(() => broker.close());

  function simulate(changes: Partial<SimulateFleetOptions> = {}) {
    return simulateFleet({
      scenario: scenarioNamed('steady'),
      seed: 7,
      fleet: FLEET,
      credentials: credentials(),
      brokerUrl: broker.url,
      start: START,
      speed: 'max',
      history: 2 * HOUR,
      duration: 20 * MINUTE,
      backoffMax: 50,
      ...changes,
    });
  }

  /** The bytes of every device after a run against a broker of its own. */
  async function bytesOf(changes: Partial<SimulateFleetOptions>, seedOfTrouble?: number) {
    const own = await RecordingBroker.listen();
    if (seedOfTrouble !== undefined) {
      const random = new SeededRandom(seedOfTrouble);
      own.dies = () => random.next() < 0.1;
    }
    await simulate({ brokerUrl: own.url, ...changes }).finished;
    await own.close();
    return IDS.map((id) => own.distinct(id));
  }

  it('sends the same bytes for the same scenario, seed and start', async () => {
    const first = await bytesOf({});
    expect(first.every((messages) => messages.length > 10)).toBe(true);
    expect(await bytesOf({})).toEqual(first);
    expect(await bytesOf({ seed: 8 })).not.toEqual(first);
  });

  it('sends the same bytes whatever the speed and however often the network fails', async () => {
    const first = await bytesOf({});
    expect(await bytesOf({}, 3)).toEqual(first);
    expect(await bytesOf({ speed: 1_200 }, 4)).toEqual(first);
  });

  it('loses nothing over disconnects: what is repeated is repeated whole', async () => {
    const random = new SeededRandom(11);
    broker.dies = () => random.next() < 0.2;
    const ledger: AcknowledgedMessage[] = [];
    const run = simulate({ onAcknowledged: (message) => ledger.push(message) });
    const { connections, droppedSamples } = await run.finished;
    expect(connections).toBeGreaterThan(IDS.length);
    expect(droppedSamples).toBe(0);
    for (const id of IDS) {
      // Two hours of history, its last half hour no finer than live, and 20 minutes of life.
      expect(samplesOf(broker.distinct(id))).toHaveLength(120 + 20);
      const acknowledged = ledger.filter(({ deviceId }) => deviceId === id);
      expect(new Set(acknowledged.map(({ payload }) => payload))).toEqual(
        new Set(broker.stored.get(id)),
      );
    }
    const sent = [...broker.stored.values()].flat().length;
    expect(sent).toBeGreaterThan(new Set([...broker.stored.values()].flat()).size);
  });

  it('goes silent in a tunnel, with its last will, and backfills after it', async () => {
    await simulate({ scenario: scenarioNamed('tunnel'), duration: 25 * MINUTE }).finished;
    const id = IDS[1] as string;
    const messages = broker.distinct(id).map((payload) => JSON.parse(payload) as TelemetryMessage);
    const backfill = messages.filter(({ hist, samples }) => {
      return hist === true && (samples[0]?.measuredAt ?? 0) > START;
    });
    expect(backfill.map(({ samples }) => samples.length)).toEqual([16]);
    expect(samplesOf(broker.distinct(id))).toHaveLength(120 + 25);
    const spoken = broker.status.filter((status) => status.startsWith(id));
    expect(spoken.map((status) => status.includes('true'))).toEqual([true, false, true, false]);
  });

  it('tells a simulated clock every step, ahead of what is measured in it', async () => {
    await simulate({ duration: 5 * MINUTE, history: 0 }).finished;
    expect(broker.clock).toEqual([0, 1, 2, 3, 4, 5].map((minute) => START + minute * MINUTE));
  });

  it('lets no device without coverage tell the time while another can', async () => {
    const steady = scenarioNamed('steady');
    const offline = [{ from: START + 5 * MINUTE, until: START + 15 * MINUTE }];
    const scenario: Scenario = {
      ...steady,
      write: (fleet, stage) => {
        const [first, ...others] = steady.write(fleet, stage);
        return first === undefined ? [] : [{ ...first, offline }, ...others];
      },
    };
    await simulate({ scenario, history: 0 }).finished;
    const spoken = broker.status.filter((status) => status.startsWith(IDS[0] as string));
    expect(spoken.map((status) => status.includes('true'))).toEqual([true, false, true, false]);
  });

  it('repeats, reverses and delays in late-and-shuffled, with the bytes of steady', async () => {
    const duration = 4 * HOUR;
    const steady = await bytesOf({ history: 0, duration });
    await simulate({ scenario: scenarioNamed('late-and-shuffled'), history: 0, duration }).finished;
    expect(IDS.map((id) => broker.distinct(id))).toEqual(steady);
    const [doubled, , late] = IDS.map((id) => broker.stored.get(id) ?? []);
    expect(doubled?.length).toBeGreaterThan(new Set(doubled).size);
    expect(late).not.toEqual(steady[2]);
  });

  it('sends the same bytes with faults drawn for every device', async () => {
    const scenario = scenarioNamed('drawn-faults');
    // A day, so that something does go wrong with these four.
    const history = 24 * HOUR;
    const first = await bytesOf({ scenario, history });
    expect(await bytesOf({ scenario, history }, 5)).toEqual(first);
    expect(first).not.toEqual(await bytesOf({ history }));
  });

  it('obeys a configuration that is newer than its own', async () => {
    const id = IDS[0] as string;
    await broker.retain(`cc/v1/demo/${id}/config`, {
      version: 2,
      samplingIntervalSeconds: 10,
      reportingIntervalSeconds: 60,
    });
    await simulate({ duration: 10 * MINUTE, history: 0 }).finished;
    expect(samplesOf(broker.distinct(id)).length).toBeGreaterThan(50);
    expect(samplesOf(broker.distinct(IDS[1] as string))).toHaveLength(10);
  });

  it('fails with a code when the broker refuses its credentials', async () => {
    const run = simulate({ credentials: credentials('wrong'), refusalsMax: 2, speed: 1 });
    await expect(run.finished).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect(await run.stop()).toMatchObject({ connections: 0 });
    expect(broker.stored.size).toBe(0);
  });

  it('waits for a broker that is not there yet', async () => {
    const { port } = broker;
    await broker.close();
    const run = simulate({ brokerUrl: `mqtt://127.0.0.1:${port}`, duration: 2 * MINUTE });
    broker = await RecordingBroker.listen(port);
    expect((await run.finished).acknowledgedSamples).toBe(IDS.length * (120 + 2));
  });

  it('gives up on a broker that never comes', async () => {
    const { port } = broker;
    await broker.close();
    const run = simulate({ brokerUrl: `mqtt://127.0.0.1:${port}`, attemptsMax: 3 });
    await expect(run.historyComplete).rejects.toMatchObject({ code: 'BROKER_UNREACHABLE' });
    broker = await RecordingBroker.listen();
  });

  it('stops when told to and says good-bye', async () => {
    const run = simulate({ speed: 1, duration: undefined, history: 0 });
    await run.historyComplete;
    const summary = await run.stop();
    expect(await run.finished).toEqual(summary);
    expect(broker.status.filter((status) => status.includes('false'))).toHaveLength(IDS.length);
  });

  it('stops within seconds when the broker does not answer any more', async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    const connected = once(mute, 'connection');
    const run = simulate({ brokerUrl: `mqtt://127.0.0.1:${port}` });
    await connected;
    await run.stop();
    expect((await run.finished).acknowledgedMessages).toBe(0);
    mute.close();
  });

  it('lives by the clock it is given', async () => {
    let now = START + 100;
    const clock = { now: () => (now += 20 * SECOND) };
    const run = simulate({ speed: 1, start: undefined, clock, history: 0, duration: 3 * MINUTE });
    expect((await run.finished).acknowledgedSamples).toBe(IDS.length * 3);
  });
});

describe('npm run simulate', () => {
  let broker: RecordingBroker;
  let folder: string;
  beforeEach(async () => {
    broker = await RecordingBroker.listen();
    folder = await mkdtemp(join(tmpdir(), 'simulators-'));
  });
  afterEach(async () => {
    await broker.close();
    await rm(folder, { recursive: true });
  });

  /** Runs the command; resolves with its lines when it has ended. */
  async function command(args: string[], onLine: (child: ChildProcess, line: string) => void) {
    const main = join(import.meta.dirname, 'main.ts');
    const child = spawn(process.execPath, ['--conditions=@lenglian/source', main, ...args]);
    const lines: Record<string, unknown>[] = [];
    const reader = createInterface({ input: child.stdout });
    reader.on('line', (line) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
      onLine(child, line);
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, lines };
  }

  it('tells history, says so, lives, and ends in good order on SIGTERM', async () => {
    const file = join(folder, 'credentials.json');
    const devices = [1, 2, 3].map((i) => ({ deviceId: `RFR-XM-0${i}`, token: TOKEN }));
    await writeFile(file, JSON.stringify({ organisationId: 'demo', devices }));
    const args = ['--scenario', 'demo', '--history', '1', '--broker', broker.url];
    const { code, lines } = await command([...args, '--credentials', file], (child, line) => {
      if (line.includes('"live"')) child.kill('SIGTERM');
    });
    expect(code).toBe(0);
    expect(lines.map(({ msg }) => msg)).toEqual([
      'starting',
      'history-complete',
      'live',
      'finished',
    ]);
    // A day of minutes, the last half hour of it in finer steps.
    expect(lines[1]?.['readings']).toBeGreaterThan(3 * 24 * 60);
    expect(broker.status.filter((status) => status.includes('false'))).toHaveLength(3);
  });

  it('ends with code 1 and one line when it cannot begin', async () => {
    const { code, lines } = await command(['--credentials', join(folder, 'none')], () => undefined);
    expect(code).toBe(1);
    expect(lines).toEqual([expect.objectContaining({ msg: 'failed', code: 'FLEET' })]);
  });
});
