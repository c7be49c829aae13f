import { parentPort, workerData } from 'node:worker_threads';
import type { FromCommitWorker, ToCommitWorker } from './commit-messages.ts';
import { Committer, type CommitterOptions } from './committer.ts';
import { classifyFailure } from './storage-failure.ts';

/*
 * The thread that blocks on the disk, so that the one that serves sockets never does. Whatever it
 * cannot explain ends it: the appender then fails what is pending and starts a new one, which reads
 * from disk what is true.
 */
const committer = new Committer(workerData as CommitterOptions);
post({ type: 'ready', end: committer.end });

parentPort?.on('message', (message: ToCommitWorker) => {
  switch (message.type) {
    case 'commit':
      commit(message.body, message.used, message.count);
      return;
    case 'trim':
      answer(message.id, () => ({
        type: 'trimmed',
        id: message.id,
        outcome: committer.trim(message.request, Date.now()),
      }));
      return;
    case 'epoch':
      answer(message.id, () => {
        committer.beginEpoch(message.reason, message.beyondSeq);
        return { type: 'begun', id: message.id, end: committer.end };
      });
      return;
    case 'close':
      committer.close();
      parentPort?.close();
      return;
  }
});

function commit(body: ArrayBuffer, used: number, count: number): void {
  try {
    committer.commit(Buffer.from(body, 0, used), count, Date.now());
  } catch (error) {
    if (classifyFailure(error) !== 'FULL') throw error;
    post({ type: 'refused', message: (error as Error).message, body }, [body]);
    return;
  }
  post({ type: 'committed', end: committer.end, body }, [body]);
}

function answer(id: number, act: () => FromCommitWorker): void {
  let result: FromCommitWorker;
  try {
    result = act();
  } catch (error) {
    result = { type: 'failed', id, message: (error as Error).message };
  }
  post(result);
}

function post(message: FromCommitWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}
