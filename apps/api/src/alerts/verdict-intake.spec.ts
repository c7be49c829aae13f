import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Records } from '@lenglian/records';
import type { Log } from '../log.ts';
import { NOW, SILENT_LOG, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';
import { VerdictIntake, VerdictIntakeStoppedError } from './verdict-intake.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
});
afterAll(() => sut.close());

function intakeOver(alerts: Partial<Records['alerts']>, log: Log = SILENT_LOG): VerdictIntake {
  const records = { ...sut.records, alerts: { ...sut.records.alerts, ...alerts } };
  return new VerdictIntake(records, sut.api.live.news, { now: () => NOW }, log);
}

describe(VerdictIntake.name, () => {
  it('never lets the judge forget what comes after it was stopped', async () => {
    const intake = intakeOver({});
    await intake.stop();
    await expect(intake.take([aVerdict(sut, { sequence: 1 })])).rejects.toBeInstanceOf(
      VerdictIntakeStoppedError,
    );
    expect(await sut.records.alerts.verdictCursor()).toBe(0);
  });

  it('refuses what the records did not take before it was stopped', async () => {
    let hasFailed = (): void => undefined;
    const failed = new Promise<void>((resolve) => (hasFailed = resolve));
    const refuse = () => Promise.reject(new RangeError('the disk is full'));
    const log = { ...SILENT_LOG, error: () => hasFailed() };
    const intake = intakeOver({ applyVerdicts: refuse }, log);
    const taken = intake.take([aVerdict(sut, { sequence: 1 })]);
    await failed;
    const stopped = intake.stop();
    await expect(taken).rejects.toBeInstanceOf(VerdictIntakeStoppedError);
    await stopped;
  });

  it('lets what is being applied come to its end before it has stopped', async () => {
    const intake = intakeOver({});
    const taken = intake.take([aVerdict(sut, { sequence: 1 })]);
    await intake.stop();
    expect(await sut.records.alerts.verdictCursor()).toBe(1);
    await expect(taken).resolves.toBeUndefined();
  });
});

describe('closing the api', () => {
  it('stops the judge first, and takes what it hands on until then', async () => {
    const closing = await runApi();
    let lastWords: Promise<void> | undefined;
    let cursor: number | undefined;
    closing.judge.stop = async () => {
      lastWords = closing.judge.decide(aVerdict(closing, { sequence: 1 }));
      await lastWords;
      cursor = await closing.records.alerts.verdictCursor();
    };
    await closing.close();
    await expect(lastWords).resolves.toBeUndefined();
    expect(cursor).toBe(1);
    await expect(closing.judge.decide(aVerdict(closing, { sequence: 2 }))).rejects.toBeInstanceOf(
      VerdictIntakeStoppedError,
    );
  });
});
