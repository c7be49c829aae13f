import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';
import { openApiOf } from './openapi.ts';

let sut: ApiUnderTest;
let admin: Visitor;
beforeAll(async () => {
  sut = await runApi();
  admin = await Visitor.as('admin', sut.url);
  await sut.judge.decide(aVerdict(sut, { sequence: 1 }));
  await sut.records.devices.revoke({ id: 'system' }, 'REEFER-3');
});
afterAll(() => sut.close());

interface Item {
  readonly id: string;
  readonly code?: string;
  readonly username?: string;
}

/** What people call the items that a list finds. */
async function found(list: string, query: Record<string, string>): Promise<string[]> {
  const response = await admin.get(`/api/v1/${list}?${new URLSearchParams(query).toString()}`);
  expect([list, query, response.status]).toEqual([list, query, 200]);
  const { items } = (await response.json()) as { items: Item[] };
  return items.map(({ id, code, username }) => code ?? username ?? id);
}

const THREE = ['UNIT-1', 'UNIT-2', 'UNIT-3'];

describe('a list', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['runs', { serviceCode: 'XIANGLI', codePrefix: 'XLH', state: 'active' }, ['XLH-1']],
    ['runs', { serviceCode: 'TRAIN' }, []],
    ['runs', { codePrefix: 'xlh' }, []],
    ['runs', { departureFrom: String(NOW - 6 * HOUR), departureUntil: String(NOW) }, ['XLH-1']],
    ['runs', { departureFrom: String(NOW) }, []],
    ['units', { kind: 'reefer', state: 'IN_USE', codePrefix: 'UNIT-' }, THREE],
    ['units', { kind: 'tanker' }, []],
    ['units', { state: 'EMPTY' }, []],
    ['units', { codePrefix: 'UNIT-2' }, ['UNIT-2']],
    ['units', { codePrefix: '%' }, []],
    ['lots', { commodityCode: 'PEAR', codePrefix: 'LOT-' }, ['LOT-1', 'LOT-2', 'LOT-3']],
    ['lots', { codePrefix: 'LOT-3' }, ['LOT-3']],
    ['lots', { waybillNumber: 'DD-1' }, []],
    ['lots', { consigneeName: '市场' }, []],
    ['devices', { isRevoked: 'true' }, ['REEFER-3']],
    ['devices', { isRevoked: 'false', kind: 'reefer' }, ['REEFER-1', 'REEFER-2']],
    ['devices', { unbound: 'true' }, []],
    ['users', { role: 'viewer', isDisabled: 'false' }, ['viewer']],
    ['users', { isDisabled: 'true' }, []],
    ['services', { codePrefix: 'XIANG' }, ['XIANGLI']],
    ['services', { codePrefix: 'Y' }, []],
    ['grants', { kind: 'custody', subjectId: 'none' }, []],
    ['hand-overs', { state: 'PROPOSED', from: '0', until: String(NOW), lotId: 'none' }, []],
  ])('of %s finds with %j only %j', async (list, query, expected) => {
    expect(await found(list, query)).toEqual(expected);
  });

  it('of alerts finds by severity, rule, lot and when they began', async () => {
    const [alert] = (await sut.records.alerts.list({ limit: 1 })).items;
    if (!alert?.lotId) throw new RangeError('there is an alert of a lot');
    const { id, severity, rule, lotId, startedAt } = alert;
    const until = String(startedAt + 1);
    expect(
      await found('alerts', { severity, rule, lotId, from: String(startedAt), until }),
    ).toEqual([id]);
    expect(await found('alerts', { until: String(startedAt) })).toEqual([]);
    expect(await found('alerts', { severity: severity === 'WARN' ? 'CRITICAL' : 'WARN' })).toEqual(
      [],
    );
  });

  it('pages what it finds', async () => {
    const first = await admin.get('/api/v1/lots?codePrefix=LOT&limit=2');
    const { items, nextCursor } = (await first.json()) as { items: Item[]; nextCursor: string };
    expect(items).toHaveLength(2);
    expect(await found('lots', { codePrefix: 'LOT', cursor: nextCursor })).toEqual(['LOT-3']);
  });

  it.each([
    ['units', 'kind=ship'],
    ['units', 'codePrefix='],
    ['devices', 'isRevoked=maybe'],
    ['runs', 'departureFrom=tomorrow'],
    ['users', 'role=boss'],
    ['alerts', 'severity=BAD'],
  ])('of %s refuses ?%s by name', async (list, query) => {
    const response = await admin.get(`/api/v1/${list}?${query}`);
    const { errors } = problemSchema.parse(await response.json());
    expect([response.status, errors?.map(({ path }) => path)]).toEqual([
      400,
      [query.split('=')[0]],
    ]);
  });

  it('says of a yes or no in its document that it is one', () => {
    const parameters = openApiOf(sut.api.app).paths['/api/v1/devices']?.get?.parameters ?? [];
    const flags = parameters.filter(
      (one) => 'name' in one && ['isRevoked', 'unbound'].includes(one.name),
    );
    expect(flags).toMatchObject([
      { in: 'query', required: false, schema: { type: 'boolean' } },
      { in: 'query', required: false, schema: { type: 'boolean' } },
    ]);
  });
});
