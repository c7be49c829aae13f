import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertSchema, listOf } from '@lenglian/console-contract';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { LiveClient } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
let operator: Visitor;
const ALERT = '0197a000-0000-7000-8000-000000000001';

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  await sut.judge.decide(aVerdict(sut, { sequence: 1 }));
});
afterAll(() => sut.close());

const acknowledge = (body: object, id = ALERT) =>
  operator.post(`/api/v1/alerts/${id}/acknowledge`, body);

describe('an alert', () => {
  it('is listed with all that its card needs', async () => {
    const response = await operator.get('/api/v1/alerts?state=live');
    const { items } = listOf(alertSchema).parse(await response.json());
    expect(items).toEqual([
      expect.objectContaining({
        id: ALERT,
        state: 'OPEN',
        rule: 'BAND_HI',
        lotCode: 'LOT-1',
        unitCode: 'UNIT-1',
        runNameZh: '香梨号 1',
        commodityNameZh: '香梨',
        limitCelsius: 2,
        peakCelsius: 3.1,
      }),
    ]);
  });

  it('is not taken for longer than four hours, nor until a moment that has passed', async () => {
    for (const nextCheckAt of [NOW + 5 * HOUR, NOW - MINUTE]) {
      const response = await acknowledge({ nextCheckAt });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'NEXT_CHECK_OUT_OF_RANGE' });
    }
  });

  it('is taken by an operator for an hour, by name, on record, and everybody hears of it', async () => {
    const viewer = await Visitor.as('viewer', sut.url);
    const console = new LiveClient(sut.url, viewer.cookie);
    await console.connected();
    await console.join({ room: 'alerts' });
    const change = console.next('alert.changed');

    const response = await acknowledge({ note: '已通知机务' });
    const alert = alertSchema.parse(await response.json());
    expect(alert).toMatchObject({
      state: 'ACKNOWLEDGED',
      acknowledgedBy: 'operator 先生',
      nextCheckAt: NOW + HOUR,
      note: '已通知机务',
    });
    expect((await change).alert).toEqual(alert);
    console.close();

    const quality = await Visitor.as('quality', sut.url);
    const audit = (await (
      await quality.get(`/api/v1/audit?entity=alert&entityId=${ALERT}`)
    ).json()) as { items: { action: string; actor: string }[] };
    const user = await sut.records.users.findByUsername('operator');
    expect(audit.items).toContainEqual(
      expect.objectContaining({ action: 'alert.acknowledge', actor: user?.id }),
    );
  });

  it('that ended stays ended, whoever looks at it still', async () => {
    const ended = anEpisode({
      startedAt: NOW - 25 * MINUTE,
      endedAt: NOW + MINUTE,
      clearedAt: NOW + 11 * MINUTE,
    });
    await sut.judge.decide(aVerdict(sut, { sequence: 2, episode: ended }));
    const response = await acknowledge({});
    expect(await response.json()).toMatchObject({ state: 'CLEARED', endedAt: NOW + MINUTE });
    const { items } = (await (await operator.get('/api/v1/alerts?state=live')).json()) as {
      items: unknown[];
    };
    expect(items).toEqual([]);
  });

  it('that nobody raised is not found', async () => {
    expect((await acknowledge({}, 'none')).status).toBe(404);
  });
});
