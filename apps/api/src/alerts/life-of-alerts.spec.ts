import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  alertRevisionSchema,
  alertSchema,
  correctionSchema,
  listOf,
  lotRecordSchema,
  reviewSchema,
} from '@lenglian/console-contract';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { closeLiveClients, LiveClient } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
let operator: Visitor;
let quality: Visitor;
let sequence = 0;

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  quality = await Visitor.as('quality', sut.url);
});
afterAll(closeLiveClients);
afterAll(() => sut.close());

const idOf = (number: number) => `0197a000-0000-7000-8000-00000000000${number}`;
const tell = (alert: number, episode: Parameters<typeof anEpisode>[0], more: object = {}) =>
  sut.judge.decide(
    aVerdict(sut, {
      ...{ sequence: ++sequence, alertId: idOf(alert), ...more },
      episode: anEpisode({ startedAt: NOW - 25 * MINUTE, ...episode }),
    }),
  );
const OVER = { endedAt: NOW - MINUTE, clearedAt: NOW };
const HOT = { rule: 'CRIT_HI', severity: 'CRITICAL', limit: 8, peak: 9 } as const;
const SAID = { cause: '断电', correctiveAction: '接备用发电箱' };
const act = (who: Visitor, alert: number, what: string, body: object = {}) =>
  who.post(`/api/v1/alerts/${idOf(alert)}/${what}`, body);
const json = async (response: Response | Promise<Response>): Promise<Record<string, unknown>> =>
  (await (await response).json()) as Record<string, unknown>;
const lot = async () =>
  lotRecordSchema.parse(await json(operator.get(`/api/v1/lots/${sut.ids.lotIds[0]}`)));

describe('an alert about goods', () => {
  it('holds its lot, is said by 调度 and decided by 质量 alone, and closes then', async () => {
    await tell(1, { ...HOT, ...OVER });
    expect(await lot()).toMatchObject({ disposition: 'AWAITING', awaitingAlertIds: [idOf(1)] });
    const decision = { disposition: 'HOLD', reason: '复测果芯' };
    for (const role of ['operator', 'admin'] as const) {
      const visitor = await Visitor.as(role, sut.url);
      expect((await act(visitor, 1, 'disposition', decision)).status).toBe(403);
    }
    expect((await act(quality, 1, 'close', SAID)).status).toBe(403);
    expect(await json(act(operator, 1, 'close', SAID))).toMatchObject({
      ...{ ...SAID, state: 'CLEARED', awaitsDisposition: true, correctedBy: 'operator 先生' },
    });
    expect(await json(act(quality, 1, 'disposition', decision))).toMatchObject({
      ...{ state: 'CLOSED', disposition: 'HOLD', decidedBy: 'quality 先生' },
    });
    expect(await lot()).toMatchObject({ disposition: 'HOLD', awaitingAlertIds: [] });
    const waiting = await json(operator.get('/api/v1/alerts?awaitsDisposition=true'));
    expect(listOf(alertSchema).parse(waiting).items).toEqual([]);
  });

  it('keeps its decision when the verdict changes; quality reviews both versions', async () => {
    await tell(1, { ...HOT, ...OVER }, { isAnnulled: true });
    const open = await json(quality.get('/api/v1/reviews?state=OPEN'));
    const [review] = listOf(reviewSchema).parse(open).items;
    expect(review).toMatchObject({
      ...{ alertId: idOf(1), before: { isAnnulled: false, disposition: 'HOLD' } },
      after: { isAnnulled: true, disposition: 'HOLD', state: 'CLOSED' },
    });
    expect((await lot()).openReviewIds).toEqual([review?.id]);
    const path = `/api/v1/reviews/${review?.id}/resolve`;
    const note = { note: '放行', disposition: 'RELEASE' };
    expect((await operator.post(path, note)).status).toBe(403);
    expect(await json(quality.post(path, note))).toMatchObject({
      ...{ note: '放行', resolvedBy: 'quality 先生', revision: 2 },
    });
    const again = await quality.post(path, note);
    expect([again.status, (await json(again))['code']]).toEqual([409, 'REVIEW_STATE']);
    expect(await lot()).toMatchObject({ disposition: 'RELEASE', openReviewIds: [] });
  });

  it('that was taken back has a correction for everybody who was told', async () => {
    const corrections = await json(operator.get(`/api/v1/corrections?alertId=${idOf(1)}`));
    const { items } = listOf(correctionSchema).parse(corrections);
    expect(items.map(({ how, user }) => [how, user]).sort()).toEqual([
      ['CLOSED', 'operator 先生'],
      ['DECIDED', 'quality 先生'],
    ]);
    expect(items[0]?.alert).toMatchObject({ id: idOf(1), isAnnulled: true });
  });

  it('has a history of all that was told, and to whom', async () => {
    const history = await json(operator.get(`/api/v1/alerts/${idOf(1)}/history?limit=2`));
    const page = listOf(alertRevisionSchema).parse(history);
    expect(page.items).toMatchObject([
      { revision: 1, actor: 'judge', step: 'open', shown: { state: 'CLEARED' } },
      {
        ...{ revision: 2, actor: 'operator 先生', step: 'close', shown: SAID },
        tellings: [{ how: 'CLOSED', user: 'operator 先生' }],
      },
    ]);
    const rest = `/api/v1/alerts/${idOf(1)}/history?cursor=${page.nextCursor}`;
    const { items } = listOf(alertRevisionSchema).parse(await json(operator.get(rest)));
    expect(items.map(({ step }) => step)).toEqual(['dispose', 'annul', 'dispose', 'review']);
  });
});

