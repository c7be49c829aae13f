import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { VerdictChange } from '@lenglian/breaches';
import { anEpisode } from '@lenglian/breaches/testing';
import { readinessSchema } from '@lenglian/console-contract';
import { HOUR, MINUTE, type Instant } from '@lenglian/quantities';
import { readJourneyBook } from '../live/journey-book.ts';
import { NOW, SILENT_LOG, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
let logged: string[];

beforeEach(async () => {
  logged = [];
  const log = { ...SILENT_LOG, error: (_: object, message: string) => void logged.push(message) };
  sut = await runApi({ log, environment: { CLOCK: 'simulated' } });
});
afterEach(() => sut.close());

async function isSettled(): Promise<boolean> {
  return readinessSchema.parse(await (await fetch(`${sut.url}/api/ready`)).json()).judge.isSettled;
}

/** A box that went silent where a run has a tunnel of 16 minutes; gives until when that is expected. */
async function goSilentInTunnel(): Promise<Instant> {
  const from = NOW - 10 * HOUR;
  const leg = { mode: 'RAIL', fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' } as const;
  const times = { plannedDepartureAt: from, plannedArrivalAt: NOW + 10 * HOUR };
  const tunnel = { code: 'T', nameZh: '隧道', nameEn: 'Tunnel', duration: 16 * MINUTE };
  const { unitIds } = await sut.records.journeys.addMany(
    { id: 'system' },
    {
      organisationId: 'demo',
      runs: [
        {
          ...{ code: 'T', serviceCode: 'XIANGLI', nameZh: 'T', nameEn: 'T', state: 'IN_TRANSIT' },
          ...{ legs: [{ ...leg, ...times }], holes: [{ ...tunnel, afterDeparture: 9.5 * HOUR }] },
        },
      ],
      units: [
        {
          ...{ code: 'T-1', kind: 'reefer' },
          run: { runCode: 'T', position: 1, equipmentGroup: null, from },
        },
      ],
    },
  );
  await sut.api.replaceBook(await readJourneyBook(sut.records, NOW));
  const silence: VerdictChange = {
    ...{ sequence: 1, alertId: 'silence', unitId: unitIds.get('T-1') ?? '', lotId: null },
    ...{ deviceId: null, detectedAt: NOW, isLate: false, isAnnulled: false },
    ...{ mergedIntoId: null, splitFromId: null },
    episode: anEpisode({ rule: 'NO_DATA', startedAt: NOW - 30 * MINUTE }),
  };
  await sut.judge.decide(silence);
  const incident = await sut.records.incidents.get('silence');
  expect(incident).toMatchObject({ severity: 'INFO' });
  return incident?.expectedUntil ?? 0;
}

describe('readiness where a simulator tells the time', () => {
  it('puts down, before it says that all is settled, that silence lasts longer than was expected', async () => {
    sut.clock.advanceTo((await goSilentInTunnel()) + 1);
    await isSettled();
    expect(await sut.records.incidents.get('silence')).toMatchObject({ severity: 'WARN' });
    expect(logged).toEqual([]);
  });

  it('is not settled while that cannot be put down, and says so in the log', async () => {
    const until = await goSilentInTunnel();
    expect(await isSettled()).toBe(true);
    sut.clock.advanceTo(until + 1);
    const database = new DatabaseSync(join(sut.dataDirectory, 'records.sqlite'));
    database.exec('ALTER TABLE incidents RENAME TO lost');
    expect(await isSettled()).toBe(false);
    database.exec('ALTER TABLE lost RENAME TO incidents');
    database.close();
    expect(logged).toEqual(['what time has brought is not put down']);
  });
});
