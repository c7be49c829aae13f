import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEpisode } from '@lenglian/breaches/testing';
import {
  alertSchema,
  deviceSchema,
  listOf,
  lotRecordSchema,
  runSchema,
  seriesSchema,
  unitSchema,
} from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { GrantKind, GrantRecord } from '@lenglian/records';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

/** The carrier has the run from then on. */
const TAKEN_OVER = NOW - 2 * HOUR;
const SYSTEM = { id: 'system' };

let sut: ApiUnderTest;
let owner: Visitor;
let carrier: Visitor;
let unit: string;
let lot: string;

beforeEach(async () => {
  sut = await runApi();
  unit = `/api/v1/units/${sut.ids.unitIds[0]}`;
  lot = `/api/v1/lots/${sut.ids.lotIds[0]}`;
  owner = await Visitor.as('admin', sut.url);
  carrier = await Visitor.as('operator', sut.url, FOREIGN_ORGANISATION);
});
afterEach(() => sut.close());

const give = (kind: GrantKind, change: Partial<GrantRecord> = {}): Promise<GrantRecord> => {
  const { runId, lotIds, deviceIds } = sut.ids;
  const subjects = { custody: runId, consignee: lotIds[0], lessor: deviceIds[0] };
  return sut.records.grants.add(SYSTEM, {
    ...{ organisationId: 'demo', granteeOrganisationId: FOREIGN_ORGANISATION, kind },
    ...{ subjectId: subjects[kind] ?? '', legOrdinal: null },
    ...{ validFrom: TAKEN_OVER, validUntil: NOW + HOUR, ...change },
  });
};
const json = async (who: Visitor, path: string): Promise<unknown> => (await who.get(path)).json();
const hear = (at: number): void => {
  const reading = aReading({ deviceId: 'REEFER-1', measuredAt: at, receivedAt: at });
  sut.history.readings.push(reading);
  sut.judge.hear({ deviceId: 'REEFER-1', reading, lastReceivedAt: at, isConnected: true });
};
/** A breach of the first lot that began then. */
const breach = (sequence: number, startedAt: number): Promise<unknown> =>
  sut.judge.decide(
    aVerdict(sut, {
      ...{ sequence, alertId: `0197a000-0000-7000-8000-00000000000${sequence}` },
      episode: anEpisode({ startedAt, raisedAt: startedAt + 20 * MINUTE }),
    }),
  );

describe('a unit in custody', () => {
  const window = `from=${NOW - 6 * HOUR}&to=${NOW + 1}`;
  const times = async (who: Visitor) =>
    seriesSchema.parse(await json(who, `${unit}/readings?${window}`)).times;
  const lines = async (who: Visitor) => {
    const text = await (await who.get(`${unit}/export?${window}&format=ndjson`)).text();
    return text.split('\n').filter(Boolean).length;
  };

  it('tells the readings of that time, as a chart, rolled up and as an export', async () => {
    await give('custody', { validUntil: NOW - HOUR });
    for (const hours of [3, 1.5, 0.5]) hear(NOW - hours * HOUR);
    expect(await times(carrier)).toEqual([NOW - 1.5 * HOUR]);
    expect(await times(owner)).toHaveLength(3);
    expect([await lines(carrier), await lines(owner)]).toEqual([1, 3]);
    // A day's roll-up begins long before the custody does; it must hold nothing of before.
    for (let minute = 0; minute < 40; minute++) hear(NOW - 90 * MINUTE + minute * 1_000);
    const rolled = `${unit}/readings?from=${NOW - 300 * 24 * HOUR}&to=${NOW + 1}&points=10`;
    const before = seriesSchema.parse(await json(carrier, rolled));
    hear(NOW - 2.5 * HOUR);
    expect(before.widthSeconds).toBeGreaterThan(0);
    expect(seriesSchema.parse(await json(carrier, rolled))).toEqual(before);
  });

  it('tells nothing of the time in which the unit was on no run in custody', async () => {
    await give('custody');
    for (const hours of [1.5, 0.5]) hear(NOW - hours * HOUR);
    await sut.records.bindings.correct(SYSTEM, {
      ...{ organisationId: 'demo', kind: 'unit', subjectId: sut.ids.unitIds[0] ?? '' },
      ...{ targetId: null, from: NOW - HOUR, until: null },
    });
    expect(await times(carrier)).toEqual([NOW - 1.5 * HOUR]);
    // It stands somewhere else now, which is nobody's business but its owner's.
    expect((await carrier.get(unit)).status).toBe(404);
  });

  it('is shown without a reading and an alert of before', async () => {
    await give('custody');
    hear(TAKEN_OVER - 1);
    await breach(1, TAKEN_OVER - MINUTE);
    const seen = async (who: Visitor) => unitSchema.parse(await json(who, unit));
    expect(await seen(owner)).toMatchObject({ latest: { measuredAt: TAKEN_OVER - 1 } });
    const { latest, liveAlertIds, lots } = await seen(carrier);
    expect({ latest, liveAlertIds, lots: lots.length }).toEqual({
      ...{ latest: null, liveAlertIds: [], lots: 1 },
    });
    hear(TAKEN_OVER);
    await breach(2, TAKEN_OVER);
    expect(await seen(carrier)).toMatchObject({ latest: { measuredAt: TAKEN_OVER } });
    expect((await seen(carrier)).liveAlertIds).toHaveLength(1);
    const units = await json(carrier, `/api/v1/runs/${sut.ids.runId}/units`);
    expect(listOf(unitSchema).parse(units).items[0]).toEqual(await seen(carrier));
    const run = runSchema.parse(await json(carrier, `/api/v1/runs/${sut.ids.runId}`));
    expect(run).toMatchObject({ liveAlerts: { WARN: 1 }, latestMeasuredAt: TAKEN_OVER });
  });
});

