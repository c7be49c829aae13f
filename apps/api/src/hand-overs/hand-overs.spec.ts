import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  handOverSchema,
  handOverWithConditionsSchema,
  listOf,
  lotCustodySchema,
  problemSchema,
  recordedHandOverSchema,
} from '@lenglian/console-contract';
import { anEpisode } from '@lenglian/breaches/testing';
import { HistoryUnavailableError } from '@lenglian/history';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

const AT = NOW - 2 * HOUR;
const PATH = '/api/v1/hand-overs';
const REPORT = {
  ...{ kind: 'OUTBOUND', handedOverAt: AT, runCode: 'XLH-1', unitCode: 'UNIT-1' },
  from: { name: '果园', organisationId: 'demo', personName: '张三' },
  to: { name: '铁路', organisationId: FOREIGN_ORGANISATION },
  lots: [{ lotCode: 'LOT-1', quantityKilograms: 20_000 }],
};

let sut: ApiUnderTest;
let operator: Visitor;
let carrier: Visitor;

beforeEach(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  carrier = await Visitor.as('quality', sut.url, FOREIGN_ORGANISATION);
});
afterEach(() => sut.close());

const record = async (change: object = {}): Promise<string> => {
  const answer: unknown = await (await operator.post(PATH, { ...REPORT, ...change })).json();
  return recordedHandOverSchema.parse(answer).handOver.id;
};
const read = async (who: Visitor, id: string) =>
  handOverWithConditionsSchema.parse(await (await who.get(`${PATH}/${id}`)).json());
const answer = async (who: Visitor, path: string, body: object) =>
  handOverSchema.parse(await (await who.post(`${PATH}/${path}`, body)).json());

