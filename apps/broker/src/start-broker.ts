import { mkdirSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { join, resolve } from 'node:path';
import { announce, type Log } from '@lenglian/diagnostics';
import { Appender, SegmentReader } from '@lenglian/journal';
import { MINUTE, SECOND, SimulatedClock } from '@lenglian/quantities';
import { openAedesDoor } from './aedes-door.ts';
import { AuthFailures } from './auth-failures.ts';
import { BrokerLink } from './broker-link.ts';
import { BrokerStore } from './broker-store.ts';
import { startChores } from './chores.ts';
import type { BrokerConfig } from './config.ts';
import { DeviceList } from './device-list.ts';
import { doorHooks } from './door-hooks.ts';
import { InFlight } from './in-flight.ts';
import { JournalReaders } from './journal-readers.ts';
import { LinkServer } from './link-server.ts';
import { listenForMqtt } from './mqtt-listener.ts';
import type { MqttDoor } from './mqtt-door.ts';
import { Presence } from './presence.ts';
import { PublishGate } from './publish-gate.ts';
import { PublishRate } from './publish-rate.ts';
import { beginBeyondKnown } from './restored-journal.ts';
import { reconsiderSessions } from './sessions.ts';
import { SignIn } from './sign-in.ts';
import { SimulatedTime } from './simulated-time.ts';
import { SteadyClock, systemClock } from './steady-clock.ts';
import { UnleapingClock } from './unleaping-clock.ts';
import type { RightsContext } from './topic-rights.ts';

/** The clock may be this far behind the journal before somebody should look at it. */
const CLOCK_BEHIND_MAX = MINUTE;

/** A broker that serves. */
export interface RunningBroker {
  readonly mqttPort: number;
  /** Stops accepting, lets what was received be stored and acknowledged, and closes everything. */
  stop(): Promise<void>;
}

/**
 * Opens the stores and the doors.
 *
 * @throws BrokerAlreadyRunningError, JournalLockedError, LinkPathTooLongError; the system's errors
 */
export async function startBroker(config: BrokerConfig, log: Log): Promise<RunningBroker> {
  const directory = resolve(config.DATA_DIR);
  mkdirSync(directory, { recursive: true });
  const store = new BrokerStore(directory);
  try {
    const journal = await openJournal(config, directory, log);
    try {
      await beginBeyondKnown(store, journal, log);
      return await openDoors(config, log, { directory, store, journal });
    } catch (error) {
      await journal.close();
      throw error;
    }
  } catch (error) {
    store.close();
    throw error;
  }
}

function openJournal(config: BrokerConfig, directory: string, log: Log): Promise<Appender> {
  return Appender.open({
    directory: join(directory, 'journal'),
    reserveBytes: config.JOURNAL_RESERVE_BYTES,
    segmentBytesMax: config.JOURNAL_SEGMENT_BYTES,
    segmentAgeMsMax: config.JOURNAL_SEGMENT_MINUTES * MINUTE,
    check: config.JOURNAL_CHECK,
    onTrouble: (error) => log.error({ err: error }, 'journal trouble'),
  });
}

/** What is open before the first door. */
interface Stores {
  readonly directory: string;
  readonly store: BrokerStore;
  readonly journal: Appender;
}

async function openDoors(config: BrokerConfig, log: Log, stores: Stores): Promise<RunningBroker> {
  const { directory, store, journal } = stores;
  const opened: (() => unknown)[] = [];
  try {
    const reader = new SegmentReader(join(directory, 'journal'));
    opened.push(() => reader.close());
    const parts = assemble(config, log, stores, reader);
    const { devices, signIn, readers, presence } = parts;
    const door = await openDoor(config, parts);
    opened.push(() => door.close());
    devices.onChange((changed) => reconsiderSessions(door, devices, changed));

    const handlers = new BrokerLink({ journal, reader, devices, readers, signIn, door, log });
    const link = new LinkServer(directory, log, handlers);
    await link.listen();
    opened.push(() => link.close());
    journal.onCommit((end) => link.wake(end));
    presence.started();
    const chores = startChores({ ...parts, config, journal, door, link, log });
    opened.push(() => chores.stop());
    const server = await listenForMqtt(door, config);
    const { port } = server.address() as AddressInfo;
    announce(log, { mqttPort: port, host: config.HOST, devices: devices.size }, 'listening');
    return {
      mqttPort: port,
      async stop() {
        await closeDoors(server, door, journal);
        readers.save(journal.end);
        for (const close of opened.toReversed()) await close();
        await journal.close();
        store.close();
        log.info('stopped');
      },
    };
  } catch (error) {
    for (const close of opened.toReversed()) await close();
    throw error;
  }
}

async function openDoor(
  config: BrokerConfig,
  parts: ReturnType<typeof assemble>,
): Promise<MqttDoor> {
  const door = await openAedesDoor(parts.hooks, {
    payloadBytesMax: config.PAYLOAD_BYTES_MAX,
    topicLevelsMax: config.TOPIC_LEVELS_MAX,
    connectTimeoutSeconds: config.CONNECT_TIMEOUT_SECONDS,
    offlineQueueMax: config.OFFLINE_QUEUE_MAX,
  });
  parts.useDoor(door);
  return door;
}

function assemble(config: BrokerConfig, log: Log, stores: Stores, reader: SegmentReader) {
  const { store, journal } = stores;
  const isClockSimulated = config.CLOCK === 'simulated';
  const lastAt = reader.last()?.receivedAt ?? 0;
  const simulated = new SimulatedClock(lastAt);
  const monotonic = (): number => performance.now();
  const machine = new UnleapingClock(systemClock, monotonic, log);
  const clock = new SteadyClock(isClockSimulated ? simulated : machine, lastAt);
  if (clock.ahead > CLOCK_BEHIND_MAX) {
    log.error({ lastAt, aheadMs: clock.ahead }, 'the machine’s clock is behind the journal');
  }

  let door: MqttDoor | undefined;
  const sessionOf: MqttDoor['sessionOf'] = (clientId) => door?.sessionOf(clientId);
  const openConnections = (): number => door?.connections.size ?? 0;
  const devices = new DeviceList(store);
  const rights: RightsContext = { isClockSimulated, findDevice: (id) => devices.find(id) };
  const inFlight = new InFlight({
    messagesMax: config.IN_FLIGHT_MAX,
    bytesMax: config.IN_FLIGHT_BYTES_MAX,
    totalBytesMax: config.IN_FLIGHT_TOTAL_BYTES_MAX,
  });
  const presence = new Presence({ journal, clock, openConnections, sessionOf });
  const failures = new AuthFailures(systemClock, config.AUTH_FAILURES_MAX);
  const stallMs = config.JOURNAL_STALL_MS;
  const signIn = new SignIn({ devices, journal, stallMs, failures, rights });
  const gate = new PublishGate({
    journal,
    clock,
    inFlight,
    rate: new PublishRate(config.PUBLISHES_PER_SECOND_MAX, monotonic),
    rights,
    payloadBytesMax: config.PAYLOAD_BYTES_MAX,
    simulatedTime: isClockSimulated
      ? new SimulatedTime(simulated, (at, done) => presence.tickAt(at, done))
      : undefined,
  });
  const counts = { accepted: 0, refused: 0 };
  const hooks = doorHooks({ signIn, gate, presence, rights, counts, sessionOf, log });
  const readers = new JournalReaders(store);
  const useDoor = (opened: MqttDoor): void => {
    door = opened;
  };
  return { clock, devices, presence, signIn, gate, counts, hooks, readers, useDoor };
}

/** What has been received is acknowledged, where it can be, before its connection closes. */
async function closeDoors(server: Server, door: MqttDoor, journal: Appender): Promise<void> {
  server.close();
  for (const connection of door.connections) connection.pause('CLOSING');
  await journal.flush();
  await new Promise((settled) => setTimeout(settled, SECOND / 100));
  await door.close();
  await journal.flush();
}
