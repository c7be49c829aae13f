export { findPostgres, startPostgres, type RunningPostgres } from './postgres-server.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerdictChange } from '@lenglian/breaches';
import { defaultRules } from '@lenglian/limits';
import { SeededRandom, SimulatedClock, type Instant } from '@lenglian/quantities';
import type { AddedJourneys, NewJourneys, NewProfile } from './journeys/new-journeys.ts';
import { openRecords, RECORDS_FILE } from './open-records.ts';
import type { Actor, Records, UserRecord } from './records.ts';

/** A moment in the season of 新梅: 2026-08-23T00:00:00Z. */
export const TEST_START: Instant = 1_787_443_200_000;

/** Who makes the changes in tests. */
export const TESTER: Actor = { id: 'tester', reason: 'a test' };

/** Records of their own in a new directory, on a simulated clock. */
export interface TestRecords {
  readonly records: Records;
  readonly clock: SimulatedClock;
  readonly dataDirectory: string;
  /** Of the PostgreSQL database; undefined for the embedded one. */
  readonly url: string | undefined;
  /** A further handle on the same database, as another process would have one. */
  readonly openAgain: () => Promise<Records>;
  /** Closes every handle and removes the directory. */
  readonly dispose: () => Promise<void>;
}

let upToDate: Promise<Buffer> | undefined;

/** Puts an empty SQLite file that is up to date into a directory: forty migrations a test are made once. */
export async function copyEmptyRecords(dataDirectory: string): Promise<void> {
  upToDate ??= makeEmptyRecords();
  await writeFile(join(dataDirectory, RECORDS_FILE), await upToDate);
}

async function makeEmptyRecords(): Promise<Buffer> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'lenglian-records-'));
  try {
    const records = await openRecords({ dataDirectory, clock: new SimulatedClock(TEST_START) });
    await records.close();
    return await readFile(join(dataDirectory, RECORDS_FILE));
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
}

/** Opens records on a real SQLite file, or on PostgreSQL by its url; ids are the same every time. */
export async function openTestRecords({
  start = TEST_START,
  url,
}: { readonly start?: Instant; readonly url?: string } = {}): Promise<TestRecords> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'lenglian-records-'));
  if (url === undefined) await copyEmptyRecords(dataDirectory);
  const clock = new SimulatedClock(start);
  const handles: Records[] = [];
  const openAgain = async (): Promise<Records> => {
    const random = new SeededRandom(handles.length + 1);
    const records = await openRecords({ url, dataDirectory, clock, random });
    handles.push(records);
    return records;
  };
  const records = await openAgain();
  return {
    records,
    clock,
    dataDirectory,
    url,
    openAgain,
    async dispose() {
      for (const handle of handles) await handle.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** A profile like that of pears. */
export function testProfile(change: Partial<NewProfile> = {}): NewProfile {
  return {
    code: 'PEAR_KORLA',
    version: 1,
    validFrom: 0,
    nameZh: '库尔勒香梨',
    nameEn: 'Korla fragrant pear',
    thermalState: 'chilled',
    setpoint: 0,
    band: { low: -0.5, high: 2 },
    criticalLow: -1,
    criticalHigh: 8,
    rules: defaultRules('chilled'),
    ...change,
  };
}

/** A run with so many units, each with one device and one lot, since a day before `now`. */
export function testJourneys(now: Instant, units = 2): NewJourneys {
  const from = now - 86_400_000;
  const numbers = Array.from({ length: units }, (_, index) => index + 1);
  const place = (code: string, nameZh: string, nameEn: string) => {
    return { code, nameZh, nameEn, latitudeDegrees: 40, longitudeDegrees: 80, details: { code } };
  };
  const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
  return {
    organisationId: 'demo',
    places: [place('KASHGAR', '喀什', 'Kashgar'), place('WEICHENG', '渭城', 'Weicheng')],
    services: [{ code: 'XINMEI', nameZh: '新梅号', nameEn: 'Xinmei', details: {} }],
    profiles: [testProfile()],
    runs: [
      {
        ...{ code: 'XM-1', serviceCode: 'XINMEI', nameZh: '新梅号', nameEn: 'Xinmei' },
        state: 'IN_TRANSIT',
        legs: [{ ...leg, plannedDepartureAt: from, plannedArrivalAt: now + 86_400_000 }],
      },
    ],
    devices: numbers.map((number) => {
      return { id: `RFR-${number}`, kind: 'reefer', tokenSha256: '0'.repeat(64) };
    }),
    units: numbers.map((number) => ({
      code: `UNIT-${number}`,
      kind: 'reefer',
      run: { runCode: 'XM-1', position: number, equipmentGroup: 1, from },
      devices: [{ deviceId: `RFR-${number}`, from }],
    })),
    lots: numbers.map((number) => ({
      ...{ code: `LOT-${number}`, commodityCode: 'PEAR_KORLA', quantityKilograms: 21_000 },
      placement: { unitCode: `UNIT-${number}`, profileCode: 'PEAR_KORLA', from },
    })),
  };
}

/** Adds them to records, with the organisation `demo`. */
export async function addTestJourneys(
  records: Records,
  now: Instant,
  units = 2,
): Promise<AddedJourneys> {
  await records.organisations.ensure(TESTER, { id: 'demo', nameZh: '演示', nameEn: 'Demo' });
  return records.journeys.addMany(TESTER, testJourneys(now, units));
}

/** Adds an operator, with the organisation `demo`. */
export async function addTestUser(records: Records, username = 'wang'): Promise<UserRecord> {
  await records.organisations.ensure(TESTER, { id: 'demo', nameZh: '演示', nameEn: 'Demo' });
  return records.users.add(TESTER, {
    organisationId: 'demo',
    username,
    displayName: '王',
    role: 'operator',
    passwordHash: 'secret-hash',
  });
}

/** A breach of the band that lasts. */
export function testVerdict(
  sequence: number,
  change: Partial<Omit<VerdictChange, 'episode'>> & {
    readonly episode?: Partial<VerdictChange['episode']>;
  } = {},
): VerdictChange {
  const startedAt = TEST_START - 3_600_000;
  return {
    sequence,
    alertId: 'alert-1',
    lotId: 'lot-1',
    unitId: 'unit-1',
    deviceId: 'RFR-1',
    detectedAt: TEST_START,
    isLate: false,
    isAnnulled: false,
    mergedIntoId: null,
    splitFromId: null,
    ...change,
    episode: {
      rule: 'BAND_HI',
      severity: 'WARN',
      startedAt,
      raisedAt: startedAt + 1_200_000,
      endedAt: null,
      clearedAt: null,
      limit: 2,
      peak: 3,
      signal: 'PROBE',
      degreeMinutes: 20,
      spentMinutes: null,
      isUnverified: false,
      ...change.episode,
    },
  };
}
