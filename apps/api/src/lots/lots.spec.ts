import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  changedLotSchema,
  lotExposureSchema,
  lotRecordSchema,
  lotTraceSchema,
  problemSchema,
  recordedTransformationSchema,
} from '@lenglian/console-contract';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
let operator: Visitor;
let lotId: string;

beforeEach(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  lotId = sut.ids.lotIds[0] ?? '';
});
afterEach(() => sut.close());

const transform = (body: object, who = operator) => who.post('/api/v1/transformations', body);
const SPLIT = {
  ...{ kind: 'SPLIT', at: NOW - HOUR },
  inputs: [{ lotCode: 'LOT-1', quantityKilograms: 5_000 }],
  outputs: [{ lotCode: 'PART', quantityKilograms: 5_000, unitCode: 'UNIT-2' }],
};
const split = async (): Promise<string> => {
  const answer: unknown = await (await transform(SPLIT)).json();
  return recordedTransformationSchema.parse(answer).transformation.outputs[0]?.lotId ?? '';
};

describe('a lot', () => {
  it('keeps what is said of it, and is shown with what is left of it', async () => {
    const said = { waybillNumber: 'DD-2026-1', consigneeName: '长沙红星', packageCount: 840 };
    const changed = await operator.send('PATCH', `/api/v1/lots/${lotId}`, said);
    expect(lotRecordSchema.parse(await changed.json())).toMatchObject(said);
    await split();
    const lot = lotRecordSchema.parse(await (await operator.get(`/api/v1/lots/${lotId}`)).json());
    expect(lot).toMatchObject({ ...said, quantityKilograms: 20_000, leftKilograms: 15_000 });
  });

  it('of watery fruit is shown with its own limits at once', async () => {
    const change = await operator.send('PATCH', `/api/v1/lots/${lotId}`, { brixDegrees: 8 });
    const lot = changedLotSchema.parse(await change.json());
    expect(lot).toMatchObject({ brixDegrees: 8, criticalLowCelsius: -0.4, bandHighCelsius: 2 });
  });

  it('of other sugar is told what it does not suit where it lies', async () => {
    const quality = await Visitor.as('quality', sut.url);
    const ride = { kind: 'unit', subjectId: sut.ids.unitIds[0], targetId: sut.ids.runId };
    const set = { ...ride, from: NOW - HOUR, setpointCelsius: -0.4, reason: 'as planned' };
    expect((await quality.post('/api/v1/bindings', set)).status).toBe(200);
    const change = await operator.send('PATCH', `/api/v1/lots/${lotId}`, { brixDegrees: 8 });
    expect(change.status).toBe(200);
    const { warnings } = changedLotSchema.parse(await change.json());
    expect(warnings).toMatchObject([
      { code: 'SETPOINT_OUTSIDE', severity: 'WARN', field: 'brixDegrees', line: null },
    ]);
    const more = await operator.send('PATCH', `/api/v1/lots/${lotId}`, { packageCount: 9 });
    expect(changedLotSchema.parse(await more.json()).warnings).toEqual([]);
  });

  it('is traced to the lots that its goods were, and to those that they became', async () => {
    const partId = await split();
    const of = async (id: string) =>
      lotTraceSchema.parse(await (await operator.get(`/api/v1/lots/${id}/trace`)).json());
    expect(await of(partId)).toMatchObject({
      back: [{ lotId, lotCode: 'LOT-1', kind: 'SPLIT', depth: 1, fraction: 1 }],
      forward: [],
    });
    expect(await of(lotId)).toMatchObject({
      back: [],
      forward: [{ lotId: partId, lotCode: 'PART', depth: 1, fraction: 0.25 }],
    });
  });

  it('brings along how long its goods were outside their limits, but not how long they were silent', async () => {
    const startedAt = NOW - 3 * HOUR;
    const ended = { startedAt, raisedAt: startedAt + 20 * MINUTE };
    const over = { endedAt: startedAt + 45 * MINUTE, clearedAt: startedAt + 55 * MINUTE };
    await sut.judge.decide(
      aVerdict(sut, { sequence: 1, episode: anEpisode({ ...ended, ...over }) }),
    );
    await sut.judge.decide(
      aVerdict(sut, {
        ...{ sequence: 2, alertId: '0197a000-0000-7000-8000-000000000002' },
        episode: anEpisode({ ...ended, ...over, rule: 'NO_DATA' }),
      }),
    );
    const response = await operator.get(`/api/v1/lots/${await split()}/exposure`);
    expect(lotExposureSchema.parse(await response.json())).toMatchObject({
      ...{ ownMinutes: {}, inheritedMinutes: { BAND_HI: 45 }, totalMinutes: { BAND_HI: 45 } },
    });
  });
});

describe('a transformation', () => {
  it('that does not add up is refused whole, with every reason in words', async () => {
    const response = await transform({
      ...SPLIT,
      inputs: [{ lotCode: 'LOT-1', quantityKilograms: 30_000 }],
      outputs: [{ lotCode: 'LOT-2', quantityKilograms: 40_000 }],
    });
    const { code, findings } = problemSchema.parse(await response.json());
    expect([response.status, code]).toEqual([422, 'RECORD_REFUSED']);
    expect(findings?.map((one) => [one.code, one.field])).toEqual([
      ['MORE_THAN_IS_LEFT', 'inputs.0.quantityKilograms'],
      ['LOT_EXISTS', 'outputs.0.lotCode'],
      ['MASS_GAINED', 'outputs'],
    ]);
    expect(findings?.[0]?.zh).toBe('批次 LOT-1 只剩 20000 千克。');
  });

  it('takes nothing from another organisation, nor into a unit that there is not', async () => {
    const stranger = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    const outputs = [{ lotCode: 'PART', quantityKilograms: 5_000 }];
    const response = await transform({ ...SPLIT, outputs }, stranger);
    expect(problemSchema.parse(await response.json()).findings).toMatchObject([
      { code: 'UNKNOWN_LOT' },
    ]);
    const nowhere = { ...SPLIT, outputs: [{ lotCode: 'PART', unitCode: 'NONE' }] };
    expect((await transform(nowhere)).status).toBe(404);
  });
});
