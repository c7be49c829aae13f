import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEpisode } from '@lenglian/breaches/testing';
import {
  alertChangedSchema,
  alertHistoryQuerySchema,
  alertSchema,
  incidentChangedSchema,
  incidentTreeSchema,
  lotRecordSchema,
  unitSchema,
  type AlertRevisionView,
  type AlertView,
  type List,
  type LotExposureView,
} from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import type { LotOutlook } from '../judge/judge-port.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
let operator: Visitor;
let console: LiveClient;
let alertId: string;

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  console = new LiveClient(sut.url, operator.cookie);
  await console.connected();
  await console.join({ room: 'alerts' });
  await console.join({ room: 'incidents' });
  const startedAt = NOW - 30 * MINUTE;
  const episode = anEpisode({ rule: 'PREDICTED', severity: 'MAJOR', startedAt, limit: 2 });
  const told = aVerdict(sut, { sequence: 1, episode: { ...episode, peak: null } });
  alertId = told.alertId;
  await sut.judge.decide(told);
});
afterAll(closeLiveClients);
afterAll(() => sut.close());

const HEAT = { rule: 'BUDGET_HEAT', spentMinutes: 40, maxMinutes: 60, isSpending: true } as const;

/** The fruit is harmed in three hours, the run arrives in four days. */
function outlook(changes: Partial<NonNullable<LotOutlook['said']>> = {}): LotOutlook {
  const harm = { limit: 'CRITICAL_HIGH', celsius: 8, crossesAt: NOW + 3 * HOUR } as const;
  return {
    ...{ lotId: sut.ids.lotIds[0] ?? '', unitId: sut.ids.unitIds[0] ?? '', at: NOW },
    said: {
      ...{ cause: 'NO_POWER', basis: 'TWIN', timeToHarmMinutes: 180, marginMinutes: -5_580 },
      ahead: {
        ...{ limit: 'BAND_HIGH', celsius: 2, crossesAt: NOW + HOUR },
        ...{ earliestAt: NOW + HOUR / 2, latestAt: null },
      },
      harm: { ...harm, earliestAt: NOW + 2 * HOUR, latestAt: NOW + 5 * HOUR },
      nextAction: { at: NOW + 96 * HOUR, placeCode: 'CHENGDU', actions: [] },
      budgets: [HEAT],
      isPullingDown: true,
      ...changes,
    },
  };
}

const DANGER = {
  ...{ cause: 'NO_POWER', basis: 'TWIN', asOf: NOW, timeToHarmMinutes: 180, marginMinutes: -5_580 },
  harm: { limit: 'CRITICAL_HIGH', earliestAt: NOW + 2 * HOUR, latestAt: NOW + 5 * HOUR },
  nextAction: { placeCode: 'CHENGDU', placeNameZh: 'CHENGDU', at: NOW + 96 * HOUR, actions: [] },
  budgets: [HEAT],
};

async function read<Body>(visitor: Visitor, path: string): Promise<Body> {
  return (await (await visitor.get(`/api/v1${path}`)).json()) as Body;
}

