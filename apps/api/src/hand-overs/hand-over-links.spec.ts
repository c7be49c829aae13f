import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  handOverLinkSchema,
  handOverSchema,
  linkedHandOverSchema,
  problemSchema,
  recordedHandOverSchema,
} from '@lenglian/console-contract';
import { DAY, HOUR } from '@lenglian/quantities';
import { sha256Hex } from '@lenglian/records';
import type { Log } from '../log.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  SILENT_LOG,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';

const PATH = '/api/v1/hand-overs';
const LINKS = '/api/v1/hand-over-links';

let sut: ApiUnderTest;
let operator: Visitor;
/** Has no account and no cookie. */
let driver: Visitor;
let lines: unknown[];
let id: string;

beforeEach(async () => {
  lines = [];
  const note = (...words: unknown[]): void => void lines.push(words);
  const log: Log = { ...SILENT_LOG, debug: note, info: note, warn: note, error: note };
  sut = await runApi({ log });
  operator = await Visitor.as('operator', sut.url);
  driver = new Visitor(sut.url);
  const response = await operator.post(PATH, {
    ...{ kind: 'OUTBOUND', handedOverAt: NOW - HOUR, unitCode: 'UNIT-1', runCode: 'XLH-1' },
    from: { name: '果园', organisationId: 'demo', personName: '张三' },
    to: { name: '长沙市场', personName: '李四' },
    lots: [{ lotCode: 'LOT-1', quantityKilograms: 20_000 }],
  });
  id = recordedHandOverSchema.parse(await response.json()).handOver.id;
});
afterEach(() => sut.close());

const makeLink = async (): Promise<string> => {
  const body = { side: 'TO', validUntil: NOW + DAY };
  const response = await operator.post(`${PATH}/${id}/links`, body);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { path } = handOverLinkSchema.parse(await response.json());
  expect(path).toMatch(/^\/h\/[\w-]{43}$/);
  return path.slice('/h/'.length);
};
const read = async (who = operator) =>
  handOverSchema.parse(await (await who.get(`${PATH}/${id}`)).json());
const refusalOf = async (response: Response) => [response.status, await response.json()];

