import type { BrokerStats } from '@lenglian/broker-link';
import { watchEventLoop, type EventLoopWatch, type Log } from '@lenglian/diagnostics';
import type { Appender } from '@lenglian/journal';
import { HOUR, SECOND, type Clock } from '@lenglian/quantities';
import type { BrokerConfig } from './config.ts';
import type { ConnectCounts } from './door-hooks.ts';
import type { JournalReaders, KeepPolicy } from './journal-readers.ts';
import type { LinkServer } from './link-server.ts';
import type { MqttDoor } from './mqtt-door.ts';
import type { Presence } from './presence.ts';
import type { PublishGate } from './publish-gate.ts';
import { closeSilent } from './sessions.ts';

const STATS_MS = 2 * SECOND;
const SILENCE_CHECK_MS = SECOND / 2;
const TRIM_MS = 10 * SECOND;

interface ChoreParts {
  readonly config: BrokerConfig;
  readonly journal: Appender;
  readonly door: MqttDoor;
  readonly link: LinkServer;
  readonly presence: Presence;
  readonly readers: JournalReaders;
  readonly gate: PublishGate;
  readonly counts: ConnectCounts;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is done by the clock on the wall: ticks, keepalives, trimming, and saying how we are. */
export function startChores(parts: ChoreParts): { stop(): void } {
  const { config, door, link, presence } = parts;
  const eventLoop = watchEventLoop();
  const timers = [
    setInterval(() => closeSilent(door, performance.now()), SILENCE_CHECK_MS),
    setInterval(() => trim(parts), TRIM_MS),
    setInterval(() => link.broadcast(statsOf(parts, eventLoop)), STATS_MS),
  ];
  // Simulated time has its ticks from whoever drives it.
  const everySecond = (): void => (config.CLOCK === 'system' ? presence.tick() : presence.retry());
  timers.push(setInterval(everySecond, SECOND));
  everySecond();
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      eventLoop.stop();
    },
  };
}

function trim({ config, journal, readers, log }: ChoreParts): void {
  const policy: KeepPolicy = {
    keepMs: config.JOURNAL_KEEP_HOURS * HOUR,
    keepBytes: config.JOURNAL_KEEP_BYTES,
    pressedBelowBytes: config.JOURNAL_RESERVE_BYTES / 4,
  };
  try {
    readers.save(journal.end);
  } catch (error) {
    log.error({ err: error }, 'reader positions are not saved');
  }
  readers
    .trim(journal, policy)
    .then((outcome) => {
      if (outcome !== undefined && outcome.removedSegments > 0)
        log.info(outcome, 'journal trimmed');
    })
    .catch((error: unknown) => log.error({ err: error }, 'the journal is not trimmed'));
}

function statsOf(parts: ChoreParts, eventLoop: EventLoopWatch): BrokerStats {
  const { journal, door, gate, counts, clock } = parts;
  let pausedConnections = 0;
  for (const connection of door.connections) if (connection.isPaused) pausedConnections++;
  return {
    type: 'stats',
    at: clock.now(),
    journalState: journal.state,
    journalEnd: journal.end,
    journalRoomBytes: journal.roomBytes,
    pendingEntries: journal.pendingEntries,
    pendingBytes: journal.pendingBytes,
    stalledMs: journal.stalledMs,
    connections: door.connections.size,
    pausedConnections,
    publishesReceived: gate.counts.received,
    publishesAcknowledged: gate.counts.acknowledged,
    publishesRefused: gate.counts.refused,
    connectsAccepted: counts.accepted,
    connectsRefused: counts.refused,
    eventLoopDelay: eventLoop.take(),
    eventLoopLateCounts: eventLoop.lateCounts(),
    rssBytes: process.memoryUsage.rss(),
  };
}
