import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditEntrySchema, listOf } from '@lenglian/console-contract';
import { ORGANISATION, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
});
afterAll(() => sut.close());

describe('the audit', () => {
  it('shows nobody the lines of another organisation, whatever they ask for', async () => {
    for (const organisationId of ['other', ORGANISATION]) {
      await sut.records.audit.note(
        { id: 'shell' },
        { organisationId, action: 'lot.note', entity: 'lot', entityId: `of ${organisationId}` },
      );
    }
    const quality = await Visitor.as('quality', sut.url);
    const entityIds = async (query: string) => {
      const response = await quality.get(`/api/v1/audit?${query}`);
      const { items } = listOf(auditEntrySchema).parse(await response.json());
      return items.map(({ entityId }) => entityId);
    };
    const ours = [`of ${ORGANISATION}`];
    expect(await entityIds('entity=lot&limit=1')).toEqual(ours);
    expect(await entityIds('entity=lot&entityId=of%20other')).toEqual([]);
    expect(await entityIds('entity=lot&limit=1&organisationId=other')).toEqual(ours);
  });
});