describe('a hand-over', () => {
  it('is confirmed and disputed by the other party, which sees nothing else of ours', async () => {
    const id = await record();
    expect((await read(carrier, id)).state).toBe('PROPOSED');
    expect((await answer(carrier, `${id}/confirm`, { side: 'TO' })).state).toBe('CONFIRMED');
    const disputed = await answer(carrier, `${id}/dispute`, { side: 'TO', reason: '箱门有水' });
    expect(disputed.state).toBe('DISPUTED');
    const settlement = { disputeId: disputed.disputes[0]?.id, settlement: '已核对' };
    expect((await operator.post(`${PATH}/${id}/settle`, settlement)).status).toBe(403);
    const ours = await Visitor.as('quality', sut.url);
    expect((await ours.post(`${PATH}/${id}/settle`, settlement)).status).toBe(404);
    expect((await answer(carrier, `${id}/settle`, settlement)).state).toBe('CONFIRMED');
    expect((await carrier.get(`/api/v1/lots/${sut.ids.lotIds[0]}`)).status).toBe(404);
  });

  it('is listed for both parties, the newest first', async () => {
    const [first, second] = [await record(), await record({ note: '第二次' })];
    for (const who of [operator, carrier]) {
      const answer = listOf(handOverSchema).parse(await (await who.get(PATH)).json());
      expect(answer.items.map(({ id }) => id)).toEqual([second, first]);
    }
  });

  it('cannot be confirmed for a party that speaks for itself, nor once it is superseded', async () => {
    const id = await record();
    const told = async (who: Visitor) => {
      const { conditions, conditionsNow } = await read(who, id);
      return [conditions.length, conditionsNow.length];
    };
    expect(await told(carrier)).toEqual([1, 1]);
    const ours = await operator.post(`${PATH}/${id}/confirm`, { side: 'TO' });
    expect(ours.status).toBe(404);
    await record({ supersedesId: id, note: '数量有误' });
    // A party that was named by mistake sees what it was told, and nothing that is known by now.
    expect(await told(operator)).toEqual([1, 1]);
    expect(await told(carrier)).toEqual([1, 0]);
    const late = await carrier.post(`${PATH}/${id}/confirm`, { side: 'TO' });
    expect(late.status).toBe(409);
    expect(problemSchema.parse(await late.json()).code).toBe('HAND_OVER_STATE');
  });

  it('names of one silence its last stage alone', async () => {
    const startedAt = AT - HOUR;
    const gap = anEpisode({ rule: 'DATA_GAP', severity: 'INFO', startedAt, raisedAt: AT - 50 });
    const offline = { ...gap, rule: 'NO_DATA', severity: 'WARN' } as const;
    await sut.judge.decide(
      aVerdict(sut, { sequence: 1, alertId: 'gap', episode: gap }),
      aVerdict(sut, { sequence: 2, alertId: 'offline', episode: offline }),
    );
    const { conditions } = await read(operator, await record());
    expect(conditions[0]?.openAlerts).toMatchObject([{ rule: 'NO_DATA' }]);
  });

  it('keeps the last 24 h as they were shown, and tells them as they are known now', async () => {
    const probe = (minute: number, celsius: number) =>
      aReading({
        ...{ deviceId: 'REEFER-1', measuredAt: AT - minute * MINUTE },
        measured: { cargoProbe1TemperatureCelsius: celsius },
      });
    sut.history.readings.push(probe(5, 0.5));
    const startedAt = AT - HOUR;
    const episode = anEpisode({ startedAt, raisedAt: startedAt + 20 * MINUTE });
    await sut.judge.decide(aVerdict(sut, { sequence: 1, episode }));
    const id = await record();
    sut.history.readings.push(probe(10, 4));
    const { conditions, conditionsNow } = await read(operator, id);
    const range = (maximumCelsius: number) => [
      { signal: 'cargoProbe1TemperatureCelsius', minimumCelsius: 0.5, maximumCelsius },
    ];
    expect(conditions).toMatchObject([
      { unitCode: 'UNIT-1', readingCount: 1, signals: range(0.5), gapMinutes: 24 * 60 - 5 },
    ]);
    expect(conditions[0]?.openAlerts).toMatchObject([{ rule: 'BAND_HI' }]);
    expect(conditionsNow).toMatchObject([{ readingCount: 2, signals: range(4) }]);
  });

  it('is recorded also while the history cannot be read', async () => {
    sut.history.window = () => Promise.reject(new HistoryUnavailableError('away'));
    expect((await read(operator, await record())).conditions).toEqual([]);
  });

  it('gives whoever only watches a pseudonym for each person, the same everywhere', async () => {
    const id = await record();
    const again = await record();
    const to = { ...REPORT.to, personName: '李四' };
    const other = await record({ to });
    const viewer = await Visitor.as('viewer', sut.url);
    const pseudonym = (await read(viewer, id)).from.personName;
    expect(pseudonym).toMatch(/^#\w{8}$/);
    expect((await read(viewer, again)).from.personName).toBe(pseudonym);
    expect((await read(viewer, other)).to.personName).not.toBe(pseudonym);
    expect((await read(operator, id)).from.personName).toBe('张三');
    expect(await (await viewer.get(PATH)).text()).not.toContain('张三');
  });

  it('that is not in order is refused with every reason in words', async () => {
    const wrong = {
      surfaceTemperatureCelsius: 9,
      lots: [{ lotCode: 'LOT-1', result: 'REJECTED' }],
    };
    const response = await operator.post(PATH, { ...REPORT, ...wrong });
    const { code, findings } = problemSchema.parse(await response.json());
    expect([response.status, code]).toEqual([422, 'RECORD_REFUSED']);
    expect(findings?.map((one) => one.code)).toEqual(['REASON_MISSING', 'CORE_MISSING']);
  });
});

describe('the custody of a lot', () => {
  it('attributes what it was exposed to, by the time at which it happened', async () => {
    const startedAt = AT - 30 * MINUTE;
    const over = { endedAt: AT + 15 * MINUTE, clearedAt: AT + 25 * MINUTE };
    const episode = anEpisode({ startedAt, raisedAt: startedAt + 20 * MINUTE, ...over });
    await sut.judge.decide(aVerdict(sut, { sequence: 1, episode }));
    await record();
    const response = await operator.get(`/api/v1/lots/${sut.ids.lotIds[0]}/custody`);
    expect(lotCustodySchema.parse(await response.json()).spans).toMatchObject([
      { custodianName: '果园', until: AT, minutes: { BAND_HI: 30 } },
      { custodianName: '铁路', from: AT, until: null, minutes: { BAND_HI: 15 } },
    ]);
  });

  it('of a mixture tells each lot that it was, in that lot its own time; to the owner only', async () => {
    const startedAt = AT - 30 * MINUTE;
    const over = { endedAt: AT + 15 * MINUTE, clearedAt: AT + 25 * MINUTE };
    const episode = anEpisode({ startedAt, raisedAt: startedAt + 20 * MINUTE, ...over });
    await sut.judge.decide(aVerdict(sut, { sequence: 1, episode }));
    await record();
    const { transformation } = await sut.records.lots.transform({ id: 'system' }, 'demo', {
      ...{ kind: 'MERGE', at: NOW - HOUR },
      inputs: ['LOT-1', 'LOT-2'].map((lotCode) => ({ lotCode, quantityKilograms: null })),
      outputs: [{ lotCode: 'MIX', quantityKilograms: 40_000 }],
    });
    const mix = transformation.outputs[0]?.lotId ?? '';
    const custody = async (who: Visitor) =>
      lotCustodySchema.parse(await (await who.get(`/api/v1/lots/${mix}/custody`)).json());
    const { spans, before } = await custody(operator);
    // One of them was with nobody on record.
    expect(spans).toMatchObject([{ custodianName: null, minutes: {} }]);
    expect(before).toMatchObject([
      {
        ...{ lotCode: 'LOT-1', until: NOW - HOUR },
        spans: [
          { custodianName: '果园', minutes: { BAND_HI: 30 } },
          { custodianName: '铁路', minutes: { BAND_HI: 15 } },
        ],
      },
      { lotCode: 'LOT-2', spans: [{ custodianName: null, minutes: {} }] },
    ]);
    await sut.records.grants.add(
      { id: 'system' },
      {
        ...{
          organisationId: 'demo',
          granteeOrganisationId: FOREIGN_ORGANISATION,
          kind: 'consignee',
          subjectId: mix,
        },
        ...{ legOrdinal: null, validFrom: NOW - HOUR, validUntil: null, note: null },
      },
    );
    expect(await custody(carrier)).toMatchObject({ before: [], hasMoreBefore: false });
  });
});
