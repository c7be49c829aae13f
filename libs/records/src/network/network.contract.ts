import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Place } from '@lenglian/seed-files';
import { NotFoundError, RevisionConflictError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { TESTER, type TestRecords } from '../testing.ts';

const BASIS = { confidence: 'C', source: 'a test' } as const;

/** What every database must do with places and services. */
export function describeNetwork(open: () => Promise<TestRecords>): void {
  describe('the network', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      for (const id of ['ours', 'theirs'])
        await records.organisations.ensure(TESTER, { id, nameZh: id, nameEn: id });
      for (const code of ['A', 'B', 'C'])
        await records.network.addPlace(TESTER, code === 'C' ? 'theirs' : 'ours', aPlace(code));
    });
    afterEach(() => test.dispose());

    const codes = async (query: object) => {
      const { items } = await records.network.places({ limit: 10, ...query });
      return items.map(({ code }) => code);
    };

    it('is listed by owner and role', async () => {
      await records.network.addPlace(TESTER, 'ours', aPlace('P', { roles: ['port', 'node'] }));
      expect(await codes({ organisationId: 'ours' })).toEqual(['A', 'B', 'P']);
      expect(await codes({ organisationId: 'ours', role: 'node' })).toEqual(['P']);
      expect(await codes({ organisationId: 'theirs', role: 'node' })).toEqual([]);
    });

    it('is changed by one of two who saw the same, and says who changed what', async () => {
      const [place] = (await records.network.places({ limit: 1 })).items;
      const id = place?.id ?? '';
      const change = (nameZh: string) =>
        records.network.changePlace({ ...TESTER, ifRevision: 1 }, id, aPlace('A', { nameZh }));
      expect(await change('甲')).toMatchObject({ nameZh: '甲', revision: 2 });
      await expect(change('乙')).rejects.toThrow(RevisionConflictError);
      expect(await records.network.place(id)).toMatchObject({ nameZh: '甲', revision: 2 });
      const trail = await records.audit.list({ limit: 9, entity: 'place', entityId: id });
      expect(trail.items.at(-1)).toMatchObject({
        ...{ action: 'place.change', actor: TESTER.id },
        ...{ before: { nameZh: 'A' }, after: { nameZh: '甲' } },
      });
      await expect(records.network.changePlace(TESTER, 'none', aPlace('A'))).rejects.toThrow(
        NotFoundError,
      );
    });
  });
}

function aPlace(code: string, change: Partial<Place> = {}): Place {
  return {
    ...{ code, nameZh: code, nameEn: code, roles: ['market'], accuracyKilometres: 1, ...BASIS },
    ...{ latitudeDegrees: 1, longitudeDegrees: 2 },
    ...change,
  };
}
