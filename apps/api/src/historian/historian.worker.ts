import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '@lenglian/diagnostics';
import { InternalError } from '@lenglian/errors';
import { HistoryUnavailableError, openInfluxHistory, openLocalHistory } from '@lenglian/history';
import type { Reading } from '@lenglian/readings';
import { Historian } from './historian.ts';
import type { FromHistorian, HistorianThreadOptions, ToHistorian } from './historian-messages.ts';

const POLL = 200;
const RETRY_FIRST = 500;
const RETRY_MOST = 30_000;

if (!parentPort) throw new InternalError('the historian runs in a worker thread');
const port = parentPort;
const options = workerData as HistorianThreadOptions;
const log = createLog('historian', options.logLevel);
const tails = new Map<number, (readings: Reading[] | null) => void>();
let nextTail = 1;
let wakeUp: (() => void) | undefined;
let isStopping = false;
let trouble: string | null = null;
let refused = 0;
let historian: Historian | undefined;

const send = (message: FromHistorian): void => port.postMessage(message);

port.on('message', (message: ToHistorian) => {
  switch (message.type) {
    case 'wake':
      wakeUp?.();
      return;
    case 'tail':
      tails.get(message.id)?.(message.readings);
      tails.delete(message.id);
      return;
    case 'status':
      send({
        type: 'status',
        status: {
          lagSeconds: historian?.lagSeconds() ?? 0,
          readingsCopied: historian?.copied ?? 0,
          readingsRefused: refused,
          trouble,
        },
      });
      return;
    case 'stop':
      isStopping = true;
      wakeUp?.();
      return;
  }
});

async function run(): Promise<void> {
  const file = path.join(options.dataDirectory, 'judge', 'judge.sqlite');
  while (!fs.existsSync(file) && !isStopping) await sleep(POLL);
  if (isStopping) return;
  const database = new DatabaseSync(file, { readOnly: true });
  const local = openLocalHistory({
    directory: path.join(options.dataDirectory, 'readings'),
    tail: (deviceId, from, to) =>
      new Promise((resolve, reject) => {
        const id = nextTail++;
        tails.set(id, (readings) => {
          if (readings) resolve(readings);
          else reject(new HistoryUnavailableError('the judge does not answer'));
        });
        send({ type: 'tail', id, deviceId, from, to });
      }),
  });
  const sink = openInfluxHistory(options.influx);
  historian = new Historian({
    database,
    local,
    sink,
    onCopied: (throughId) => send({ type: 'copied', throughId }),
    onCopiedRange: (range) => send({ type: 'copiedRange', range }),
    onRefused: (readings) => {
      refused += readings.length;
      send({ type: 'refused', readings: [...readings] });
      const first = readings[0];
      log.warn(
        { count: readings.length, reason: first?.reason, detail: first?.detail },
        'refused for good',
      );
    },
  });
  await copyForEver(historian);
  await Promise.all([local.close(), sink.close()]);
  database.close();
}

async function copyForEver(work: Historian): Promise<void> {
  let wait = RETRY_FIRST;
  while (!isStopping) {
    try {
      const didSomething = await work.step();
      if (trouble !== null) log.info('the history store takes writes again');
      trouble = null;
      wait = RETRY_FIRST;
      if (!didSomething) await sleep(POLL);
    } catch (error) {
      if (!(error instanceof HistoryUnavailableError)) throw error;
      if (trouble === null)
        log.warn({ detail: error.message }, 'the history store takes no writes; readings wait');
      trouble = error.message;
      await sleep(wait);
      wait = Math.min(RETRY_MOST, wait * 2);
    }
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      wakeUp = undefined;
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    wakeUp = done;
  });
}

run()
  .then(() => {
    send({ type: 'stopped' });
    port.close();
  })
  .catch((error: unknown) => {
    log.fatal({ error }, 'the historian cannot go on');
    setImmediate(() => {
      throw error;
    });
  });
