import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryJournal, type TemporaryJournal } from '@lenglian/journal/testing';
import type { Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import { loopOver, openJudgeOnDisk, type JudgeOnDisk } from '../testing/judge-on-disk.ts';
import { JudgeLoop } from './judge-loop.ts';

const START: Instant = Date.UTC(2026, 8, 20);
const nowhere: PlacementSnapshot = {
  ...{ version: 1, profiles: [], unitJourneys: [] },
  ...{ deviceBindings: [], lotPlacements: [] },
};
const fleet = Array.from({ length: 1_000 }, (_, number) => `d${number}`);

let journal: TemporaryJournal;
let directory: string;
let bench: JudgeOnDisk;
let loop: JudgeLoop;
/** Ids of the devices in each piece that was told. */
let pieces: string[][];

beforeEach(async () => {
  journal = await temporaryJournal();
  const appender = await journal.open();
  await appender.close();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'judge-loop-'));
  const reader = journal.reader();
  bench = openJudgeOnDisk(nowhere, { directory, name: 'judge', journal: reader, now: START });
  pieces = [];
  loop = loopOver(bench, { journal: reader }, (message) => {
    if (message.type === 'devices') pieces.push(message.updates.map(({ deviceId }) => deviceId));
  });
});
afterEach(async () => {
  bench.close();
  await journal.remove();
  fs.rmSync(directory, { recursive: true });
});

/** Long enough for every step that it may take: it takes one a turn. */
async function letGoOn(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    loop.take({ type: 'wake' });
    await nextTurn();
  }
}

describe(JudgeLoop.name, () => {
  it('tells what changed of a fleet in pieces, each when the last was taken, and each change once', async () => {
    for (const deviceId of fleet) bench.judge.devices.received(deviceId, START);
    const ended = loop.run();
    for (let told = 1; told <= 3; told++) {
      await letGoOn();
      expect(pieces).toHaveLength(told);
      loop.take({ type: 'devicesTaken' });
    }
    await letGoOn();
    expect(pieces.flat()).toEqual(fleet);
    loop.stop();
    await ended;
    expect(pieces.flat()).toEqual(fleet);
  });

  it('tells what is left when it is stopped, though nobody says any more that he took a piece', async () => {
    for (const deviceId of fleet) bench.judge.devices.received(deviceId, START);
    const ended = loop.run();
    await letGoOn();
    bench.judge.devices.received('d0', START + 1);
    loop.stop();
    await ended;
    expect(pieces.flat()).toEqual([...fleet, 'd0']);
  });
});