describe('a link to a hand-over', () => {
  it('shows that one hand-over to whoever has it, without people and ids', async () => {
    const response = await driver.get(`${LINKS}/${await makeLink()}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    const { side, state, handOver } = linkedHandOverSchema.parse(JSON.parse(text));
    expect({ side, state }).toEqual({ side: 'TO', state: 'PROPOSED' });
    expect(handOver).toMatchObject({ unitCode: 'UNIT-1', to: { name: '长沙市场' } });
    expect(handOver.lots).toMatchObject([{ lotCode: 'LOT-1', quantityKilograms: 20_000 }]);
    const { runId, unitIds, lotIds } = sut.ids;
    for (const secret of [id, runId, ...unitIds, ...lotIds, '张三', '李四'])
      expect(text).not.toContain(secret);
  });

  it('shows what a milk slip says, without escort and plate', async () => {
    const milk = {
      ...{ vehiclePlate: '新A12345', escortName: '王五', transportPermitNumber: 'Z-1' },
      ...{ arrivalTemperatureCelsius: 3.9, antibioticTestResult: 'NEGATIVE' },
      cleaningRecord: 'CIP-1',
    };
    const response = await operator.post(PATH, {
      ...{ kind: 'MILK', handedOverAt: NOW - HOUR, unitCode: 'UNIT-2', milk },
      ...{ from: { name: '牧场', organisationId: 'demo' }, to: { name: '乳品厂' } },
      lots: [{ lotCode: 'LOT-2' }],
    });
    id = recordedHandOverSchema.parse(await response.json()).handOver.id;
    const text = await (await driver.get(`${LINKS}/${await makeLink()}`)).text();
    const { handOver } = linkedHandOverSchema.parse(JSON.parse(text));
    expect(handOver.milk).toMatchObject({ arrivalTemperatureCelsius: 3.9, sampleNumber: null });
    expect(text).not.toMatch(/新A12345|王五/);
  });

  it('confirms with a name, once, and that is recorded as by link', async () => {
    const token = await makeLink();
    const confirmation = { answer: 'confirm', name: '赵六' };
    const answered = await driver.post(`${LINKS}/${token}`, confirmation);
    expect(linkedHandOverSchema.parse(await answered.json()).state).toBe('CONFIRMED');
    const signed = { side: 'TO', isByLink: true, isOnPaper: false };
    expect((await read()).confirmations).toMatchObject([{}, { ...signed, personName: '赵六' }]);
    const viewer = await Visitor.as('viewer', sut.url);
    expect((await read(viewer)).confirmations[1]?.personName).toMatch(/^#\w{8}$/);
    expect((await driver.post(`${LINKS}/${token}`, confirmation)).status).toBe(404);
  });

  it('disputes with a reason', async () => {
    const token = await makeLink();
    const objection = { answer: 'dispute', reason: '箱门有水' };
    const answered = await driver.post(`${LINKS}/${token}`, objection);
    expect(linkedHandOverSchema.parse(await answered.json()).state).toBe('DISPUTED');
    expect((await read()).disputes).toMatchObject([{ reason: '箱门有水', isByLink: true }]);
  });

  it('agrees to what quality proposed, or what it disputed is decided with a reason', async () => {
    const dispute = { answer: 'dispute', name: '赵六', reason: '箱门有水' };
    await driver.post(`${LINKS}/${await makeLink()}`, dispute);
    const quality = await Visitor.as('quality', sut.url);
    const disputeId = (await read()).disputes[0]?.id;
    const settle = (who: Visitor, body: object) =>
      who.post(`${PATH}/${id}/settle`, { disputeId, ...body });
    const decision = { settlement: '不扣', reason: '联系不上' };
    expect((await settle(operator, decision)).status).toBe(403);
    expect((await settle(quality, { settlement: '扣 80 千克' })).status).toBe(200);
    expect((await read()).disputes).toMatchObject([{ settledAs: null, proposals: [{}] }]);
    const token = await makeLink();
    const { toAgree } = linkedHandOverSchema.parse(
      await (await driver.get(`${LINKS}/${token}`)).json(),
    );
    expect(toAgree).toMatchObject([{ reason: '箱门有水', settlement: '扣 80 千克' }]);
    const agreement = { answer: 'agree', name: '赵六', settlementId: toAgree[0]?.id };
    const agreed = await driver.post(`${LINKS}/${token}`, agreement);
    expect(linkedHandOverSchema.parse(await agreed.json()).state).toBe('CONFIRMED');
    const viewer = await Visitor.as('viewer', sut.url);
    const settled = { settledAs: 'AGREED', settlement: '扣 80 千克' };
    const hidden = expect.stringMatching(/^#\w{8}$/) as unknown;
    expect((await read(viewer)).disputes).toMatchObject([{ ...settled, agreedByName: hidden }]);
    expect((await settle(quality, decision)).status).toBe(409);
  });

  it('that is unknown, used or expired is one and the same to whoever tries', async () => {
    const used = await makeLink();
    await driver.post(`${LINKS}/${used}`, { answer: 'dispute', reason: '湿' });
    const expired = await makeLink();
    sut.clock.advanceTo(NOW + DAY);
    const refusals = [];
    for (const token of ['nothing', used, expired])
      for (const response of [
        await driver.get(`${LINKS}/${token}`),
        await driver.post(`${LINKS}/${token}`, { answer: 'confirm', name: '赵六' }),
      ])
        refusals.push(JSON.stringify(await refusalOf(response)));
    expect(new Set(refusals).size).toBe(1);
    expect(refusals[0]).toContain('NOT_FOUND');
  });

  it('is not used by an answer that is not one', async () => {
    const token = await makeLink();
    for (const body of [{ answer: 'confirm' }, { answer: 'dispute', reason: ' ' }, {}])
      expect((await driver.post(`${LINKS}/${token}`, body)).status).toBe(400);
    expect((await driver.get(`${LINKS}/${token}`)).status).toBe(200);
  });

  it('is made by whoever records, for a side without an account, for a week at most', async () => {
    const make = async (who: Visitor, change: object = {}) => {
      const body = { side: 'TO', validUntil: NOW + DAY, ...change };
      const response = await who.post(`${PATH}/${id}/links`, body);
      return response.ok ? 200 : problemSchema.parse(await response.json()).code;
    };
    expect(await make(operator, { side: 'FROM' })).toBe('NOT_FOUND');
    expect(await make(operator, { validUntil: NOW + 7 * DAY + 1 })).toBe('INVALID_REQUEST');
    expect(await make(await Visitor.as('viewer', sut.url))).toBe('FORBIDDEN');
    const them = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    expect(await make(them)).toBe('NOT_FOUND');
    await operator.post(`${PATH}/${id}/confirm`, { side: 'TO' });
    expect(await make(operator)).toBe('HAND_OVER_STATE');
  });

  it('stands with its secret in no log, audit or record', async () => {
    const token = await makeLink();
    await driver.get(`${LINKS}/${token}`);
    await driver.get(`${LINKS.toUpperCase().replace('/API/V1', '/api/v1')}/${token}?x=1`);
    await driver.get(`${LINKS}/${token}/more`);
    await driver.post(`${LINKS}/${token}`, { answer: 'confirm', name: '赵六' });
    // A line is written when an answer has left; an answer later than these proves theirs.
    await driver.get('/api/health');
    const log = JSON.stringify(lines);
    expect(log).toContain(`${LINKS}/***`);
    for (const text of [log, JSON.stringify(await sut.records.audit.list({ limit: 99 }))]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(sha256Hex(token));
      expect(text).not.toContain('赵六');
    }
  });
});
