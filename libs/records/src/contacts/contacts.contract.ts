import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InvalidRecordError, NotFoundError, RevisionConflictError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import type { NewContact } from './contact.ts';

/** What every database must do with whom to call. */
export function describeContacts(open: () => Promise<TestRecords>): void {
  describe('contacts', () => {
    let test: TestRecords;
    let records: Records;
    let runId: string;
    let unitId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      const added = await addTestJourneys(records, TEST_START);
      runId = added.runIds.get('XM-1') ?? '';
      unitId = added.unitIds.get('UNIT-1') ?? '';
    });
    afterEach(() => test.dispose());

    const aDriver = (change: Partial<NewContact> = {}): NewContact => ({
      ...{ subjectKind: 'unit', subjectId: unitId, legOrdinal: null, role: 'DRIVER' },
      ...{ name: '买买提', phone: '+8613912345678', language: 'ug', hours: null },
      ...{ deputyOfId: null, note: null },
      ...change,
    });
    const add = (change: Partial<NewContact> = {}, organisationId = 'demo') =>
      records.contacts.add(TESTER, organisationId, aDriver(change));
    const listed = async (subjectId: string) =>
      (await records.contacts.list({ organisationId: 'demo', subjectId, limit: 9 })).items;

    it('are found by what they are called about, deputies too', async () => {
      const driver = await add();
      const deputy = await add({ name: '阿不都', deputyOfId: driver.id });
      await add({ subjectKind: 'leg', subjectId: runId, legOrdinal: 0, role: 'DISPATCHER' });
      await add({ subjectKind: 'organisation', subjectId: 'demo', role: 'OTHER' });
      expect(await listed(unitId)).toEqual([driver, deputy]);
      expect(await listed(runId)).toMatchObject([{ role: 'DISPATCHER', legOrdinal: 0 }]);
    });

    it("are of something that is there and one's own", async () => {
      await expect(add({ subjectId: 'nothing' })).rejects.toThrow(NotFoundError);
      await expect(add({}, 'other')).rejects.toThrow(NotFoundError);
      await expect(add({ legOrdinal: 0 })).rejects.toThrow(InvalidRecordError);
      const leg = { subjectKind: 'leg', subjectId: runId } as const;
      await expect(add({ ...leg, legOrdinal: 7 })).rejects.toThrow(NotFoundError);
      await expect(add(leg)).rejects.toThrow(InvalidRecordError);
      await expect(add({ deputyOfId: 'nobody' })).rejects.toThrow(NotFoundError);
    });

    it('change and go, without a name or a number in the audit', async () => {
      const driver = await add();
      const deputy = await add({ name: '阿不都', deputyOfId: driver.id });
      const change = (ifRevision: number) => {
        const actor = { ...TESTER, ifRevision };
        return records.contacts.change(actor, driver.id, aDriver({ hours: '白班' }));
      };
      expect(await change(1)).toMatchObject({ hours: '白班', revision: 2 });
      await expect(change(1)).rejects.toThrow(RevisionConflictError);
      await records.contacts.remove(TESTER, driver.id);
      expect(await listed(unitId)).toEqual([{ ...deputy, deputyOfId: null }]);
      const audit = await records.audit.list({ limit: 99, entity: 'contact' });
      expect(audit.items.map(({ action }) => action)).toEqual([
        ...['contact.add', 'contact.add', 'contact.change', 'contact.remove'],
      ]);
      expect(JSON.stringify(audit)).not.toMatch(/买买提|阿不都|13912345678/);
    });
  });
}
