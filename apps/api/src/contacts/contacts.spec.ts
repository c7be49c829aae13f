import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contactSchema, problemSchema } from '@lenglian/console-contract';
import { Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
let operator: Visitor;
let viewer: Visitor;
let id: string;
const PHONE = '+8613912345678';

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  viewer = await Visitor.as('viewer', sut.url);
  const answer = await operator.post('/api/v1/contacts', aContact());
  ({ id } = contactSchema.parse(await answer.json()));
});
afterAll(() => sut.close());

const aContact = (change: object = {}) => ({
  ...{ subjectKind: 'unit', subjectId: sut.ids.unitIds[0], role: 'DRIVER' },
  ...{ name: '买买提·艾力', phone: PHONE, language: 'ug' },
  ...change,
});

describe('whom to call', () => {
  it('is told with masked number, and the name by role', async () => {
    const path = `/api/v1/contacts?subjectKind=unit&subjectId=${sut.ids.unitIds[0]}`;
    const shown = async (visitor: Visitor) => (await visitor.get(path)).json();
    expect(await shown(operator)).toMatchObject({
      items: [{ id, name: '买买提·艾力', phone: '+86*****78', language: 'ug' }],
    });
    expect(await shown(viewer)).toMatchObject({
      items: [{ name: expect.stringMatching(/^#[0-9A-Z]{8}$/), phone: '+86*****78' }],
    });
  });

  it('is dialled about a live alert only, and that is on record without the number', async () => {
    const verdict = aVerdict(sut, { sequence: 1 });
    await sut.judge.decide(verdict);
    const dial = (visitor: Visitor, alertId: string) =>
      visitor.post(`/api/v1/contacts/${id}/dial`, { alertId });
    expect(await (await dial(operator, verdict.alertId)).json()).toEqual({ phone: PHONE });
    expect((await dial(viewer, verdict.alertId)).status).toBe(403);
    expect((await dial(operator, 'no-such-alert')).status).toBe(404);
    const other = { alertId: `${verdict.alertId.slice(0, -1)}9`, unitId: sut.ids.unitIds[1] };
    await sut.judge.decide(aVerdict(sut, { sequence: 2, ...other }));
    expect((await dial(operator, other.alertId)).status).toBe(403);
    const [line] = (
      await sut.records.audit.list({ limit: 1, newestFirst: true, entity: 'contact' })
    ).items;
    expect(line).toMatchObject({ action: 'contact.dial', after: { alertId: verdict.alertId } });
    const annulled = aVerdict(sut, { sequence: 3, isAnnulled: true });
    await sut.judge.decide(annulled);
    expect((await dial(operator, verdict.alertId)).status).toBe(403);
  });

  it('is refused without a number that a telephone can dial', async () => {
    const answer = await operator.post('/api/v1/contacts', aContact({ phone: '139-1234' }));
    expect(problemSchema.parse(await answer.json()).errors).toMatchObject([{ path: 'phone' }]);
  });

  it('is gone once removed', async () => {
    const answer = await operator.post('/api/v1/contacts', aContact({ name: '临时' }));
    const added = contactSchema.parse(await answer.json());
    const path = `/api/v1/contacts/${added.id}`;
    expect((await operator.post(`${path}/remove`)).status).toBe(200);
    expect((await operator.get(path)).status).toBe(404);
  });
});