describe('an alert', () => {
  const list = async (who: Visitor, side: string) =>
    listOf(alertSchema)
      .parse(await json(who, `/api/v1/alerts?side=${side}`))
      .items.map(({ startedAt }) => startedAt);

  it('is the custodian’s to see when it began in its time, and not before or after', async () => {
    await give('custody', { validUntil: NOW - HOUR });
    const starts = [TAKEN_OVER - 1, TAKEN_OVER, NOW - HOUR - 1, NOW - HOUR];
    for (const [index, startedAt] of starts.entries()) await breach(index + 1, startedAt);
    expect(await list(carrier, 'custody')).toEqual([NOW - HOUR - 1, TAKEN_OVER]);
    expect(await list(carrier, 'own')).toEqual([]);
    expect(await list(owner, 'custody')).toEqual([]);
    expect(await list(owner, 'own')).toHaveLength(4);
    const statuses = [1, 2, 3, 4].map(async (n) => {
      const path = `/api/v1/alerts/0197a000-0000-7000-8000-00000000000${n}`;
      return (await carrier.get(path)).status;
    });
    expect(await Promise.all(statuses)).toEqual([404, 200, 200, 404]);
  });

  it('that a revocation came before is not', async () => {
    const { id } = await give('custody', { validUntil: null });
    await sut.records.grants.revoke(SYSTEM, id);
    await breach(1, NOW - 1);
    await breach(2, NOW);
    expect(await list(carrier, 'custody')).toEqual([NOW - 1]);
  });

  it('is taken by its owner only, and does not tell the custodian by whom', async () => {
    await give('custody');
    await breach(1, TAKEN_OVER);
    const path = '/api/v1/alerts/0197a000-0000-7000-8000-000000000001';
    expect((await carrier.post(`${path}/acknowledge`, {})).status).toBe(404);
    const taken = await owner.post(`${path}/acknowledge`, { note: '电话 13800000000' });
    expect(alertSchema.parse(await taken.json()).acknowledgedBy).toBe('admin 先生');
    const seen = { state: 'ACKNOWLEDGED', acknowledgedBy: null, note: null };
    expect(await json(carrier, path)).toMatchObject(seen);
    expect(await json(carrier, '/api/v1/alerts?side=custody')).toMatchObject({ items: [seen] });
  });
});

describe('a lot', () => {
  const seen = async () => lotRecordSchema.parse(await json(carrier, lot));

  beforeEach(async () => {
    const names = { shipperName: '库尔勒果园', consigneeName: '长沙批发市场' };
    await sut.records.lots.change(SYSTEM, sut.ids.lotIds[0] ?? '', names);
  });

  it('in custody names neither shipper nor consignee, unless that is the custodian', async () => {
    await give('custody');
    expect(await seen()).toMatchObject({ code: 'LOT-1', shipperName: null, consigneeName: null });
    const { nameZh } = (await sut.records.organisations.get(FOREIGN_ORGANISATION)) ?? {};
    await sut.records.lots.change(SYSTEM, sut.ids.lotIds[0] ?? '', { shipperName: nameZh ?? '' });
    expect(await seen()).toMatchObject({ shipperName: nameZh, consigneeName: null });
  });

  it('names its consignee to its consignee', async () => {
    await give('consignee');
    expect(await seen()).toMatchObject({ shipperName: null, consigneeName: '长沙批发市场' });
    const other = await carrier.get(`/api/v1/lots/${sut.ids.lotIds[1]}`);
    expect(other.status).toBe(404);
    expect((await carrier.send('PATCH', lot, { packageCount: 1 })).status).toBe(404);
  });
});

describe('a device', () => {
  it('tells its lessor that it lives, and not where it is', async () => {
    await give('lessor');
    hear(NOW - MINUTE);
    const path = '/api/v1/devices/REEFER-1';
    expect(deviceSchema.parse(await json(owner, path)).unitCode).toBe('UNIT-1');
    expect(deviceSchema.parse(await json(carrier, path))).toMatchObject({
      ...{ unitId: null, unitCode: null, lastReceivedAt: NOW - MINUTE, isConnected: true },
    });
    const admin = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    const change = { reportingIntervalSeconds: 60 };
    expect((await admin.send('PATCH', path, change)).status).toBe(404);
  });
});
