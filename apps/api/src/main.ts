import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { announce, createLog } from '@lenglian/diagnostics';
import { ConfigurationError } from '@lenglian/errors';
import { SimulatedClock, type Clock, type Duration } from '@lenglian/quantities';
import {
  ensureAdmin,
  loadSeeds,
  newToken,
  openRecords,
  sha256Hex,
  type Records,
} from '@lenglian/records';
import { BrokerLink } from './broker-link/broker-link.ts';
import { readProcessConfig, type ApiConfig } from './config.ts';
import { Downlink } from './downlink/downlink.ts';
import { openHistorian } from './historian/index.ts';
import { LOCAL_KEEPS_ALONE, LOCAL_KEEPS_BESIDE_INFLUX } from './history/local-retention.ts';
import { openHistory } from './history/open-history.ts';
import { readCertificate } from './https/certificate.ts';
import { openJudge } from './judge/index.ts';
import type { Log } from './log.ts';
import { startApi } from './start-api.ts';
import { RecordsWatch } from './watch/records-watch.ts';

/** Stopping takes no longer than this; whoever started us would kill us soon after. */
const STOP_WITHIN: Duration = 7_000;

/** How often the records are looked at where time is simulated, in real milliseconds. */
const SIMULATED_POLL: Duration = 50;

const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** Exit codes: 0 stopped when asked, 1 something failed, 2 the configuration cannot be used. */
async function main(): Promise<void> {
  const config = readProcessConfig();
  const log = createLog('api', config.logLevel);
  // Before anything is opened, added or shown once.
  if (config.https) await readCertificate(config.https);
  const ending = endOnSignals(log);
  const simulated = config.clock === 'simulated' ? new SimulatedClock(0) : undefined;
  const clock = simulated ?? SYSTEM_CLOCK;

  const { dataDirectory, recordsUrl, influx, logLevel } = config;
  const records = await openRecords({
    ...{ url: recordsUrl, dataDirectory, clock, peopleClock: SYSTEM_CLOCK },
  });
  ending.atEnd(() => records.close());
  await prepareRecords(records, config);

  const onFailure = (error: Error): void => ending.fail(error);
  const judge = openJudge({
    ...{ dataDirectory, logLevel, onFailure },
    hasHistorian: influx !== undefined,
    bounds: config.bounds,
    quarantine: config.quarantine,
    isLed: simulated !== undefined,
    keepsReadings: influx ? LOCAL_KEEPS_BESIDE_INFLUX : LOCAL_KEEPS_ALONE,
  });
  // What is judged to have happened, and what people do, is put down at the time of the goods.
  if (simulated) judge.onNow((now) => simulated.advanceTo(now));
  const history = openHistory({ config, judge, clock });
  ending.atEnd(() => history.close());

  const service = { clientId: `lenglian-api-${randomBytes(6).toString('hex')}`, token: newToken() };
  const downlink = new Downlink({
    url: `mqtt://${config.mqttHost}:${config.mqttPort}`,
    ...{ ...service, clock: SYSTEM_CLOCK, log },
  });
  const link = new BrokerLink({
    ...{ dataDirectory, records, log },
    service: { clientId: service.clientId, tokenSha256: sha256Hex(service.token) },
    onWake: () => judge.wake(),
    onWelcome: () => downlink.start(),
  });
  judge.onSafePosition((position) => link.tellSafePosition(position));
  judge.onQuarantined((item) => downlink.tellError(item));
  const historian = influx && openHistorian({ dataDirectory, logLevel, influx, judge, onFailure });

  let lookNow = (): void => undefined;
  const api = await startApi({
    ...{ config, records, judge, history, clock, log, link, peopleClock: SYSTEM_CLOCK },
    historianLag: async () => (historian ? (await historian.status()).lagSeconds : null),
    onDeviceConfigured: () => lookNow(),
    onJudgeNow: (now) => simulated?.advanceTo(now),
  });
  ending.atEnd(() => api.close());
  if (historian) ending.atEnd(() => historian.stop());
  downlink.update(api.live.board.book.devices);
  const watch = new RecordsWatch({
    ...{ records, clock, log, book: api.live.board.book },
    async onBook(book) {
      await api.replaceBook(book);
      downlink.update(book.devices);
    },
    onLook: () => link.refreshAccess(),
    // A simulator waits until every change is judged by.
    ...(simulated && { poll: SIMULATED_POLL }),
  });
  lookNow = () => void watch.look().catch((error: unknown) => log.warn({ err: error }, 'look'));
  ending.atEnd(() => downlink.stop());
  ending.atEnd(() => link.stop());
  ending.atEnd(() => watch.stop());
  watch.start();
  link.start();
  const scheme = config.https ? 'https' : 'http';
  announce(log, { scheme, host: config.host, port: api.port }, 'listening');
}

/** Who can sign in, and what the seeds bring. Doing it again changes nothing. */
async function prepareRecords(records: Records, config: ApiConfig): Promise<void> {
  const { madeUpPassword } = await ensureAdmin(records, config.adminPassword);
  if (madeUpPassword !== null) {
    // Shown this once, to whoever started us; a log keeps no passwords.
    process.stdout.write(`Sign in as admin with ${madeUpPassword} (shown this once)\n`);
  }
  await loadSeeds(records, config.seedsDirectory, SYSTEM_CLOCK.now(), {
    withSimulatedRuns: config.isDemo,
    withRuns: config.clock === 'system',
  });
}

/** What is to be done when the process ends, the latest begun first. */
interface Ending {
  atEnd(step: () => unknown): void;
  /** Something that we cannot go on without has failed. */
  fail(error: Error): void;
}

function endOnSignals(log: Log): Ending {
  const steps: (() => unknown)[] = [];
  let isEnding = false;
  const end = async (exitCode: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), STOP_WITHIN).unref();
    for (const step of steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        log.error({ err: error }, 'while stopping');
      }
    }
    log.info({}, 'stopped');
    process.exit(exitCode);
  };
  process.on('SIGTERM', () => void end(0));
  process.on('SIGINT', () => void end(0));
  return {
    atEnd: (step) => void steps.push(step),
    fail(error) {
      log.error({ err: error }, 'cannot go on');
      void end(1);
    },
  };
}

main().catch((error: unknown) => {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
