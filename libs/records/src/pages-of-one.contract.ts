import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OwnedPageRequest, Page, Records } from './records.ts';
import { testProfile, TESTER, testVerdict, type TestRecords } from './testing.ts';

const ORGANISATIONS = ['ours', 'theirs'] as const;
const ROUNDS = [1, 2, 3] as const;

/** What every database must do where several organisations share its tables. */
export function describePagesOfOne(open: () => Promise<TestRecords>): void {
  describe('lists of one organisation among several', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addInTurns(records, test.clock.now());
    });
    afterEach(() => test.dispose());

    it('are full pages of its own, to the last one', async () => {
      const { journeys, devices, alerts, audit, users } = records;
      const lists: Record<string, (page: OwnedPageRequest) => Promise<Page<{ id: string }>>> = {
        runs: (page) => journeys.runs(page),
        units: (page) => journeys.units(page),
        lots: (page) => journeys.lots(page),
        devices: (page) => devices.list(page),
        alerts: (page) => alerts.list(page),
        users: (page) => users.list(page),
        activeRuns: (page) => journeys.runs({ ...page, state: 'active' }),
        newestAlerts: (page) => alerts.list({ ...page, newestFirst: true, state: 'live' }),
        audit: (page) => audit.list({ ...page, entity: 'run' }),
      };
      for (const [name, list] of Object.entries(lists)) {
        const first = await list({ organisationId: 'ours', limit: 2 });
        const cursor = first.nextCursor ?? undefined;
        const last = await list({ organisationId: 'ours', limit: 2, cursor });
        const sizes = [first.items.length, last.items.length, last.nextCursor];
        expect({ name, sizes }).toEqual({ name, sizes: [2, 1, null] });
        expect(JSON.stringify([first, last])).not.toContain('theirs');
        const ids = [...first.items, ...last.items].map(({ id }) => id);
        expect({ name, count: new Set(ids).size }).toEqual({ name, count: 3 });
      }
    });

    it('hold only its own profiles and bindings', async () => {
      expect(await records.journeys.profiles('ours')).toHaveLength(1);
      expect(await records.journeys.profiles()).toHaveLength(2);
      const of = { kind: 'device', subjectId: 'theirs-D-1' } as const;
      expect(await records.bindings.list({ ...of, organisationId: 'theirs' })).toHaveLength(1);
      expect(await records.bindings.list({ ...of, organisationId: 'ours' })).toEqual([]);
    });
  });
}

/** Every second row of every table is the other organisation's: three of each kind for both. */
async function addInTurns(records: Records, now: number): Promise<void> {
  const from = now - 86_400_000;
  for (const id of ORGANISATIONS) {
    await records.organisations.ensure(TESTER, { id, nameZh: id, nameEn: id });
    await records.journeys.addMany(TESTER, {
      organisationId: id,
      services: [{ code: `${id}-S`, nameZh: '新梅号', nameEn: 'Xinmei', details: {} }],
      profiles: [testProfile({ code: `${id}-P` })],
    });
  }
  let sequence = 0;
  for (const round of ROUNDS) {
    for (const organisationId of ORGANISATIONS) {
      const code = (kind: string) => `${organisationId}-${kind}-${round}`;
      const run = { runCode: code('R'), position: 1, equipmentGroup: 1, from };
      const { unitIds, lotIds } = await records.journeys.addMany(TESTER, {
        organisationId,
        runs: [
          {
            ...{ code: code('R'), serviceCode: `${organisationId}-S`, nameZh: '号', nameEn: 'N' },
            ...{ state: 'IN_TRANSIT', legs: [] },
          },
        ],
        devices: [{ id: code('D'), kind: 'reefer', tokenSha256: '0'.repeat(64) }],
        units: [{ code: code('U'), kind: 'reefer', run, devices: [{ deviceId: code('D'), from }] }],
        lots: [
          {
            ...{ code: code('L'), commodityCode: `${organisationId}-P`, quantityKilograms: 1 },
            placement: { unitCode: code('U'), profileCode: `${organisationId}-P`, from },
          },
        ],
      });
      await records.users.add(TESTER, {
        ...{ organisationId, username: code('W'), displayName: code('W') },
        ...{ role: 'viewer', passwordHash: '' },
      });
      const verdict = testVerdict(++sequence, {
        ...{ alertId: code('A'), deviceId: code('D') },
        ...{ unitId: unitIds.get(code('U')) ?? '', lotId: lotIds.get(code('L')) ?? '' },
      });
      await records.alerts.applyVerdicts([verdict], now);
    }
  }
}
