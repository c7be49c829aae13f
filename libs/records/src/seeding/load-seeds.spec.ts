import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SeedFileError, shelfLifeModelIn, type Place } from '@lenglian/seed-files';
import { UNISSUED_TOKEN_SHA256 } from '../accounts/tokens.ts';
import type { Records } from '../records.ts';
import { openTestRecords, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import { loadSeeds } from './load-seeds.ts';
import { readSeeds } from './read-seeds.ts';

const SEEDS = join(import.meta.dirname, '../../../../seeds');
const MINUTE = 60_000;

describe('the seeds', () => {
  let test: TestRecords;
  beforeEach(async () => {
    test = await openTestRecords();
  });
  afterEach(() => test.dispose());

  it('bring the two trains and the try-out, under way', async () => {
    const { records } = test;
    await loadSeeds(records, SEEDS, TEST_START);
    const runs = await records.journeys.runs({ limit: 10, state: 'active' });
    const units = await Promise.all(
      runs.items.map(async ({ id, nameZh }) => {
        const page = await records.journeys.units({ limit: 50, runId: id });
        return [nameZh, page.items.length];
      }),
    );
    expect(Object.fromEntries(units)).toEqual({ 新梅号: 32, 香梨号: 21, 试用: 1 });
    for (const { legs } of runs.items) {
      expect(legs[0]?.plannedDepartureAt).toBeLessThan(TEST_START);
      expect(legs.at(-1)?.plannedArrivalAt).toBeGreaterThan(TEST_START);
    }
  });

  it('place every lot and bind every device before the history begins', async () => {
    const { records } = test;
    await loadSeeds(records, SEEDS, TEST_START);
    const { deviceBindings, lotPlacements, profiles } = await records.journeys.placements();
    expect([deviceBindings.length, lotPlacements.length, profiles.length]).toEqual([54, 54, 20]);
    const ready = deviceBindings.filter(({ deviceId }) => deviceId === 'MY-FIRST-REEFER');
    expect(ready).toHaveLength(1);
    expect(lotPlacements.some(({ unitId }) => unitId === ready[0]?.unitId)).toBe(true);
    const trains = deviceBindings.filter(({ deviceId }) => deviceId !== 'MY-FIRST-REEFER');
    const historyBegins = TEST_START - 8_640 * MINUTE;
    expect(trains.every(({ from }) => from <= historyBegins)).toBe(true);
    const access = await records.devices.access();
    expect(access.every(({ tokenSha256 }) => tokenSha256 === UNISSUED_TOKEN_SHA256)).toBe(true);
  });

  it('know how fast every commodity ages but two', async () => {
    const { records } = test;
    await loadSeeds(records, SEEDS, TEST_START);
    const without: string[] = [];
    for (const { id, code } of await records.journeys.profiles())
      if (shelfLifeModelIn(await records.journeys.profileDetails(id)) === null) without.push(code);
    expect(without.sort()).toEqual(['CRAB_LIVE', 'JUJUBE_DRY']);
  });

  it('change nothing when they are loaded again, even later', async () => {
    const { records, clock } = test;
    await loadSeeds(records, SEEDS, TEST_START);
    const before = await records.journeys.placements();
    const audit = await records.audit.list({ limit: 1, newestFirst: true });
    clock.advanceTo(TEST_START + MINUTE);
    const again = await loadSeeds(records, SEEDS, TEST_START + MINUTE);
    expect(Object.values(again).every((count) => count === 0)).toBe(true);
    expect(await records.journeys.placements()).toEqual(before);
    expect(await records.audit.list({ limit: 1, newestFirst: true })).toEqual(audit);
  });

  it('say whom to call about every simulated train, by leg, once', async () => {
    const { records } = test;
    await loadSeeds(records, SEEDS, TEST_START);
    const before = await contactsOf(records);
    const { items: runs } = await records.journeys.runs({ limit: 10 });
    for (const { code, id, legs } of runs) {
      const legsCalled = new Set(
        before.flatMap(({ subjectId, legOrdinal }) => (subjectId === id ? [legOrdinal] : [])),
      );
      const all = new Set([null, ...legs.keys()]);
      expect(legsCalled).toEqual(code === 'TRY-1' ? new Set() : all);
    }
    const deputy = before.find(({ deputyOfId }) => deputyOfId !== null);
    expect(before.find(({ id }) => id === deputy?.deputyOfId)?.role).toBe('DISPATCHER');
    expect(before.every(({ phone }) => /^\+86000\d{8}$/.test(phone))).toBe(true);
    await loadSeeds(records, SEEDS, TEST_START + MINUTE);
    expect(await contactsOf(records)).toEqual(before);
  });

  it('leave alone whom people changed or removed', async () => {
    const { records } = test;
    await loadSeeds(records, SEEDS, TEST_START);
    const [changed, removed] = await contactsOf(records);
    if (!changed || !removed) throw new RangeError('the seeds have contacts');
    const { subjectKind, subjectId, legOrdinal, role, name, language } = changed;
    await records.contacts.change(TESTER, changed.id, {
      ...{ subjectKind, subjectId, legOrdinal, role, name, language },
      ...{ phone: '+8613912345678', hours: null, deputyOfId: null, note: null },
    });
    await records.contacts.remove(TESTER, removed.id);
    const before = await contactsOf(records);
    await loadSeeds(records, SEEDS, TEST_START);
    expect(await contactsOf(records)).toEqual(before);
  });

  it('are followed by places and services that nobody has changed', async () => {
    const { records } = test;
    const folder = await mkdtemp(join(tmpdir(), 'lenglian-seeds-'));
    await cp(SEEDS, folder, { recursive: true });
    await loadSeeds(records, folder, TEST_START);
    const codes = ['KASHGAR', 'WEICHENG'];
    const find = async () =>
      (await records.journeys.places()).filter(({ code }) => codes.includes(code));
    const [touched, untouched] = await find();
    if (!touched || !untouched) throw new RangeError('the seeds have both places');
    const place = { ...(touched.details as Place), nameZh: '我们的喀什' };
    await records.network.changePlace(TESTER, touched.id, place);
    const file = join(folder, 'places.json');
    const text = (await readFile(file, 'utf8')).replaceAll(
      '"accuracyKilometres": 2,',
      '"accuracyKilometres": 1,',
    );
    await writeFile(file, text);
    expect((await loadSeeds(records, folder, TEST_START)).followed).toBeGreaterThan(1);
    expect(await find()).toMatchObject([
      { nameZh: '我们的喀什', isSeeded: false, details: { accuracyKilometres: 2 } },
      { isSeeded: true, details: { accuracyKilometres: 1 } },
    ]);
    await rm(folder, { recursive: true });
  });

  it('come without the simulated trains, and whom to call about them, when no fleet plays them', async () => {
    const { records } = test;
    await loadSeeds(records, SEEDS, TEST_START, { withSimulatedRuns: false });
    const runs = await records.journeys.runs({ limit: 10 });
    expect(runs.items.map(({ code }) => code)).toEqual(['TRY-1']);
    expect(await contactsOf(records)).toEqual([]);
    const added = await loadSeeds(records, SEEDS, TEST_START);
    expect(added).toMatchObject({ profiles: 0, runs: 2, units: 53 });
  });
});

async function contactsOf(records: Records) {
  return (await records.contacts.list({ organisationId: 'demo', limit: 99 })).items;
}

describe('seed files that do not fit', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenglian-seeds-'));
    await cp(SEEDS, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function change(name: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(folder, name), text.replaceAll(from, to));
  }

  it('name a place that nobody knows', async () => {
    await change('runs/try-out.json', '"toPlaceCode": "URUMQI"', '"toPlaceCode": "ATLANTIS"');
    await expect(readSeeds(folder)).rejects.toThrow('runs: TRY-1: nothing has code ATLANTIS');
  });

  it('use a container twice', async () => {
    await change('runs/try-out.json', 'XJLU3003014', 'XJLU3002018');
    await expect(readSeeds(folder)).rejects.toThrow('units: XJLU3002018 is there twice');
  });

  it('say whom to call about a run that nobody simulates', async () => {
    await change('runs/xiangli-kuqa-huaihua.json', '"isSimulated": true', '"isSimulated": false');
    const faults = await readSeeds(folder).catch(String);
    expect(faults).toContain('runs: XL-DEMO-1: contacts of a run that nobody simulates');
    expect(faults).toContain('runs: XL-DEMO-1: legs[0].contacts of a run that nobody simulates');
  });

  it('set a critical low too near to freezing', async () => {
    const text = await readFile(join(folder, 'commodities.json'), 'utf8');
    const file = JSON.parse(text) as { commodities: { criticalLowCelsius: { value: number } }[] };
    const [pear] = file.commodities;
    if (pear) pear.criticalLowCelsius.value = -1.3;
    await writeFile(join(folder, 'commodities.json'), JSON.stringify(file));
    await expect(readSeeds(folder)).rejects.toThrow(
      'PEAR_KORLA: CRITICAL_LOW_TOO_NEAR_FREEZING at criticalLowCelsius: -1.3 (bound -1)',
    );
  });

  it('are missing', async () => {
    await rm(join(folder, 'places.json'));
    await expect(readSeeds(folder)).rejects.toBeInstanceOf(SeedFileError);
  });
});
