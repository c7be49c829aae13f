import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeTelemetry, type TelemetrySample } from '@lenglian/device-messages';
import type { Appender } from '@lenglian/journal';
import {
  appended,
  newEntry,
  temporaryJournal,
  type TemporaryJournal,
} from '@lenglian/journal/testing';
import { MINUTE } from '@lenglian/quantities';
import { AN_INSTANT } from '@lenglian/readings/testing';
import { openJudgeOnDisk, type JudgeOnDisk } from '../testing/judge-on-disk.ts';

const NOWHERE = {
  ...{ version: 1, deviceBindings: [], lotPlacements: [], unitJourneys: [], profiles: [] },
};
const KUQA = { latitudeDegrees: 41.717, longitudeDegrees: 82.962 };

let journal: TemporaryJournal;
let appender: Appender;
let directory: string;
let judge: JudgeOnDisk;

beforeEach(async () => {
  journal = await temporaryJournal();
  appender = await journal.open();
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'positions-'));
  const files = { directory, name: 'judge', journal: journal.reader(), now: AN_INSTANT };
  judge = openJudgeOnDisk(NOWHERE, files);
});
afterEach(async () => {
  judge.close();
  await journal.remove();
  fs.rmSync(directory, { recursive: true });
});

/** A device says one thing of a moment. */
async function say(seq: number, minute: number, sample: Partial<TelemetrySample>): Promise<void> {
  const measuredAt = AN_INSTANT + minute * MINUTE;
  const text = encodeTelemetry({ boot: 1, seq, samples: [{ measuredAt, ...sample }] });
  await appended(appender, newEntry({ deviceId: 'd', receivedAt: AN_INSTANT + MINUTE, text }));
}

describe('where devices are', () => {
  it('is handed on with the commit that took the readings in, late and once', async () => {
    await say(1, 0, { supplyTemperatureCelsius: 0, ...KUQA });
    await say(2, 1, { supplyTemperatureCelsius: 0 });
    await say(3, -60, KUQA);
    await say(3, -60, KUQA);
    judge.settle();
    expect(judge.positions).toEqual([
      { deviceId: 'd', at: AN_INSTANT, ...KUQA },
      { deviceId: 'd', at: AN_INSTANT - 60 * MINUTE, ...KUQA },
    ]);
  });
});
