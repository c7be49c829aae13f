import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addedLotSchema, lotFreshnessSchema, problemSchema } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { toLimitProfile, type Commodity } from '@lenglian/seed-files';
import { aCommodity, CONTRADICTORY } from '@lenglian/seed-files/testing';
import { NOW, ORGANISATION, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { profileEntrySchema } from './profile-schemas.ts';

const PROFILES = '/api/v1/profiles';

let sut: ApiUnderTest;
let quality: Visitor;
beforeAll(async () => {
  sut = await runApi();
  quality = await Visitor.as('quality', sut.url);
});
afterAll(() => sut.close());

const post = (commodity: Commodity, path = PROFILES) =>
  quality.post(path, { ...commodity, validFrom: NOW - HOUR });

describe('limits that contradict each other', () => {
  it.each(CONTRADICTORY)('are refused for $code, at $field', async ({ change, code, field }) => {
    const response = await post(aCommodity(change));
    expect(response.status).toBe(422);
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ code: 'RECORD_REFUSED', findings: [{ code, field }] });
    const [words] = problem.findings ?? [];
    expect(words?.zh).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
    expect(words?.en).toMatch(/^[^{}]*[a-z][^{}]*$/);
  });

  it('are refused of a further version too, and good ones are taken', async () => {
    const response = await post(aCommodity());
    expect(response.status).toBe(200);
    const { id, entry } = profileEntrySchema.parse(await response.json());
    expect(entry).toEqual(aCommodity());
    for (const { change } of CONTRADICTORY.slice(0, 3))
      expect((await post(aCommodity(change), `${PROFILES}/${id}/versions`)).status).toBe(422);
  });

  it('of a profile from before they were looked for leave its goods without an age, no more', async () => {
    const [range] = aCommodity().kinetics;
    if (range?.model !== 'q10') throw new RangeError('the commodity ages by Q10');
    const kinetics = [{ ...range, fromCelsius: 20, toCelsius: 0 }];
    const old = aCommodity({ code: 'PEAR_OLD', kinetics });
    await sut.records.journeys.addMany(
      { id: 'system' },
      { organisationId: ORGANISATION, profiles: [{ ...toLimitProfile(old, 1), details: old }] },
    );
    const admin = await Visitor.as('admin', sut.url);
    const goods = { code: 'LOT-OLD', commodityCode: old.code };
    const added = await admin.post('/api/v1/lots', goods);
    const { lot } = addedLotSchema.parse(await added.json());
    const answer = await quality.get(`/api/v1/lots/${lot.id}/freshness`);
    expect(lotFreshnessSchema.parse(await answer.json()).keepsDaysLeast).toBeNull();
  });
});
