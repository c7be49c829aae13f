import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listOf, lotSchema, unitSchema } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { RecordsWatch } from '../watch/records-watch.ts';
import { NOW, SILENT_LOG, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const FROM = NOW - 5 * HOUR;

let sut: ApiUnderTest;
let operator: Visitor;
let watch: RecordsWatch;
let boxes: string[];

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  const leg = { mode: 'RAIL', fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' } as const;
  const times = { plannedDepartureAt: FROM, plannedArrivalAt: NOW + 24 * HOUR };
  const name = { nameZh: '忘单', nameEn: 'Forgotten' };
  const codes = ['BOX-A', 'BOX-B'];
  const { unitIds } = await sut.records.journeys.addMany(
    { id: 'system' },
    {
      organisationId: 'demo',
      services: [{ ...name, code: 'F', details: { commodityCodes: ['PEAR'] } }],
      runs: [
        {
          ...name,
          code: 'F-1',
          serviceCode: 'F',
          state: 'IN_TRANSIT',
          legs: [{ ...leg, ...times }],
        },
      ],
      devices: codes.map((code) => {
        return { id: `DEV-${code}`, kind: 'reefer', tokenSha256: '0'.repeat(64) };
      }),
      units: codes.map((code, index) => ({
        ...{ code, kind: 'reefer' },
        run: { runCode: 'F-1', position: index + 1, equipmentGroup: null, from: FROM },
        devices: [{ deviceId: `DEV-${code}`, from: FROM }],
      })),
    },
  );
  boxes = codes.map((code) => unitIds.get(code) ?? '');
  watch = new RecordsWatch({
    ...{ records: sut.records, clock: sut.clock, log: SILENT_LOG },
    book: sut.api.live.board.book,
    onBook: (book) => sut.api.replaceBook(book),
    onLook: () => Promise.resolve(),
  });
  await watch.look();
});
afterAll(() => sut.close());

async function lotsOf(path: string) {
  const { items } = listOf(lotSchema).parse(await (await operator.get(path)).json());
  return items.map(({ code }) => code).filter((code) => code.includes('BOX') || code === 'FOUND');
}

async function inBox(id: string | undefined) {
  const response = await operator.get(`/api/v1/units/${id}`);
  const { lots, state } = unitSchema.parse(await response.json());
  return [state, ...lots.map(({ code, isProvisional }) => [code, isProvisional])];
}

describe('boxes on a run of which nobody said what is in them', () => {
  it('show a provisional lot, which no list of lots has unless it is asked for', async () => {
    expect(await inBox(boxes[0])).toEqual(['IN_USE', ['F-1/BOX-A', true]]);
    expect(await lotsOf('/api/v1/lots?limit=500')).toEqual([]);
    expect(await lotsOf('/api/v1/lots?isProvisional=true')).toEqual(['F-1/BOX-A', 'F-1/BOX-B']);
  });

  it('have their own lot once it is put down, since they were loaded', async () => {
    const placement = { unitCode: 'BOX-A', from: FROM };
    const lot = { code: 'FOUND', commodityCode: 'PEAR', quantityKilograms: 20_000, placement };
    expect((await operator.post('/api/v1/lots', lot)).status).toBe(200);
    await watch.look();
    expect(await inBox(boxes[0])).toEqual(['IN_USE', ['FOUND', false]]);
  });

  it('have none once they are declared empty, although a provisional one stood there', async () => {
    const declaration = { state: 'EMPTY', validFrom: FROM, reason: '返程' };
    const path = `/api/v1/units/${boxes[1]}/declarations`;
    expect((await operator.post(path, declaration)).status).toBe(200);
    await watch.look();
    expect(await inBox(boxes[1])).toEqual(['EMPTY']);
  });
});
