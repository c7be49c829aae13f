import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where the figures were made: without it they mean nothing. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGibibytes: number;
  readonly node: string;
  readonly system: string;
  /** Of one 4 KiB append to a file, in milliseconds. */
  readonly fdatasyncP50Milliseconds: number;
  readonly fdatasyncP99Milliseconds: number;
}

const SYNCS = 300;

export function describeMachine(): Machine {
  const syncs = timeSyncs();
  return {
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGibibytes: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    system: `${os.type()} ${os.release()}`,
    fdatasyncP50Milliseconds: syncs[Math.floor(SYNCS * 0.5)] ?? Number.NaN,
    fdatasyncP99Milliseconds: syncs[Math.floor(SYNCS * 0.99)] ?? Number.NaN,
  };
}

function timeSyncs(): number[] {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'lenglian-sync-'));
  const file = fs.openSync(path.join(directory, 'probe'), 'w');
  const block = Buffer.alloc(4096, 1);
  const times: number[] = [];
  for (let i = 0; i < SYNCS; i++) {
    fs.writeSync(file, block);
    const began = performance.now();
    fs.fdatasyncSync(file);
    times.push(performance.now() - began);
  }
  fs.closeSync(file);
  fs.rmSync(directory, { recursive: true });
  return times.sort((a, b) => a - b);
}
