import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeTelemetry } from '@lenglian/device-messages';
import type { Appender } from '@lenglian/journal';
import {
  appended,
  newEntry,
  temporaryJournal,
  type TemporaryJournal,
} from '@lenglian/journal/testing';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import { loopOver, openJudgeOnDisk, type JudgeOnDisk } from '../testing/judge-on-disk.ts';
import { JudgeLoop } from './judge-loop.ts';
import { Moments } from './moments.ts';
import type { FromJudge } from './thread-messages.ts';

const START: Instant = Date.UTC(2026, 8, 20);
const SINCE = { from: START - 48 * HOUR, until: null };
const profile = aProfile();
const where: PlacementSnapshot = {
  ...{ version: 1, profiles: [profile], unitJourneys: [] },
  deviceBindings: [{ deviceId: 'd', unitId: 'u', ...SINCE }],
  lotPlacements: [{ lotId: 'lot', unitId: 'u', profileId: profile.id, ...SINCE }],
};

let journal: TemporaryJournal;
let appender: Appender;
let directory: string;
let moments: Moments;
let bench: JudgeOnDisk;

beforeEach(async () => {
  journal = await temporaryJournal();
  appender = await journal.open();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'told-time-'));
  moments = new Moments();
  const files = { directory, name: 'judge', journal: journal.reader(), now: START };
  bench = openJudgeOnDisk(where, { ...files, moments });
});
afterEach(async () => {
  bench.close();
  await journal.remove();
  fs.rmSync(directory, { recursive: true });
});

async function tick(minute: number): Promise<void> {
  const nobody = { deviceId: '', organisationId: '', publisherId: '' };
  const receivedAt = START + minute * MINUTE;
  await appended(appender, newEntry({ kind: 'TICK', ...nobody, receivedAt, text: '' }));
}

/** Half an hour that is too warm, told at `START`. */
async function sendWarmth(): Promise<void> {
  const samples = Array.from({ length: 31 }, (_, minute) => ({
    ...{ measuredAt: START - (30 - minute) * MINUTE, cargoProbe1TemperatureCelsius: 6 },
  }));
  const text = encodeTelemetry({ boot: 1, seq: 1, samples });
  await appended(appender, newEntry({ deviceId: 'd', receivedAt: START, text }));
}

describe('a judge that is told the time', () => {
  it('judges a tick by itself, and what was heard after it when somebody says that this is all', async () => {
    await tick(0);
    await sendWarmth();
    expect(bench.judge.step()?.verdicts).toEqual([]);
    expect(bench.judge.now).toBe(START);
    expect(bench.judge.step()).toBeUndefined();
    expect(bench.judge.status().isSettled).toBe(false);
    moments.end(journal.reader().end());
    expect(bench.judge.step()?.verdicts).toHaveLength(1);
    expect(bench.judge.status().isSettled).toBe(true);
  });

  it('judges what was heard before it takes in the next tick', async () => {
    await tick(0);
    await sendWarmth();
    await tick(5);
    expect(bench.judge.step()?.verdicts).toEqual([]);
    expect(bench.judge.step()?.verdicts).toHaveLength(1);
    expect(bench.judge.now).toBe(START);
    bench.judge.step();
    expect(bench.judge.now).toBe(START + 5 * MINUTE);
  });
});

describe(JudgeLoop.name, () => {
  it('goes on with the time that it is told only when the records have what came of it', async () => {
    await tick(0);
    await sendWarmth();
    await tick(5);
    const sent: FromJudge[] = [];
    const send = (message: FromJudge) => void sent.push(message);
    const loop = loopOver(bench, { journal: journal.reader(), moments }, send);
    const ended = loop.run();
    /** Long enough for every step that it may take: it takes one a turn. */
    const letGoOn = async () => {
      for (let turn = 0; turn < 20; turn++) {
        loop.take({ type: 'wake' });
        await nextTurn();
      }
    };
    const told = () => sent.flatMap((message) => (message.type === 'now' ? message.now : []));
    await letGoOn();
    const verdicts = sent.flatMap((one) => (one.type === 'verdicts' ? one.changes : []));
    expect(verdicts).toHaveLength(1);
    expect(told()).toEqual([START]);
    loop.take({ type: 'applied', through: verdicts[0]?.sequence ?? 0 });
    await letGoOn();
    expect(told()).toEqual([START, START + 5 * MINUTE]);
    loop.stop();
    await ended;
  });
});