describe('what is foretold of a lot', () => {
  it('is told at once with its live alerts and incidents, at the revision they have', async () => {
    const before = alertSchema.parse(await read(operator, `/alerts/${alertId}`));
    expect(before.danger).toBeNull();
    const changed = [console.next('alert.changed'), console.next('incident.changed')] as const;
    sut.judge.foretell(outlook());

    const { alert } = alertChangedSchema.parse(await changed[0]);
    expect(alert).toMatchObject({ id: alertId, revision: before.revision, danger: DANGER });
    const { incident } = incidentChangedSchema.parse(await changed[1]);
    expect(incident).toMatchObject({ id: alertId, cause: 'GOODS', danger: DANGER });
  });

  it('stands on alert, unit, lot and incident', async () => {
    sut.judge.foretell(outlook());
    const { unitIds, lotIds } = sut.ids;

    expect(alertSchema.parse(await read(operator, `/alerts/${alertId}`)).danger).toMatchObject(
      DANGER,
    );
    const unit = unitSchema.parse(await read(operator, `/units/${unitIds[0]}`));
    expect(unit.lots[0]?.danger).toMatchObject(DANGER);
    const lot = lotRecordSchema.parse(await read(operator, `/lots/${lotIds[0]}`));
    expect(lot.danger).toMatchObject(DANGER);
    const tree = incidentTreeSchema.parse(await read(operator, `/incidents/${alertId}`));
    expect(tree).toMatchObject({ danger: DANGER, children: [{ stages: [{ danger: DANGER }] }] });
    expect(
      unitSchema.parse(await read(operator, `/units/${unitIds[1]}`)).lots[0]?.danger,
    ).toBeNull();
  });

  it('tells with it whether goods that were loaded warm still cool', async () => {
    const phase = async () =>
      unitSchema.parse(await read(operator, `/units/${sut.ids.unitIds[0]}`)).lots[0]?.phase;
    sut.judge.foretell(outlook());
    expect(await phase()).toBe('PULLDOWN');
    sut.judge.foretell(outlook({ isPullingDown: false }));
    expect(await phase()).toBe('TRANSIT');
  });

  it('is no part of what was told before', async () => {
    sut.judge.foretell(outlook());
    const { limit } = alertHistoryQuerySchema.parse({});
    const history = await read<List<AlertRevisionView>>(
      operator,
      `/alerts/${alertId}/history?limit=${limit}`,
    );

    expect(history.items.map(({ shown }) => shown.danger)).toEqual([null]);
  });

  it('says until when its alert and its incident are taken: the next place, four hours at most', async () => {
    const near = { at: NOW + 70 * MINUTE, placeCode: 'CHENGDU', actions: ['PLUG_IN' as const] };
    const nextCheckOf = async (kind: 'alerts' | 'incidents', body = {}) => {
      const taken = await operator.post(`/api/v1/${kind}/${alertId}/acknowledge`, body);
      return ((await taken.json()) as AlertView).nextCheckAt;
    };
    for (const kind of ['alerts', 'incidents'] as const) {
      sut.judge.foretell(outlook({ nextAction: near }));
      expect(await nextCheckOf(kind)).toBe(near.at);
      expect(await nextCheckOf(kind, { nextCheckAt: NOW + HOUR })).toBe(NOW + HOUR);
      sut.judge.foretell(outlook({ nextAction: { ...near, at: NOW + MINUTE } }));
      expect(await nextCheckOf(kind)).toBe(NOW + 15 * MINUTE);
      sut.judge.foretell(outlook());
      expect(await nextCheckOf(kind)).toBe(NOW + 4 * HOUR);
      sut.judge.foretell(outlook({ nextAction: null }));
      expect(await nextCheckOf(kind)).toBe(NOW + HOUR);
    }
  });

  it('is taken and shelved like any other, and asks quality for nothing', async () => {
    sut.judge.foretell(outlook());
    const taken = await operator.post(`/api/v1/alerts/${alertId}/acknowledge`, {});
    expect(await taken.json()).toMatchObject({
      ...{ state: 'ACKNOWLEDGED', awaitsDisposition: false, danger: { asOf: NOW } },
    });
    const until = NOW + 30 * MINUTE;
    const shelved = await operator.post(`/api/v1/alerts/${alertId}/shelve`, {
      until,
      reason: 'known',
    });
    expect(((await shelved.json()) as AlertView).shelvedUntil).toBe(until);
  });

  it('is gone when nothing more is known of the goods, and from an alert that is over', async () => {
    sut.judge.foretell(outlook());
    const over = aVerdict(sut, { sequence: 2 });
    const ended = { rule: 'PREDICTED', endedAt: NOW, clearedAt: NOW } as const;
    await sut.judge.decide({ ...over, episode: { ...over.episode, ...ended } });
    expect(alertSchema.parse(await read(operator, `/alerts/${alertId}`))).toMatchObject({
      ...{ state: 'CLEARED', danger: null },
    });
    sut.judge.foretell({ ...outlook(), said: null });
    const unit = unitSchema.parse(await read(operator, `/units/${sut.ids.unitIds[0]}`));
    expect(unit.lots[0]?.danger).toBeNull();
  });

  it('counts as no breach in what the lot went through', async () => {
    const exposure = await read<LotExposureView>(operator, `/lots/${sut.ids.lotIds[0]}/exposure`);
    expect(exposure).toMatchObject({ ownMinutes: {}, totalMinutes: {} });
    expect(Object.keys(exposure.totalMinutes)).toEqual([]);
  });
});