describe('a shelved alert', () => {
  const shelve = (until: number) => act(operator, 2, 'shelve', { until, reason: '下一站修机' });

  it('is told to everybody at once, and again when its end has come', async () => {
    const console = new LiveClient(sut.url, operator.cookie);
    await console.connected();
    await console.join({ room: 'alerts' });
    const opened = console.next('alert.changed');
    await tell(2, {});
    await opened;
    const change = console.next('alert.changed');
    const shelved = alertSchema.parse(await json(shelve(NOW + HOUR)));
    expect(shelved).toMatchObject({ shelvedUntil: NOW + HOUR, shelfCount: 1, state: 'OPEN' });
    expect((await change).alert).toEqual(shelved);
    const back = console.next('alert.changed');
    await sut.api.live.news.publish(await sut.records.alerts.fallDue(NOW + HOUR));
    expect((await back).alert).toMatchObject({ shelvedUntil: null, shelfCount: 1 });
  });

  it('is never critical, and shelved for four hours at most', async () => {
    const tooLong = await shelve(NOW + 5 * HOUR);
    expect([tooLong.status, (await json(tooLong))['code']]).toEqual([
      400,
      'SHELF_END_OUT_OF_RANGE',
    ]);
    await tell(2, { severity: 'CRITICAL' });
    const refused = await shelve(NOW + HOUR);
    expect([refused.status, (await json(refused))['code']]).toEqual([
      ...[409, 'ALERT_TOO_SEVERE_TO_SHELVE'],
    ]);
  });

  it('cannot be closed while its breach lasts', async () => {
    const refused = await act(operator, 2, 'close', SAID);
    expect([refused.status, (await json(refused))['code']]).toEqual([409, 'ALERT_NOT_TO_DECIDE']);
  });
});

describe('a run that arrives with goods that wait for quality', () => {
  it('arrives, and says which are to be held', async () => {
    await tell(3, { ...HOT, ...OVER }, { lotId: sut.ids.lotIds[1] });
    const arrived = await operator.post(`/api/v1/runs/${sut.ids.runId}/state`, {
      state: 'ARRIVED',
    });
    expect(await json(arrived)).toMatchObject({
      state: 'ARRIVED',
      warnings: [
        { code: 'LOT_AWAITS_DISPOSITION', severity: 'WARN', parameters: { lotCode: 'LOT-2' } },
      ],
    });
  });
});
