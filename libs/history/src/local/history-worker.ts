/** The thread in which local history is read, so that no query delays an alert. */
import { parentPort, workerData } from 'node:worker_threads';
import { HistoryReader } from './history-reader.ts';
import type { HistoryAnswer, HistoryRequest, NumberedRequest } from './history-worker-messages.ts';
import { SampleColumns } from './sample-columns.ts';
import { SampleRowsWriter, openSampleRows } from './sample-rows.ts';

const port = parentPort;
const reader = new HistoryReader((workerData as { directory: string }).directory);
const writer = new SampleRowsWriter();

port?.on('message', ({ id, request }: NumberedRequest) => {
  const answer = answerTo(request);
  port.postMessage({ id, answer }, transferable(answer));
});

function answerTo(request: HistoryRequest): HistoryAnswer {
  try {
    switch (request.kind) {
      case 'page': {
        const { columns, next } = reader.page(request.window, request.enough);
        for (let i = 0; i < columns.count; i++) writer.addColumns(columns, i);
        return { kind: 'page', rows: writer.finish([request.window.deviceId]), next };
      }
      case 'rollUps': {
        const tail = new SampleColumns();
        if (request.tailRows !== null) tail.addRows(openSampleRows(request.tailRows));
        return { kind: 'rollUps', packed: reader.rollUps(request.window, request.width, tail) };
      }
    }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { kind: 'failed', code, message };
  }
}

function transferable(answer: HistoryAnswer): ArrayBuffer[] {
  if (answer.kind === 'page') return [answer.rows.buffer];
  return answer.kind === 'rollUps' ? [answer.packed.buffer] : [];
}
