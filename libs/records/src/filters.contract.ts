import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aHandOver } from '@lenglian/goods/testing';
import type { HandOverState } from '@lenglian/goods';
import type { DeviceFilter, OwnedPageRequest, Page, Records, UserFilter } from './records.ts';
import type { LotFilter, RunFilter, UnitFilter } from './journeys/journey-filters.ts';
import { addTestJourneys, testVerdict, TEST_START, TESTER, type TestRecords } from './testing.ts';

const HOUR = 3_600_000;
const LIMIT = 50;

/** What a list asks for beside its page. */
type Asked<Filter> = Omit<Filter, keyof OwnedPageRequest>;

/** What every database must do for whoever looks for something in a list. */
export function describeFilters(open: () => Promise<TestRecords>): void {
  describe('filters of lists', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START, 2);
      await addMore(records);
    });
    afterEach(() => test.dispose());

    const page = { organisationId: 'demo', limit: LIMIT };
    const codes = ({ items }: Page<{ readonly code: string }>) => items.map(({ code }) => code);
    const runs = async (filter: Asked<RunFilter>) =>
      codes(await records.journeys.runs({ ...page, ...filter }));
    const units = async (filter: Asked<UnitFilter>) =>
      codes(await records.journeys.units({ ...page, ...filter }));
    const lots = async (filter: Asked<LotFilter>) =>
      codes(await records.journeys.lots({ ...page, ...filter }));

    it('find runs by service, state, the beginning of their code, and departure', async () => {
      expect(await runs({})).toEqual(['XM-1', 'AB_1', 'AB_2', 'ab_3', 'AB%4']);
      expect(await runs({ serviceCode: 'XINMEI' })).toEqual(['XM-1', 'AB_2']);
      expect(await runs({ serviceCode: 'XINMEI', state: 'active' })).toEqual(['XM-1']);
      expect(await runs({ codePrefix: 'AB_' })).toEqual(['AB_1', 'AB_2']);
      expect(await runs({ codePrefix: 'AB%' })).toEqual(['AB%4']);
      expect(await runs({ codePrefix: 'a' })).toEqual(['ab_3']);
      expect(await runs({ codePrefix: 'XM-12' })).toEqual([]);
      const [departureFrom, departureUntil] = [TEST_START + HOUR, TEST_START + 2 * HOUR];
      expect(await runs({ departureFrom })).toEqual(['AB_1', 'AB_2']);
      expect(await runs({ departureUntil })).toEqual(['XM-1', 'AB_1']);
      expect(await runs({ departureFrom, departureUntil })).toEqual(['AB_1']);
    });

    it('find units by kind, by what they are declared, and by the beginning of their code', async () => {
      expect(await units({ kind: 'tanker' })).toEqual(['TANK', 'TANK/1', 'TANK/2']);
      expect(await units({ codePrefix: 'TANK/' })).toEqual(['TANK/1', 'TANK/2']);
      expect(await units({ state: 'IN_USE', kind: 'reefer' })).toEqual(['UNIT-1', 'UNIT-2']);
      const idOf = async (code: string) =>
        (await records.journeys.unitByCode('demo', code))?.id ?? '';
      const declare = async (
        code: string,
        state: 'EMPTY' | 'LAID_UP' | 'IN_USE',
        validFrom: number,
      ) => records.equipment.declare(TESTER, await idOf(code), { state, validFrom, reason: null });
      await declare('TANK/1', 'EMPTY', TEST_START - HOUR);
      await declare('TANK', 'LAID_UP', TEST_START + HOUR);
      expect(await units({ state: 'EMPTY' })).toEqual(['TANK/1']);
      expect(await units({ state: 'LAID_UP' })).toEqual([]);
      test.clock.advanceTo(TEST_START + HOUR);
      // A part is as its whole is.
      expect(await units({ state: 'LAID_UP' })).toEqual(['TANK', 'TANK/1', 'TANK/2']);
      await declare('TANK', 'IN_USE', TEST_START + HOUR);
      expect(await units({ state: 'IN_USE', kind: 'tanker' })).toHaveLength(3);
      const { items } = await records.journeys.units(page);
      for (const state of ['IN_USE', 'EMPTY', 'LAID_UP'] as const) {
        const expected = items.filter((unit) => unit.state === state);
        expect(await units({ state })).toEqual(expected.map(({ code }) => code));
      }
    });

    it('find lots by goods, waybill, consignee, and the beginning of their code', async () => {
      expect(await lots({ commodityCode: 'GRAPE' })).toEqual(['G-1', 'G-2', 'G-3']);
      expect(await lots({ waybillNumber: 'DD-7' })).toEqual(['G-1', 'G-2']);
      expect(await lots({ consigneeName: '长沙市场' })).toEqual(['G-2', 'G-3']);
      expect(await lots({ consigneeName: '长沙' })).toEqual([]);
      expect(await lots({ codePrefix: 'G-', waybillNumber: 'DD-7' })).toEqual(['G-1', 'G-2']);
      expect(await lots({ codePrefix: 'LOT' })).toEqual(['LOT-1', 'LOT-2']);
      const unitId = (await records.journeys.unitByCode('demo', 'UNIT-1'))?.id;
      expect(await lots({ codePrefix: 'LOT', unitId })).toEqual(['LOT-1']);
    });

    it('cut what they find into pages', async () => {
      const found: string[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 3; pages++) {
        const next = await records.journeys.lots({ ...page, codePrefix: 'G-', limit: 1, cursor });
        found.push(...codes(next));
        cursor = next.nextCursor ?? undefined;
      }
      expect([found, cursor]).toEqual([['G-1', 'G-2', 'G-3'], undefined]);
      const others = { organisationId: 'other', limit: LIMIT };
      expect(codes(await records.journeys.lots({ ...others, codePrefix: 'G-' }))).toEqual([]);
    });

    it('find services by the beginning of their code', async () => {
      const services = async (codePrefix: string) =>
        codes(await records.network.services({ ...page, codePrefix }));
      expect(await services('XIN')).toEqual(['XINMEI']);
      expect(await services('xin')).toEqual([]);
    });

    it('find devices by kind, by whether they are revoked, and by whether they are on a unit', async () => {
      const devices = async (filter: Asked<DeviceFilter>) => {
        const { items } = await records.devices.list({ ...page, ...filter });
        return items.map(({ id }) => id);
      };
      expect(await devices({ kind: 'tanker' })).toEqual(['TNK-1']);
      expect(await devices({ unbound: true })).toEqual(['ROOM-1', 'TNK-1']);
      expect(await devices({ unbound: false })).toEqual(['RFR-1', 'RFR-2']);
      await records.devices.revoke(TESTER, 'RFR-2');
      expect(await devices({ isRevoked: true })).toEqual(['RFR-2']);
      expect(await devices({ isRevoked: false, unbound: false })).toEqual(['RFR-1']);
    });

    it('find users by role and by whether they are disabled', async () => {
      const users = async (filter: Asked<UserFilter>) => {
        const { items } = await records.users.list({ ...page, ...filter });
        return items.map(({ username }) => username);
      };
      expect(await users({ role: 'viewer' })).toEqual(['li', 'zhao']);
      const li = await records.users.findByUsername('li');
      await records.users.change(TESTER, li?.id ?? '', { isDisabled: true });
      expect(await users({ role: 'viewer', isDisabled: true })).toEqual(['li']);
      expect(await users({ isDisabled: false })).toEqual(['wang', 'zhao']);
    });

    it('find alerts by severity, rule and time, the newest first as before', async () => {
      const breach = (number: number, rule: 'BAND_HI' | 'CRIT_HI', severity: 'WARN' | 'CRITICAL') =>
        testVerdict(number, {
          alertId: `alert-${number}`,
          episode: { rule, severity, startedAt: TEST_START + number * HOUR },
        });
      const verdicts = [
        ...[breach(1, 'BAND_HI', 'WARN'), breach(2, 'CRIT_HI', 'CRITICAL')],
        ...[breach(3, 'BAND_HI', 'WARN'), breach(4, 'BAND_HI', 'CRITICAL')],
      ];
      await records.alerts.applyVerdicts(verdicts, TEST_START);
      const alerts = async (filter: object) => {
        const { items } = await records.alerts.list({ limit: LIMIT, newestFirst: true, ...filter });
        return items.map(({ id }) => Number(id.slice(-1)));
      };
      expect(await alerts({ severity: 'CRITICAL' })).toEqual([4, 2]);
      expect(await alerts({ rule: 'BAND_HI' })).toEqual([4, 3, 1]);
      expect(await alerts({ rule: 'BAND_HI', severity: 'WARN', lotId: 'lot-1' })).toEqual([3, 1]);
      const [from, until] = [TEST_START + 2 * HOUR, TEST_START + 4 * HOUR];
      expect(await alerts({ from, until })).toEqual([3, 2]);
    });

    it('find grants by what they are of', async () => {
      const runId = (await records.journeys.runByCode('demo', 'XM-1'))?.id ?? '';
      const lotId = (await records.journeys.lotByCode('demo', 'LOT-1'))?.id ?? '';
      await records.organisations.ensure(TESTER, { id: 'rail', nameZh: '铁路', nameEn: 'Rail' });
      const given = { organisationId: 'demo', granteeOrganisationId: 'rail', legOrdinal: null };
      const valid = { validFrom: TEST_START, validUntil: null };
      await records.grants.add(TESTER, { ...given, ...valid, kind: 'custody', subjectId: runId });
      await records.grants.add(TESTER, { ...given, ...valid, kind: 'consignee', subjectId: lotId });
      const grants = async (filter: { kind?: 'custody' | 'lessor'; subjectId?: string }) => {
        const { items } = await records.grants.list({ ...page, ...filter });
        return items.map(({ subjectId }) => subjectId);
      };
      expect(await grants({ kind: 'custody' })).toEqual([runId]);
      expect(await grants({ kind: 'lessor' })).toEqual([]);
      expect(await grants({ subjectId: lotId })).toEqual([lotId]);
    });

    it('find hand-overs by how they stand, by time, lot, run and unit', async () => {
      const record = async (hours: number, supersedesId?: string) => {
        const handedOverAt = TEST_START - hours * HOUR;
        const reported = { ...aHandOver({ handedOverAt, placeCode: 'KASHGAR' }), runCode: 'XM-1' };
        const handOver = { ...reported, conditions: [], supersedesId };
        return (await records.handOvers.record(TESTER, 'demo', handOver)).handOver.id;
      };
      const ids = [await record(5), await record(4), await record(3)] as const;
      const speaking = (side: 'FROM' | 'TO') => ({ side, organisationId: 'demo' });
      for (const id of ids)
        for (const side of ['FROM', 'TO'] as const)
          await records.handOvers.confirm(TESTER, id, speaking(side));
      await records.handOvers.dispute(TESTER, ids[1], { ...speaking('TO'), reason: '湿' });
      const proposed = await record(2, ids[2]);
      const all = [...ids, proposed];
      const found = async (filter: object) => {
        const { items } = await records.handOvers.list({ ...page, ...filter });
        return items.map(({ id }) => all.indexOf(id));
      };
      const states: Record<HandOverState, number[]> = {
        ...{ CONFIRMED: [0], DISPUTED: [1], SUPERSEDED: [2], PROPOSED: [3] },
      };
      for (const [state, expected] of Object.entries(states)) {
        expect(await found({ state })).toEqual(expected);
        const { items } = await records.handOvers.list(page);
        const stand = items.filter((one) => one.state === state).map(({ id }) => all.indexOf(id));
        expect(stand).toEqual(expected);
      }
      const [from, until] = [TEST_START - 4 * HOUR, TEST_START - 2 * HOUR];
      expect(await found({ from, until })).toEqual([1, 2]);
      const { runId, unitId, lots: handed } = (await records.handOvers.get(proposed)) ?? {};
      expect(await found({ runId, unitId, lotId: handed?.[0]?.lotId, state: 'PROPOSED' })).toEqual([
        3,
      ]);
      expect(await found({ lotId: 'none' })).toEqual([]);
    });
  });
}

