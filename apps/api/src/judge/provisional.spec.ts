import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeLotJudge } from '@lenglian/breaches';
import { openLocalStore, type LocalStore } from '@lenglian/history';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { Records } from '@lenglian/records';
import {
  addTestJourneys,
  openTestRecords,
  TESTER,
  TEST_START,
  type TestRecords,
} from '@lenglian/records/testing';
import { alertIdOf } from './alert-id.ts';
import { JudgeStore } from './judge-store.ts';
import { LotBook } from './lot-book.ts';
import { VerdictBook } from './verdict-book.ts';

/** When the box came onto its run; nobody said what is in it. */
const FROM = TEST_START - 10 * HOUR;

let test: TestRecords;
let records: Records;
let unitId: string;
let realId: string;
let directory: string;
let store: JudgeStore;
let localStore: LocalStore;
let lots: LotBook;
let verdicts: VerdictBook;

beforeEach(async () => {
  test = await openTestRecords();
  ({ records } = test);
  await addTestJourneys(records, TEST_START);
  const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
  const times = { plannedDepartureAt: FROM, plannedArrivalAt: TEST_START + 24 * HOUR };
  const service = { code: 'F', nameZh: '忘单', nameEn: 'Forgotten' };
  const added = await records.journeys.addMany(TESTER, {
    organisationId: 'demo',
    services: [{ ...service, details: { commodityCodes: ['PEAR_KORLA'] } }],
    runs: [
      {
        ...service,
        code: 'F-1',
        serviceCode: 'F',
        state: 'IN_TRANSIT',
        legs: [{ ...leg, ...times }],
      },
    ],
    devices: [{ id: 'DEV-F', kind: 'reefer', tokenSha256: '0'.repeat(64) }],
    units: [
      {
        ...{ code: 'FORGOTTEN', kind: 'reefer' },
        run: { runCode: 'F-1', position: 1, equipmentGroup: null, from: FROM },
        devices: [{ deviceId: 'DEV-F', from: FROM }],
      },
    ],
    lots: [{ code: 'REAL', commodityCode: 'PEAR_KORLA', quantityKilograms: 20_000 }],
  });
  unitId = added.unitIds.get('FORGOTTEN') ?? '';
  realId = added.lotIds.get('REAL') ?? '';
  directory = mkdtempSync(join(tmpdir(), 'provisional-'));
  open();
});
afterEach(async () => {
  localStore.close();
  store.close();
  rmSync(directory, { recursive: true });
  await test.dispose();
});

function open(): void {
  store = new JudgeStore(join(directory, 'judge.sqlite'));
  localStore = openLocalStore({
    ...{ database: store.database, directory: join(directory, 'readings') },
    ...{ clock: { now: () => TEST_START }, onPacked: () => undefined },
  });
  lots = new LotBook(localStore, makeLotJudge);
  verdicts = new VerdictBook(store, alertIdOf, 0);
}

/** Cargo a minute from 4 h after loading on, with or without power. */
function hear(minutes: number, celsius: number, powered: boolean): void {
  for (let minute = 0; minute < minutes; minute++) {
    const measuredAt = FROM + 4 * HOUR + minute * MINUTE;
    const measured = { cargoProbe1TemperatureCelsius: celsius, isConnectedToPowerSource: powered };
    const counted = { boot: 1, seq: minute };
    const reading = aReading({ deviceId: 'DEV-F', measuredAt, ...counted, measured });
    store.transaction(() => localStore.append([reading]));
  }
}

/** Judges by what is known now and tells it; the box's alerts as they then are. */
async function told(): Promise<string[]> {
  await records.journeys.settleProvisional();
  lots.place(await records.journeys.placements(), test.clock.now());
  lots.settle();
  const changes = lots.takeChanged().flatMap((lot) => verdicts.compare(lot));
  await records.alerts.applyVerdicts(changes, test.clock.now());
  const { items } = await records.alerts.list({ limit: 100, unitId });
  const stated = items.map(({ rule, lotId, isAnnulled, endedAt }) => {
    const whose = lotId === realId ? 'real' : 'provisional';
    return `${whose} ${rule} ${isAnnulled ? 'annulled' : endedAt === null ? 'lasts' : 'ended'}`;
  });
  return stated.sort();
}

function bind(from: number): Promise<unknown> {
  return records.bindings.correct(TESTER, {
    ...{ organisationId: 'demo', kind: 'lot', subjectId: realId, targetId: unitId },
    ...{ from, until: null },
  });
}

function declareEmpty(): Promise<unknown> {
  const declaration = { state: 'EMPTY', validFrom: FROM, reason: null } as const;
  return records.equipment.declare(TESTER, unitId, declaration);
}

describe('a box whose manifest was forgotten', () => {
  it('raises that nobody knows of its goods, and what these suffer', async () => {
    hear(30, 5, true);
    expect(await told()).toEqual(['provisional BAND_HI lasts', 'provisional NO_LOT lasts']);
  });

  it('is judged by its goods once they are bound, and what was told of others is taken back', async () => {
    hear(30, 5, true);
    await told();
    await bind(FROM);
    const after = [
      'provisional BAND_HI annulled',
      'provisional NO_LOT annulled',
      'real BAND_HI lasts',
    ];
    expect(await told()).toEqual(after);
    expect(await told()).toEqual(after);
  });

  it('takes it back also where the judge was not there to hear of the binding', async () => {
    hear(30, 5, true);
    await told();
    await bind(FROM);
    localStore.close();
    store.close();
    open();
    expect(await told()).toContain('provisional NO_LOT annulled');
  });

  it('takes it back too where the goods came in later: before, it was empty', async () => {
    hear(30, 5, true);
    await told();
    await bind(FROM + 4 * HOUR + 25 * MINUTE);
    expect(await told()).toEqual(['provisional BAND_HI annulled', 'provisional NO_LOT annulled']);
  });

  it('has nothing to say without power: nobody cools anything there', async () => {
    hear(30, 15, false);
    expect(await told()).toEqual([]);
  });

  it('is quiet when it is declared empty', async () => {
    await declareEmpty();
    hear(30, 5, true);
    expect(await told()).toEqual([]);
  });

  it('takes back what was told when it turns out to be empty', async () => {
    hear(30, 5, true);
    await told();
    await declareEmpty();
    expect(await told()).toEqual(['provisional BAND_HI annulled', 'provisional NO_LOT annulled']);
  });
});
