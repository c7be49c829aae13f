import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '@lenglian/errors';
import fc from 'fast-check';
import { openRecords, RECORDS_FILE } from './open-records.ts';
import { describeRecords } from './records.contract.ts';
import {
  addTestJourneys,
  openTestRecords,
  testVerdict,
  TESTER,
  type TestRecords,
} from './testing.ts';

describeRecords('SQLite', () => openTestRecords());

/** Many chunks of rows, and the last one not full. */
const THOUSANDS = 2_345;

describe('the SQLite file', () => {
  const opened: TestRecords[] = [];
  const open = async (): Promise<TestRecords> => {
    const test = await openTestRecords();
    opened.push(test);
    return test;
  };
  afterEach(async () => {
    for (const test of opened.splice(0)) await test.dispose();
  });

  it('keeps everything over closing and opening', async () => {
    const { records, clock, dataDirectory, openAgain } = await open();
    await addTestJourneys(records, clock.now());
    const before = await records.journeys.placements();
    expect((await stat(join(dataDirectory, RECORDS_FILE))).isFile()).toBe(true);
    const again = await openAgain();
    expect(await again.journeys.placements()).toEqual(before);
  });

  it('shows another handle the versions with the changes they stand for', async () => {
    const { records, clock, openAgain } = await open();
    const { unitIds } = await addTestJourneys(records, clock.now());
    const shell = await openAgain();
    const versions = async () => [
      await records.devices.accessVersion(),
      await records.journeys.placementsVersion(),
      (await records.devices.configuredSince(0)).version,
    ];
    const before = await versions();
    await shell.devices.addMany(TESTER, [
      {
        ...{ id: 'NEW', organisationId: 'demo', kind: 'reefer', tokenSha256: 'a'.repeat(64) },
        unitId: unitIds.get('UNIT-1') ?? '',
      },
    ]);
    expect(await versions()).toEqual(before.map((version) => version + 1));
    expect((await records.devices.access(before[0])).map(({ deviceId }) => deviceId)).toEqual([
      'NEW',
    ]);
  });

  it('loses no change when two handles write at once', async () => {
    const { records, clock, openAgain } = await open();
    await addTestJourneys(records, clock.now(), 1);
    const shell = await openAgain();
    const before = await records.devices.accessVersion();
    const rotate = (handle: typeof records, times: number) =>
      Array.from({ length: times }, () => handle.devices.rotate(TESTER, 'RFR-1', 'b'.repeat(64)));
    await Promise.all([...rotate(records, 20), ...rotate(shell, 20)]);
    expect(await records.devices.accessVersion()).toBe(before + 40);
  });

  it('is what there is without a url, and a url of something else is refused', async () => {
    const clock = { now: () => 0 };
    const options = { dataDirectory: '/nowhere', clock };
    const other = openRecords({ ...options, url: 'mysql://localhost/records' });
    await expect(other).rejects.toBeInstanceOf(ConfigurationError);
  });

  it('takes thousands of units with devices and lots, and their alerts, at once', async () => {
    const { records, clock } = await open();
    const { unitIds, lotIds } = await addTestJourneys(records, clock.now(), THOUSANDS);
    const units = [...unitIds.values()];
    const lots = [...lotIds.values()];
    const verdicts = units.map((unitId, place) =>
      testVerdict(place + 1, { alertId: `a-${place}`, unitId, lotId: lots[place] ?? '' }),
    );
    for (let start = 0; start < verdicts.length; start += 1_000) {
      await records.alerts.applyVerdicts(verdicts.slice(start, start + 1_000), clock.now());
    }
    expect((await records.journeys.placements()).lotPlacements).toHaveLength(THOUSANDS);
    expect((await records.alerts.list({ limit: 20_000, state: 'live' })).items).toHaveLength(
      THOUSANDS,
    );
  }, 30_000);

  it('ends the same however the outbox of the judge is cut and repeated', async () => {
    const change = fc.record({
      alert: fc.integer({ min: 1, max: 3 }),
      severity: fc.constantFrom('WARN' as const, 'CRITICAL' as const),
      isOver: fc.boolean(),
      isAnnulled: fc.boolean(),
    });
    const outbox = fc.array(change, { minLength: 1, maxLength: 12 });
    const starts = fc.array(fc.nat({ max: 12 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(outbox, starts, async (changes, cuts) => {
        const verdicts = changes.map(({ alert, severity, isOver, isAnnulled }, place) =>
          testVerdict(place + 1, {
            alertId: `alert-${alert}`,
            isAnnulled,
            episode: { severity, peak: place, ...(isOver && { endedAt: 1, clearedAt: 2 }) },
          }),
        );
        const [whole, cut] = [await openTestRecords(), await openTestRecords()];
        try {
          await whole.records.alerts.applyVerdicts(verdicts, whole.clock.now());
          for (const end of [...cuts, verdicts.length].sort((a, b) => a - b)) {
            const start = Math.max(0, end - 4);
            const known = await cut.records.alerts.verdictCursor();
            // As the judge does: again from somewhere at or before the cursor, never beyond it.
            const batch = verdicts.slice(Math.min(start, known), end);
            await cut.records.alerts.applyVerdicts(batch, cut.clock.now());
          }
          const page = { limit: 10 };
          expect(await cut.records.alerts.list(page)).toEqual(
            await whole.records.alerts.list(page),
          );
        } finally {
          await whole.dispose();
          await cut.dispose();
        }
      }),
      { numRuns: 15 },
    );
  }, 30_000);
});
