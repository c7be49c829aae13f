import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ColdChainError, ConfigurationError } from '@lenglian/errors';
import type { BenchContext } from './context.ts';
import { describeMachine } from './machine.ts';
import { endOnSignals } from '../processes/managed-process.ts';
import { toTable, type Row } from './row.ts';
import { measureAlarms } from './rows/alarms.ts';
import { measureConnect } from './rows/connect.ts';
import { INGEST_SHAPES, measureIngest } from './rows/ingest.ts';
import { measureJudging, measureLate } from './rows/judging.ts';
import { measurePrediction } from './rows/prediction.ts';
import { measureRecords } from './rows/records.ts';
import { measureLatency } from './rows/latency.ts';

const HELP = `npm run bench -- [--only NAME[,NAME]] [--variant TEXT] [--json FILE] [--seconds N] [--devices N] [--seed N] [--verbose]

  --only      ingest, batch, latency, connect, records, judging, late, prediction, alarms, stall
              (stall is measured during ingest)
  --variant   only variants that contain this text, for example "fleet, embedded"
  --seconds   how long each load lasts, instead of the contract's 60
  --devices   fewer devices than the contract's 10,000, for a quick look (units of alarms: 1,700)
  --seed      which units are drawn (1)
  --profile   a directory for one CPU profile a thread of broker and api (opens in Chromium's DevTools; costs
              some speed)`;

/** Exit code 0 when the run itself went well, whether bounds were met or not. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      variant: { type: 'string' },
      json: { type: 'string' },
      seconds: { type: 'string' },
      devices: { type: 'string' },
      seed: { type: 'string' },
      profile: { type: 'string' },
      verbose: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const only = new Set(
    (
      values.only ?? 'ingest,batch,latency,connect,stall,records,judging,late,prediction,alarms'
    ).split(','),
  );
  const context: BenchContext = {
    clock: { now: () => Date.now() },
    seed: positive('--seed', values.seed) ?? 1,
    seconds: positive('--seconds', values.seconds) ?? 60,
    devices: positive('--devices', values.devices),
    environment: profiling(values.profile),
    onLine: (name, line) => {
      if (values.verbose) console.error(`${name}: ${line}`);
    },
  };
  const machine = describeMachine();
  console.log(
    `${machine.cores} × ${machine.processor}, ${machine.memoryGibibytes} GiB, ${machine.system}, Node ${machine.node}, ` +
      `fdatasync p50 ${machine.fdatasyncP50Milliseconds.toFixed(2)} ms, p99 ${machine.fdatasyncP99Milliseconds.toFixed(2)} ms`,
  );
  const rows: Row[] = [];
  const add = (more: Row[]): void => {
    rows.push(...more.filter((row) => only.has(row.name)));
    console.error(toTable(more));
  };
  for (const shape of INGEST_SHAPES) {
    const isWanted = only.has(shape.name) || (shape.name === 'ingest' && only.has('stall'));
    if (isWanted && shape.variant.includes(values.variant ?? ''))
      add(await measureIngest(shape, context));
  }
  if (only.has('judging')) add(measureJudging(context));
  if (only.has('late')) add(measureLate(context));
  if (only.has('latency')) add(await measureLatency(context));
  if (only.has('records')) add(await measureRecords(context));
  if (only.has('prediction')) add(measurePrediction(context));
  if (only.has('alarms')) add(measureAlarms(context));
  if (only.has('connect')) add(await measureConnect(context));
  console.log(`\n${toTable(rows)}`);
  if (values.json) fs.writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
}

/** Node writes a profile of each thread when its process ends by itself, as ours do on SIGTERM. */
function profiling(directory: string | undefined): Record<string, string> {
  if (directory === undefined) return {};
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${path.resolve(directory)}` };
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new ConfigurationError(`${name} ${text}: a whole number from 1 on`);
  return value;
}

endOnSignals();
main().catch((error: unknown) => {
  console.error(error instanceof ColdChainError ? `${error.code}: ${error.message}` : error);
  process.exit(1);
});
