import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MilkSlip } from '@lenglian/goods';
import { aHandOver } from '@lenglian/goods/testing';
import type { NewContact } from '../contacts/contact.ts';
import type { HandOverRecord, NewHandOver } from '../hand-overs/hand-over.ts';
import { InvalidRecordError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, testVerdict, type TestRecords } from '../testing.ts';

const HOUR = 3_600_000;
const SLIP: MilkSlip = {
  ...{ vehiclePlate: '新A12345', transportPermitNumber: 'Z-1', escortName: '李四' },
  ...{ departureTemperatureCelsius: 3.4, arrivalTemperatureCelsius: 3.9 },
  ...{ farmTankTemperatureCelsius: 3.5, milkedAt: null, antibioticTestResult: 'NEGATIVE' },
  ...{ sampleNumber: null, cleaningRecord: 'CIP-1' },
};

/** What every database must do about names of people. */
export function describePersons(open: () => Promise<TestRecords>): void {
  describe('names of people', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
    });
    afterEach(() => test.dispose());

    const orchard = { name: '果园', organisationId: 'demo', personName: '张三' };
    const market = { name: '市场', organisationId: null, personName: null };
    const record = async (change: Partial<NewHandOver> = {}): Promise<HandOverRecord> => {
      const reported = {
        ...aHandOver({ handedOverAt: TEST_START - HOUR, placeCode: null, from: orchard }),
        ...{ to: market, conditions: [], ...change },
      };
      return (await records.handOvers.record(TESTER, 'demo', reported)).handOver;
    };
    const kept = (name: string, organisationId = 'demo', page = {}) =>
      records.persons.kept(TESTER, { organisationId, name, limit: 9, ...page });
    const erase = (name: string, organisationId = 'demo', reason = 'PIPL 47') =>
      records.persons.erase({ ...TESTER, reason }, organisationId, name);
    const audited = async () =>
      (await records.audit.list({ limit: 99, entity: 'person' })).items.map(
        ({ action, entityId, after, reason }) => ({ action, entityId, after, reason }),
      );

    it('are told by hand-over and part, page by page, to their own organisation', async () => {
      const first = await record();
      const to = { ...market, personName: '张三' };
      const second = await record({ to, handedOverAt: TEST_START - 2 * HOUR });
      const at = ({ id, handedOverAt }: HandOverRecord, part: string) => ({
        ...{ in: 'HAND_OVER', handOverId: id, kind: first.kind, handedOverAt, part },
      });
      const { items, nextCursor } = await kept('张三', 'demo', { limit: 2 });
      expect(items).toEqual([at(first, 'FROM'), at(second, 'FROM')]);
      expect(await kept('张三', 'demo', { cursor: nextCursor })).toEqual({
        ...{ items: [at(second, 'TO')], nextCursor: null },
      });
      for (const [name, owner] of [
        ['张', 'demo'],
        ['', 'demo'],
        ['张三', 'others'],
      ] as const)
        expect((await kept(name, owner)).items).toEqual([]);
    });

    it('leave a line in the audit when they are asked for, without a name', async () => {
      await record();
      await kept('张三');
      const [line] = await audited();
      const pseudonym = (await records.persons.pseudonyms('demo'))('张三');
      expect(line).toMatchObject({ action: 'person.export', entityId: pseudonym });
      expect(JSON.stringify(await records.audit.list({ limit: 99 }))).not.toContain('张三');
    });

    it('are erased wherever one person stands, and nothing else is', async () => {
      const { id, ...before } = await record({ kind: 'MILK', milk: SLIP });
      const other = await record({ from: { ...orchard, personName: '王五' } });
      expect(await erase('张三', 'others')).toBe(0);
      expect(await erase('张三')).toBe(1);
      expect(await records.handOvers.get(id)).toEqual({
        ...{ ...before, id, from: { ...orchard, personName: null }, erasedPersons: ['FROM'] },
      });
      expect(await records.handOvers.get(other.id)).toEqual(other);
      expect((await kept('张三')).items).toEqual([]);
      expect(await erase('张三')).toBe(0);
      expect(await erase('新A12345')).toBe(1);
      const pseudonym = (await records.persons.pseudonyms('demo'))('张三');
      expect((await audited())[1]).toEqual({
        ...{ action: 'person.erase', entityId: pseudonym, after: { erased: 1 }, reason: 'PIPL 47' },
      });
      const lines = JSON.stringify(await records.audit.list({ limit: 99 }));
      expect(lines).not.toMatch(/张三|新A12345/);
    });

    it('are not erased for a reason that would keep the name for good', async () => {
      const { id } = await record();
      await expect(erase('张三', 'demo', '张三 asks')).rejects.toBeInstanceOf(InvalidRecordError);
      expect((await records.handOvers.get(id))?.from.personName).toBe('张三');
    });

    it('are erased when their time is over, and counted', async () => {
      const { id, ...before } = await record({ kind: 'MILK', milk: SLIP });
      const young = await record({ handedOverAt: TEST_START - 1 });
      expect(await records.persons.eraseBefore(TESTER, before.handedOverAt)).toBe(0);
      expect(await audited()).toEqual([]);
      expect(await records.persons.eraseBefore(TESTER, before.handedOverAt + 1)).toBe(3);
      expect(await records.handOvers.get(id)).toEqual({
        ...{ ...before, id, from: { ...orchard, personName: null } },
        milk: { ...SLIP, vehiclePlate: '—', escortName: '—' },
        erasedPersons: ['FROM', 'ESCORT', 'VEHICLE_PLATE'],
      });
      expect(await records.handOvers.get(young.id)).toEqual(young);
      const after = { before: before.handedOverAt + 1, erased: 3 };
      expect(await audited()).toMatchObject([{ action: 'person.erase', entityId: '*', after }]);
      expect(await records.persons.eraseBefore(TESTER, before.handedOverAt + 1)).toBe(0);
    });

    it('have pseudonyms: the same for one person, others for others and elsewhere', async () => {
      await record();
      const ours = await records.persons.pseudonyms('demo');
      expect(ours('张三')).toMatch(/^#[0-9A-HJKMNP-TV-Z]{8}$/);
      expect((await records.persons.pseudonyms('demo'))('张三')).toBe(ours('张三'));
      expect(ours('张三丰')).not.toBe(ours('张三'));
      await kept('张三', 'others');
      const theirs = await records.persons.pseudonyms('others');
      expect(theirs('张三')).not.toBe(ours('张三'));
      expect((await records.persons.pseudonyms('nobody'))('张三')).toBe('—');
    });

    const addDriver = async (change: Partial<NewContact> = {}) => {
      const unitId = (await records.journeys.unitByCode('demo', 'UNIT-1'))?.id ?? '';
      return records.contacts.add(TESTER, 'demo', {
        ...{ subjectKind: 'unit', subjectId: unitId, legOrdinal: null, role: 'DRIVER' },
        ...{ name: '买买提', phone: '+8613912345678', language: 'ug' },
        ...{ hours: null, deputyOfId: null, note: null, ...change },
      });
    };

    it('leave whom to call as well, number and all', async () => {
      const driver = await addDriver();
      const actor = { ...TESTER, reason: 'asked for' };
      expect(await records.persons.erase(actor, 'demo', '买买提')).toBe(1);
      expect(await records.contacts.get(driver.id)).toBeUndefined();
    });

    it('are told of whom to call too, in one order with those of hand-overs', async () => {
      const driver = await addDriver({ name: '张三' });
      const { id } = await record();
      const first = await kept('张三', 'demo', { limit: 1 });
      expect(first.items).toEqual([
        {
          ...{ in: 'CONTACT', contactId: driver.id, subjectKind: 'unit', role: 'DRIVER' },
          ...{ subjectId: driver.subjectId, legOrdinal: null, phone: '+8613912345678' },
          ...{ language: 'ug', hours: null, note: null, usedAt: TEST_START },
        },
      ]);
      const rest = await kept('张三', 'demo', { cursor: first.nextCursor });
      expect(rest).toMatchObject({ items: [{ handOverId: id }], nextCursor: null });
      expect((await kept('张三', 'others')).items).toEqual([]);
    });

    it('of whom to call go when nobody has used them for their time, those of a run once it is over', async () => {
      const runId = (await records.journeys.runByCode('demo', 'XM-1'))?.id ?? '';
      const [old, dialled, changed, ofRun] = [
        await addDriver(),
        await addDriver(),
        await addDriver(),
        await addDriver({ subjectKind: 'run', subjectId: runId, role: 'DISPATCHER' }),
      ];
      const deputy = await addDriver({ deputyOfId: old.id });
      test.clock.advanceTo(TEST_START + HOUR);
      for (const { id, deputyOfId } of [changed, deputy]) {
        const { subjectId } = changed;
        const said = { subjectKind: 'unit', subjectId, legOrdinal: null, role: 'DRIVER' } as const;
        await records.contacts.change(TESTER, id, {
          ...{ ...said, name: '阿不都', phone: '+8613912345678', language: 'ug', hours: '白班' },
          ...{ deputyOfId, note: null },
        });
      }
      await records.alerts.applyVerdicts([testVerdict(1)], test.clock.now());
      await records.alerts.noteDialled(TESTER, 'alert-1', dialled.id);
      const forget = () => records.persons.eraseBefore(TESTER, TEST_START + 1);
      expect(await forget()).toBe(1);
      const left = async () =>
        (await records.contacts.list({ organisationId: 'demo', limit: 9 })).items;
      expect((await left()).map(({ id }) => id)).toEqual(
        [dialled, changed, ofRun, deputy].map(({ id }) => id),
      );
      expect(await records.contacts.get(deputy.id)).toMatchObject({ deputyOfId: null });
      const after = { before: TEST_START + 1, erased: 1 };
      expect(await audited()).toMatchObject([{ action: 'person.erase', entityId: '*', after }]);
      for (const state of ['ARRIVED', 'CLOSED'] as const)
        await records.journeys.setRunState(TESTER, runId, state);
      expect(await forget()).toBe(1);
      expect(await records.contacts.get(ofRun.id)).toBeUndefined();
    });
  });
}