async function addMore(records: Records): Promise<void> {
  const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
  const run = (code: string, serviceCode: string, hours: readonly number[]) => ({
    ...{ code, serviceCode, nameZh: code, nameEn: code, state: 'PLANNED' as const },
    legs: hours.map((hour) => ({
      ...leg,
      plannedDepartureAt: TEST_START + hour * HOUR,
      plannedArrivalAt: TEST_START + (hour + 1) * HOUR,
    })),
  });
  const grapes = (code: string, details: object) => {
    return { code, commodityCode: 'GRAPE', quantityKilograms: 1, details };
  };
  await records.journeys.addMany(TESTER, {
    organisationId: 'demo',
    services: [{ code: 'AB', nameZh: '甲', nameEn: 'A', details: {} }],
    runs: [
      ...[run('AB_1', 'AB', [1]), run('AB_2', 'XINMEI', [2, 9])],
      // The departure is that of the first leg, and a run without legs has none.
      ...[run('ab_3', 'AB', []), run('AB%4', 'AB', [])],
    ],
    units: [
      { code: 'TANK', kind: 'tanker' },
      { code: 'TANK/1', kind: 'tanker', wholeUnitCode: 'TANK' },
      { code: 'TANK/2', kind: 'tanker', wholeUnitCode: 'TANK' },
    ],
    devices: [
      { id: 'TNK-1', kind: 'tanker', tokenSha256: '0'.repeat(64) },
      { id: 'ROOM-1', kind: 'room', tokenSha256: '0'.repeat(64) },
    ],
    lots: [
      grapes('G-1', { waybillNumber: 'DD-7' }),
      grapes('G-2', { waybillNumber: 'DD-7', consigneeName: '长沙市场' }),
      grapes('G-3', { consigneeName: '长沙市场' }),
    ],
  });
  for (const [username, role] of [
    ['wang', 'operator'],
    ['li', 'viewer'],
    ['zhao', 'viewer'],
  ] as const)
    await records.users.add(TESTER, {
      ...{ organisationId: 'demo', username, displayName: username, role, passwordHash: '' },
    });
}
