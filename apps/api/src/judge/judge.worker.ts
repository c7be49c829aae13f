import fs from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { makeLotJudge } from '@lenglian/breaches';
import { createLog } from '@lenglian/diagnostics';
import { ColdChainError, InternalError } from '@lenglian/errors';
import { openLocalStore } from '@lenglian/history';
import { SegmentReader, type JournalReader } from '@lenglian/journal';
import { alertIdOf } from './alert-id.ts';
import { CopyQueue } from './copy-queue.ts';
import { FloatingMessages } from './floating-messages.ts';
import { JudgeStore } from './judge-store.ts';
import { JudgeLoop } from './judge-loop.ts';
import { Judge } from './judge.ts';
import { Moments } from './moments.ts';
import { Outbox } from './outbox.ts';
import { QuarantineStore } from './quarantine-store.ts';
import { SIMULATED_TICK_HOLE } from './tick-coverage.ts';
import type { FromJudge, JudgeThreadOptions, ToJudge } from './thread-messages.ts';

/** How often we look whether the broker has made its journal yet, in milliseconds. */
const JOURNAL_WAIT = 200;

if (!parentPort) throw new InternalError('the judge runs in a worker thread');
const port = parentPort;
const options = workerData as JudgeThreadOptions;
const log = createLog('judge', options.logLevel);
let loop: JudgeLoop | undefined;
let isStopping = false;

const send = (message: FromJudge): void => port.postMessage(message);

async function start(message: Extract<ToJudge, { type: 'start' }>): Promise<void> {
  // Only the broker makes a journal; until it has, there is nothing to judge and nothing to answer.
  const journal = await waitForJournal(path.join(options.dataDirectory, 'journal'));
  if (!journal) return;
  const directory = path.join(options.dataDirectory, 'judge');
  fs.mkdirSync(directory, { recursive: true });
  const store = new JudgeStore(path.join(directory, 'judge.sqlite'));
  const localStore = openLocalStore({
    database: store.database,
    directory: path.join(options.dataDirectory, 'readings'),
    clock: { now: () => Date.now() },
    onPacked: (devices) => judge.saveStatesOf(devices),
  });
  const copyQueue = options.hasHistorian ? new CopyQueue(store.database) : undefined;
  const floating = new FloatingMessages(store.database);
  const quarantine = new QuarantineStore(store.database, options.quarantine);
  const moments = options.isLed ? new Moments() : undefined;
  const judge = new Judge({
    journal,
    store,
    localStore,
    quarantine,
    copyQueue,
    floating,
    bounds: options.bounds,
    makeLotJudge,
    alertIdOf,
    appliedThrough: message.verdictCursor,
    ...(moments && { moments, tickHole: SIMULATED_TICK_HOLE }),
    // A moment that is told is judged whole, however long that takes.
    stopwatch: moments ? () => 0 : () => performance.now(),
  });
  const outbox = new Outbox(store, message.verdictCursor, (changes) =>
    send({ type: 'verdicts', changes }),
  );
  judge.start(message.placements);
  loop = new JudgeLoop({
    ...{ judge, store, localStore, quarantine, copyQueue, floating, outbox, journal, send },
    ...{ keepsReadings: options.keepsReadings, moments },
  });
  outbox.pump();
  send({ type: 'started' });
  log.info({ position: judge.safePosition }, 'judging');
  await loop.run();
}

async function waitForJournal(directory: string): Promise<JournalReader | undefined> {
  while (!isStopping) {
    if (fs.existsSync(directory)) {
      try {
        return new SegmentReader(directory);
      } catch (error) {
        log.warn({ error }, 'the journal cannot be read yet');
      }
    }
    await new Promise((resolve) => setTimeout(resolve, JOURNAL_WAIT));
  }
  return undefined;
}

function take(message: ToJudge): void {
  if (message.type === 'start') {
    start(message)
      .then(() => {
        send({ type: 'stopped' });
        port.close();
      })
      .catch((error: unknown) => {
        log.fatal({ error }, 'the judge cannot go on');
        // Thrown outside the promise, so that it ends the thread and the main thread hears of it.
        setImmediate(() => {
          throw error;
        });
      });
  } else if (message.type === 'stop') {
    isStopping = true;
    loop?.stop();
  } else if (loop) {
    loop.take(message);
  } else if (message.type === 'ask') {
    const waiting = new JudgeNotReadyError('the journal is not there yet');
    send({ type: 'failed', id: message.id, code: waiting.code, message: waiting.message });
  }
}

/** The judge waits for the broker's journal and cannot answer yet. */
class JudgeNotReadyError extends ColdChainError {
  readonly code = 'JUDGE_NOT_READY';
}

port.on('message', take);
