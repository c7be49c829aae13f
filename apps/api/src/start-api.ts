import type { AddressInfo } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { setImmediate } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HOUR, MINUTE, SECOND } from '@lenglian/quantities';
import { VerdictIntake } from './alerts/verdict-intake.ts';
import { ApiModule } from './api.module.ts';
import { DepartureService } from './departure/departure.service.ts';
import { httpApplication } from './http/http-application.ts';
import { readCertificate, type Certificate, type HttpsFiles } from './https/certificate.ts';
import { CertificateWatch } from './https/certificate-watch.ts';
import type { JourneyBook } from './live/journey-book.ts';
import { fillLastReadings } from './live/last-readings.ts';
import type { LiveBoard } from './live/live-board.ts';
import { openLive, type LiveParts } from './live/live-parts.ts';
import { answered } from './answered.ts';
import type { Log } from './log.ts';
import { every, type Periodic } from './periodic.ts';
import type { ApiParts } from './parts.ts';
import { FreshnessService } from './lots/freshness.service.ts';
import { ProgressKeeper } from './progress/progress-keeper.ts';
import { WayAlerts } from './progress/way-alerts.ts';
import { forgetPersons } from './persons/forget-persons.ts';

/** An api that answers. */
export interface RunningApi {
  readonly app: NestExpressApplication;
  readonly port: number;
  readonly live: LiveParts;
  /** Follows runs by their positions. */
  readonly progress: ProgressKeeper;
  /** Undefined by http. */
  readonly certificates: CertificateWatch | undefined;
  /** Where things are was read again: judge, board and whoever else holds it are told. */
  replaceBook(book: JourneyBook): Promise<void>;
  /** Stops accepting, lets what runs end, stops the judge. The records stay open. */
  close(): Promise<void>;
}

/** Next checks and ends of shelves are told within this after their time. */
const CHECKS_LOOKED_AT = 10 * SECOND;
/** A unit is silent after minutes, and looking at 10,000 of them takes ten milliseconds and more. */
const UNITS_LOOKED_AT = 5 * SECOND;
/** Names go within this after their time. */
const PERSONS_LOOKED_AT = 6 * HOUR;

/**
 * Builds the application over its parts, connects the judge with records and browsers, and listens.
 * The address is taken before the judge starts, so that a busy port costs nothing.
 *
 * @throws ConfigurationError for certificate files that cannot be used
 */
export async function startApi(parts: ApiParts): Promise<RunningApi> {
  const { records, judge, clock, log, config } = parts;
  const certificate = config.https && (await readCertificate(config.https));
  if (certificate) log.info({ validUntil: certificate.validUntil }, 'certificate');
  const live = await openLive(records, clock, parts.peopleClock);
  const verdicts = new VerdictIntake(records, live.news, clock, log);
  judge.onVerdicts((changes) => verdicts.take(changes));
  judge.onDevices((updates) => live.board.applyDevices(updates));
  const wayAlerts = new WayAlerts({
    ...{ records, log, history: parts.history, board: live.board, news: live.news },
    announce: (alerts) => live.feed.announceAlerts(alerts),
    lifeOf: (lot) => app.get(FreshnessService).ahead(lot),
  });
  const progress = new ProgressKeeper({
    ...{ ...parts, board: live.board, wayAlerts },
    // It looks only once the application is there.
    departing: async (run) => (await app.get(DepartureService).leaving(run))?.boxes,
    ...(isLed(parts) && { measuredEvery: 0 }),
  });
  judge.onPositions((positions) => progress.take(positions));
  judge.onOutlooks((outlooks) => live.outlooks.take(outlooks));
  const app = await httpApplication(ApiModule.over(parts, live, progress), parts, certificate);
  let isStopping = false;
  const periodics: Periodic[] = [];
  const close = async (): Promise<void> => {
    isStopping = true;
    await app.close();
    await Promise.all(periodics.map((periodic) => periodic.stop()));
    // The judge first: while it runs it must be able to hand on what it proved.
    await judge.stop();
    await verdicts.stop();
  };
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await close();
    throw error;
  }
  const certificates = certificateWatch(app, config.https, certificate, log);
  if (certificates) periodics.push(every(MINUTE, 'certificate', log, () => certificates.look()));
  const keeping = { records, log, clock: parts.peopleClock, keptDays: config.personsKeptDays };
  periodics.push(every(PERSONS_LOOKED_AT, 'names of people', log, () => forgetPersons(keeping)));
  const checks = async () => live.news.publish(await records.alerts.fallDue(clock.now()));
  if (!isLed(parts)) periodics.push(every(CHECKS_LOOKED_AT, 'next checks', log, checks));
  const cursor = await records.alerts.verdictCursor();
  // Not awaited: it takes until there is a journal, which the broker makes; screens work before.
  judge
    .start(live.board.book.placements, cursor)
    .then(() => {
      if (isStopping) return undefined;
      periodics.push(...byTheJudge(parts, live));
      if (!isLed(parts))
        periodics.push(...byTheClock({ log, live, progress, isStopping: () => isStopping }));
      return fillLastReadings(live.board, parts.history, clock.now(), () => isStopping);
    })
    .catch((error: unknown) => {
      if (!isStopping) log.error({ err: error }, 'the start is not complete');
    });
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    app,
    port,
    live,
    progress,
    certificates,
    async replaceBook(book) {
      await live.takeBook(book);
      judge.place(book.placements);
    },
    close,
  };
}

/** Undefined by http, where there is nothing to take up. */
function certificateWatch(
  app: NestExpressApplication,
  files: HttpsFiles | undefined,
  certificate: Certificate | undefined,
  log: Log,
): CertificateWatch | undefined {
  const server: unknown = app.getHttpServer();
  if (!files || !certificate || !(server instanceof TlsServer)) return undefined;
  return new CertificateWatch(server, files, certificate, log);
}

/** Carries the judge's "now" to whatever depends on it. */
async function tick(parts: ApiParts, live: LiveParts): Promise<void> {
  const { now } = await answered(parts.judge.status(), 'status of the judge');
  if (now !== null) parts.onJudgeNow(now);
  live.board.passTo(now);
}

/** Finds units that stand differently because time has passed. */
async function lookAtUnits(board: LiveBoard): Promise<void> {
  if (board.now === null) return;
  const steps = board.tick(board.now);
  while (!steps.next().done) await setImmediate();
}

/** What follows of the judge's "now". */
function byTheJudge(parts: ApiParts, live: LiveParts): Periodic[] {
  return [
    every(SECOND, 'judge clock', parts.log, () => tick(parts, live)),
    every(UNITS_LOOKED_AT, 'units', parts.log, () => lookAtUnits(live.board)),
  ];
}

/** What follows of the time, looked at by the machine's. */
function byTheClock(parts: {
  readonly log: Log;
  readonly live: LiveParts;
  readonly progress: ProgressKeeper;
  readonly isStopping: () => boolean;
}): Periodic[] {
  const { log, live, progress, isStopping } = parts;
  return [
    every(SECOND, 'progress', log, () => progress.look(isStopping)),
    every(SECOND, 'incidents', log, () => live.incidentNews.lookAgain()),
  ];
}

/**
 * Whether a simulator tells the time: it asks whether all is put down (`GET /api/ready`), and it is looked then. A look by the
 * machine's clock would put the same down at another moment each time.
 */
function isLed({ config }: ApiParts): boolean {
  return config.clock === 'simulated';
}
