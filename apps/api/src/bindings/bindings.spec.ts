import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  bindingSchema,
  correctedBindingSchema,
  listOf,
  problemSchema,
} from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const SYSTEM = { id: 'system' };

let sut: ApiUnderTest;
let quality: Visitor;

beforeAll(async () => {
  sut = await runApi();
  quality = await Visitor.as('quality', sut.url);
});
afterAll(() => sut.close());

async function bindings(query: string) {
  const response = await quality.get(`/api/v1/bindings?kind=device&${query}`);
  return listOf(bindingSchema).parse(await response.json()).items;
}

describe('the bindings of a device', () => {
  it('are corrected in the past with a reason, and what was believed before is still told', async () => {
    const [unit, other] = sut.ids.unitIds;
    sut.clock.advanceTo(NOW + HOUR);
    const correction = {
      ...{ kind: 'device', subjectId: 'REEFER-1', targetId: other, reason: '装错箱' },
      ...{ from: NOW - 3 * HOUR, until: NOW - HOUR },
    };
    const response = await quality.post('/api/v1/bindings', correction);
    const { binding } = correctedBindingSchema.parse(await response.json());
    expect(binding).toMatchObject({ targetId: other, recordedAt: NOW + HOUR });
    const now = await bindings('subjectId=REEFER-1');
    expect(now.map(({ targetId }) => targetId)).toEqual([unit, other, unit]);
    const then = await bindings(`subjectId=REEFER-1&asOf=${NOW}`);
    expect(then).toMatchObject([{ targetId: unit, until: null, supersededAt: NOW + HOUR }]);
    const audit = await sut.records.audit.list({ limit: 1, newestFirst: true });
    expect(audit.items[0]).toMatchObject({ action: 'device.bind', reason: '装错箱' });
  });

  it('of goods put nothing into a unit that is laid up, unless that has happened', async () => {
    const units = [{ code: 'BOX-9', kind: 'reefer' as const }];
    const added = await sut.records.journeys.addMany(SYSTEM, { organisationId: 'demo', units });
    const targetId = added.unitIds.get('BOX-9') ?? '';
    const laidUp = { state: 'LAID_UP', validFrom: NOW, reason: null } as const;
    await sut.records.equipment.declare(SYSTEM, targetId, laidUp);
    const from = NOW + HOUR;
    const put = { kind: 'lot', subjectId: sut.ids.lotIds[0], targetId, from, reason: '倒箱' };
    const refused = await quality.post('/api/v1/bindings', put);
    const { code, findings } = problemSchema.parse(await refused.json());
    expect([refused.status, code]).toEqual([422, 'RECORD_REFUSED']);
    expect(findings).toMatchObject([{ code: 'UNIT_LAID_UP', field: 'targetId' }]);
    const response = await quality.post('/api/v1/bindings', { ...put, hasHappened: true });
    const { binding, warnings } = correctedBindingSchema.parse(await response.json());
    expect(binding).toMatchObject({ targetId });
    expect(warnings).toMatchObject([{ code: 'UNIT_LAID_UP', severity: 'WARN' }]);
  });

  it('are asked for by subject or by target, and corrected only with a reason', async () => {
    expect((await quality.get('/api/v1/bindings?kind=device')).status).toBe(400);
    const correction = { kind: 'device', subjectId: 'REEFER-1', targetId: null, from: NOW };
    expect((await quality.post('/api/v1/bindings', correction)).status).toBe(400);
    const viewer = await Visitor.as('viewer', sut.url);
    const withReason = { ...correction, reason: 'x' };
    expect((await viewer.post('/api/v1/bindings', withReason)).status).toBe(403);
    const unknown = { ...withReason, subjectId: 'NONE' };
    expect((await quality.post('/api/v1/bindings', unknown)).status).toBe(404);
  });
});
