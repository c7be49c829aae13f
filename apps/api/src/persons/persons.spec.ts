import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  handOverSchema,
  keptNameSchema,
  listOf,
  problemSchema,
  recordedHandOverSchema,
} from '@lenglian/console-contract';
import { DAY, HOUR } from '@lenglian/quantities';
import { readConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { startApi } from '../start-api.ts';
import { JudgeDouble } from '../testing/judge-double.ts';
import { MemoryHistory } from '../testing/memory-history.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  SILENT_LOG,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { forgetPersons } from './forget-persons.ts';

const PATH = '/api/v1/persons';
const HAND_OVERS = '/api/v1/hand-overs';
const BY_NAME = `${PATH}?name=${encodeURIComponent('张三')}`;

let sut: ApiUnderTest;
let admin: Visitor;
let lines: unknown[];

beforeEach(async () => {
  lines = [];
  const note = (...words: unknown[]): void => void lines.push(words);
  const log: Log = { ...SILENT_LOG, debug: note, info: note, warn: note, error: note };
  sut = await runApi({ log });
  admin = await Visitor.as('admin', sut.url);
});
afterEach(() => sut.close());

const record = async (): Promise<string> => {
  const response = await admin.post(HAND_OVERS, {
    ...{ kind: 'OUTBOUND', handedOverAt: NOW - HOUR, unitCode: 'UNIT-1' },
    from: { name: '果园', organisationId: 'demo', personName: '张三' },
    to: { name: '铁路', personName: '李四' },
    lots: [{ lotCode: 'LOT-1' }],
  });
  return recordedHandOverSchema.parse(await response.json()).handOver.id;
};
const read = async (id: string) =>
  handOverSchema.parse(await (await admin.get(`${HAND_OVERS}/${id}`)).json());
const kept = async (who = admin) =>
  listOf(keptNameSchema).parse(await (await who.get(BY_NAME)).json()).items;

describe('a person', () => {
  it('is told where they are named, and taken out on request; the hand-over stays', async () => {
    const id = await record();
    const where = {
      in: 'HAND_OVER',
      handOverId: id,
      kind: 'OUTBOUND',
      handedOverAt: NOW - HOUR,
      part: 'FROM',
    };
    expect(await kept()).toEqual([where]);
    const before = await read(id);
    const request = { name: '张三', reason: '本人申请' };
    expect(await (await admin.post(`${PATH}/erase`, request)).json()).toEqual({ erased: 1 });
    expect(await kept()).toEqual([]);
    expect(await read(id)).toEqual({
      ...{ ...before, from: { ...before.from, personName: null }, erasedPersons: ['FROM'] },
    });
    const viewer = await Visitor.as('viewer', sut.url);
    const seen = handOverSchema.parse(await (await viewer.get(`${HAND_OVERS}/${id}`)).json());
    expect(seen).toMatchObject({ from: { personName: null }, erasedPersons: ['FROM'] });
  });

  it('is named neither in the audit nor in the log by all this', async () => {
    await record();
    await kept();
    await admin.post(`${PATH}/erase`, { name: '张三', reason: '本人申请' });
    const audit = await (await admin.get('/api/v1/audit?limit=200')).text();
    expect(audit).toMatch(/person\.export.*person\.erase|person\.erase.*person\.export/s);
    expect(audit).not.toContain('张三');
    expect(JSON.stringify(lines)).toContain(PATH);
    expect(JSON.stringify(lines)).not.toMatch(/张三|%E5%BC%A0/i);
  });

  it('cannot be erased for a reason that names them', async () => {
    await record();
    const request = { name: '张三', reason: '张三本人申请' };
    const response = await admin.post(`${PATH}/erase`, request);
    expect(response.status).toBe(400);
    expect(problemSchema.parse(await response.json()).code).toBe('INVALID_REQUEST');
    expect(await kept()).toHaveLength(1);
  });

  it('is nothing to another organisation', async () => {
    await record();
    const them = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    expect(await kept(them)).toEqual([]);
    const request = { name: '张三', reason: '本人申请' };
    expect(await (await them.post(`${PATH}/erase`, request)).json()).toEqual({ erased: 0 });
    expect(await kept()).toHaveLength(1);
  });

  it('is forgotten when the time is over, and not before', async () => {
    const id = await record();
    const { records, clock } = sut;
    const keeping = { records, clock, keptDays: 30, log: SILENT_LOG };
    clock.advanceTo(NOW - HOUR + 30 * DAY);
    await forgetPersons(keeping);
    expect((await sut.records.handOvers.get(id))?.from.personName).toBe('张三');
    clock.advanceTo(NOW - HOUR + 30 * DAY + 1);
    await forgetPersons(keeping);
    const forgotten = await sut.records.handOvers.get(id);
    expect(forgotten).toMatchObject({ from: { personName: null }, erasedPersons: ['FROM', 'TO'] });
  });
});

it('an api forgets by itself whom it has kept long enough', async () => {
  const id = await record();
  sut.clock.advanceTo(NOW + 2 * DAY);
  const again = await startApi({
    config: readConfig({ PORT: '0', PERSONS_KEPT_DAYS: '1', DASHBOARD_DIR: '/nowhere' }),
    ...{ records: sut.records, judge: new JudgeDouble(), history: new MemoryHistory() },
    ...{ clock: sut.clock, peopleClock: sut.clock, log: SILENT_LOG },
    link: { isConnected: true, stats: undefined },
    historianLag: () => Promise.resolve(null),
    ...{ onDeviceConfigured: () => undefined, onJudgeNow: () => undefined },
  });
  // What was begun is brought to its end.
  await again.close();
  expect((await sut.records.handOvers.get(id))?.erasedPersons).toEqual(['FROM', 'TO']);
});
