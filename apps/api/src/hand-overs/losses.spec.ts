import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lossesSchema, problemSchema } from '@lenglian/console-contract';
import { aHandOver } from '@lenglian/goods/testing';
import { DAY, HOUR } from '@lenglian/quantities';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';

let sut: ApiUnderTest;
let viewer: Visitor;

beforeAll(async () => {
  sut = await runApi();
  viewer = await Visitor.as('viewer', sut.url);
  const lot = { quantityKilograms: 20_000, result: 'ACCEPTED', damagedKilograms: null } as const;
  const delivery = aHandOver({ kind: 'DELIVERY', handedOverAt: NOW - HOUR, runCode: 'XLH-1' });
  await sut.records.handOvers.record({ id: 'system' }, 'demo', {
    ...{ ...delivery, placeCode: null, unitCode: null, conditions: [] },
    from: { name: '=乌铁', organisationId: null, personName: null },
    lots: [
      { ...lot, lotCode: 'LOT-1', rejectedKilograms: 1_000, reason: '湿损' },
      { ...lot, lotCode: 'LOT-2', rejectedKilograms: null, reason: null },
    ],
  });
});
afterAll(() => sut.close());

const SPAN = `from=${NOW - DAY}&until=${NOW}`;
const ask = async (path: string, who = viewer) =>
  lossesSchema.parse(await (await who.get(`/api/v1/${path}`)).json());

describe('losses', () => {
  it('are told by run, service, custodian, commodity and cause, with their names', async () => {
    const sums = { handedKilograms: 40_000, rejectedKilograms: 1_000, lostShare: 0.025 };
    expect((await ask(`losses?${SPAN}`)).lines).toMatchObject([
      { key: sut.ids.runId, code: 'XLH-1', ...sums },
    ]);
    expect((await ask(`losses?${SPAN}&by=service`)).lines).toMatchObject([
      { key: 'XIANGLI', nameZh: '香梨号', ...sums },
    ]);
    expect((await ask(`losses?${SPAN}&by=commodity`)).lines).toMatchObject([
      { key: 'PEAR', nameEn: 'Fragrant pear', handOvers: 1, ...sums },
    ]);
    const byCause = await ask(`losses?${SPAN}&by=cause`);
    expect(byCause.lines).toMatchObject([{ key: '湿损', lostShare: 0.025, lots: 1 }]);
    expect(byCause.total).toMatchObject({ handOvers: 1, unconfirmedHandOvers: 1, ...sums });
  });

  it('of one run are told by cause, and to nobody else', async () => {
    const path = `runs/${sut.ids.runId}/losses`;
    expect(await ask(path)).toMatchObject({ by: 'cause', lines: [{ key: '湿损' }] });
    const other = await Visitor.as('viewer', sut.url, FOREIGN_ORGANISATION);
    expect((await other.get(`/api/v1/${path}`)).status).toBe(404);
    expect((await ask(`losses?${SPAN}`, other)).total.handOvers).toBe(0);
  });

  it('are asked for over no more than 92 days', async () => {
    const long = await viewer.get(`/api/v1/losses?from=${NOW - 93 * DAY}&until=${NOW}`);
    expect(problemSchema.parse(await long.json())).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ path: 'until' }],
    });
    expect((await viewer.get(`/api/v1/losses?from=${NOW}&until=${NOW}`)).status).toBe(400);
  });

  it('are asked for in years of four digits', async () => {
    const end = Date.UTC(9999, 11, 31);
    const ofDay = async (until: number) =>
      (await viewer.get(`/api/v1/losses/export?from=${until - DAY}&until=${until}`)).status;
    expect(await ofDay(end)).toBe(200);
    expect(await ofDay(end + 1)).toBe(400);
    expect(await ofDay(8.64e15)).toBe(400);
  });

  it('are exported with their Chinese intact, and no cell is a formula', async () => {
    const response = await viewer.get(`/api/v1/losses/export?${SPAN}&by=custodian`);
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('损耗'));
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, first, total] = new TextDecoder().decode(bytes).split('\r\n');
    expect(head).toContain('腐损率 lost (%)');
    expect(first).toBe("'=乌铁,,1,1,2,40000,39000,0,1000,2.50");
    expect(total).toBe('合计 total,,1,1,2,40000,39000,0,1000,2.50');
  });
});
