import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema, unitSchema } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
let quality: Visitor;

beforeAll(async () => {
  sut = await runApi();
  quality = await Visitor.as('quality', sut.url);
});
afterAll(() => sut.close());

const unit = () => `/api/v1/units/${sut.ids.unitIds[0]}`;

describe('equipment over http', () => {
  it('is cleaned and calibrated, newest first', async () => {
    for (const isClean of [false, true]) {
      const answer = await quality.post(`${unit()}/cleanings`, { cleanedAt: NOW, isClean });
      expect(answer.status).toBe(200);
    }
    const cleanings = await (await quality.get(`${unit()}/cleanings`)).json();
    expect(cleanings).toMatchObject({ items: [{ isClean: true }, { isClean: false }] });

    const path = '/api/v1/devices/REEFER-1/calibrations';
    const calibration = { calibratedAt: NOW, validUntil: NOW + DAY, offsetKelvin: 0.1 };
    expect((await quality.post(path, calibration)).status).toBe(200);
    const wrong = await quality.post(path, { ...calibration, channel: 'doorbell' });
    expect(problemSchema.parse(await wrong.json()).errors).toMatchObject([{ path: 'channel' }]);
    expect(await (await quality.get(path)).json()).toMatchObject({
      items: [{ deviceId: 'REEFER-1', offsetKelvin: 0.1, channel: null }],
    });
  });

  it('is declared laid up only when nothing lies in it, and shows as it is declared', async () => {
    const declare = (state: string) =>
      quality.post(`${unit()}/declarations`, { state, validFrom: NOW, reason: '冬季' });
    const refused = await declare('LAID_UP');
    expect(refused.status).toBe(400);
    const lot = { kind: 'lot', subjectId: sut.ids.lotIds[0], targetId: null, from: NOW };
    await quality.post('/api/v1/bindings', { ...lot, reason: 'unloaded' });
    expect((await declare('LAID_UP')).status).toBe(200);
    const shown = unitSchema.parse(await (await quality.get(unit())).json());
    expect(shown.state).toBe('LAID_UP');
  });
});
