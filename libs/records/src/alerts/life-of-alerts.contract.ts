import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlertDecisionError, AlertStateError, ShelfSeverityError } from '@lenglian/alerts';
import { RevisionConflictError, ReviewStateError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, testVerdict, TESTER, type TestRecords } from '../testing.ts';

const HOUR = 3_600_000;
const SAID = { cause: '机组停机', correctiveAction: '换备用发电箱' };
const OPERATOR = { id: 'operator-1' };
const QUALITY = { id: 'quality-1' };
const FROZEN = { rule: 'CRIT_LO', severity: 'CRITICAL' } as const;

/** What every database must do with what people do to alerts, and with what is believed after that. */
export function describeLifeOfAlerts(open: () => Promise<TestRecords>): void {
  describe('the life of alerts', () => {
    let test: TestRecords;
    let records: Records;
    let now: number;
    let sequence: number;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      now = test.clock.now();
      sequence = 0;
    });
    afterEach(() => test.dispose());

    const tell = async (change: Parameters<typeof testVerdict>[1] = {}) => {
      const [alert] = await records.alerts.applyVerdicts([testVerdict(++sequence, change)], now);
      if (!alert) throw new RangeError('no alert');
      return alert;
    };
    const over = () => ({ endedAt: now - 60_000, clearedAt: now });
    const frozen = (more: object = {}) => tell({ episode: { ...FROZEN, ...over(), ...more } });
    const decided = async () => {
      await frozen();
      await records.alerts.close(OPERATOR, 'alert-1', SAID);
      const decision = { disposition: 'HOLD', reason: '冻斑' } as const;
      return records.alerts.dispose(QUALITY, 'alert-1', decision);
    };
    const steps = async (id = 'alert-1') =>
      (await records.alerts.history(id, { limit: 50 })).items.map(({ step }) => step);

    it('closes with cause and action, and where goods were hurt with the word of quality', async () => {
      await tell({ episode: over() });
      expect(await records.alerts.close(OPERATOR, 'alert-1', SAID)).toMatchObject({
        ...{ ...SAID, state: 'CLOSED', correctedBy: 'operator-1', correctedAt: now },
      });
      await tell({ alertId: 'alert-2', episode: { ...FROZEN, ...over() } });
      const said = await records.alerts.close(OPERATOR, 'alert-2', SAID);
      expect(said).toMatchObject({ state: 'CLEARED', awaitsDisposition: true });
      const closed = await records.alerts.dispose(QUALITY, 'alert-2', {
        ...{ disposition: 'REJECT', reason: '冻害' },
      });
      expect(closed).toMatchObject({
        ...{ state: 'CLOSED', awaitsDisposition: false, disposition: 'REJECT' },
        ...{ dispositionReason: '冻害', decidedBy: 'quality-1', decidedAt: now, revision: 3 },
      });
      expect(await records.alerts.get('alert-2')).toEqual(closed);
      const audit = await records.audit.list({ limit: 9, entity: 'alert', entityId: 'alert-2' });
      expect(audit.items.map(({ actor, action }) => [actor, action])).toEqual([
        ['judge', 'alert.open'],
        ['operator-1', 'alert.close'],
        ['quality-1', 'alert.dispose'],
      ]);
      expect(audit.items[2]).toMatchObject({
        ...{ reason: '冻害', before: { state: 'CLEARED', disposition: null } },
        after: { state: 'CLOSED', disposition: 'REJECT', awaitsDisposition: false },
      });
    });

    it('refuses to close or decide what lasts, and changes nothing then', async () => {
      const open = await tell({ episode: FROZEN });
      await expect(records.alerts.close(OPERATOR, 'alert-1', SAID)).rejects.toThrow(
        AlertDecisionError,
      );
      const decision = { disposition: 'RELEASE', reason: 'x' } as const;
      await expect(records.alerts.dispose(QUALITY, 'alert-1', decision)).rejects.toThrow(
        AlertDecisionError,
      );
      expect(await records.alerts.get('alert-1')).toEqual(open);
    });

    it('changes the revision that was seen or none', async () => {
      await tell();
      const seen = { ...OPERATOR, ifRevision: 1 };
      const shelf = { now, until: now + HOUR, reason: '等站' };
      await records.alerts.shelve(seen, 'alert-1', shelf);
      await expect(records.alerts.shelve(seen, 'alert-1', shelf)).rejects.toThrow(
        RevisionConflictError,
      );
    });

    it('is shelved with a reason until an end that comes by itself, and counted', async () => {
      await tell();
      const shelf = { now, until: now + HOUR, reason: '下一站修' };
      expect(await records.alerts.shelve(OPERATOR, 'alert-1', shelf)).toMatchObject({
        ...{ shelvedUntil: now + HOUR, shelvedBy: 'operator-1', shelfReason: '下一站修' },
        ...{ shelfCount: 1, state: 'OPEN' },
      });
      const page = { limit: 9 };
      expect((await records.alerts.list({ ...page, isShelved: true })).items).toHaveLength(1);
      expect(await records.alerts.fallDue(now + HOUR - 1)).toEqual([]);
      const [back] = await records.alerts.fallDue(now + HOUR);
      expect(back).toMatchObject({ shelvedUntil: null, shelvedBy: null, shelfCount: 1 });
      expect(await records.alerts.fallDue(now + HOUR)).toEqual([]);
      await records.alerts.shelve(OPERATOR, 'alert-1', shelf);
      expect((await records.alerts.unshelve(OPERATOR, 'alert-1')).shelfCount).toBe(2);
      await expect(records.alerts.unshelve(OPERATOR, 'alert-1')).rejects.toThrow(AlertStateError);
      await records.alerts.shelve(OPERATOR, 'alert-1', shelf);
      const worse = await tell({ episode: { severity: 'CRITICAL' } });
      expect(worse).toMatchObject({ shelvedUntil: null, shelvedBy: null, shelfReason: null });
      await expect(records.alerts.shelve(OPERATOR, 'alert-1', shelf)).rejects.toThrow(
        ShelfSeverityError,
      );
      expect((await records.alerts.list({ ...page, isShelved: true })).items).toEqual([]);
      expect(await steps()).toEqual([
        'open',
        'shelve',
        'shelfEnd',
        'shelve',
        'unshelve',
        'shelve',
        'severity',
      ]);
    });

    it('says once that a next check has come, until somebody looks', async () => {
      await tell();
      const take = () =>
        records.alerts.acknowledge(OPERATOR, 'alert-1', { now, nextCheckAt: now + HOUR });
      await take();
      const [due] = await records.alerts.fallDue(now + HOUR);
      expect(due).toMatchObject({ isCheckDue: true, state: 'ACKNOWLEDGED', revision: 3 });
      expect(await records.alerts.fallDue(now + 2 * HOUR)).toEqual([]);
      expect(await take()).toMatchObject({ isCheckDue: false });
      expect(await steps()).toEqual(['open', 'acknowledge', 'checkDue', 'acknowledge']);
    });

    it('keeps every revision as it was told, who was told, and pages them', async () => {
      await tell();
      test.clock.advanceTo(now + 1_000);
      await records.alerts.acknowledge(OPERATOR, 'alert-1', { now, nextCheckAt: now + HOUR });
      await records.alerts.noteDialled(OPERATOR, 'alert-1', 'contact-1');
      await tell({ episode: { peak: 4 } });
      await tell({ isAnnulled: true });
      const { items, nextCursor } = await records.alerts.history('alert-1', { limit: 3 });
      expect(items).toMatchObject([
        { revision: 1, at: now, actor: 'judge', step: 'open', tellings: [] },
        {
          ...{ revision: 2, at: now + 1_000, actor: 'operator-1', step: 'acknowledge' },
          shown: { state: 'ACKNOWLEDGED', peakCelsius: 3 },
          tellings: [
            { how: 'ACKNOWLEDGED', userId: 'operator-1', contactId: null, revision: 2 },
            { how: 'DIALLED', userId: 'operator-1', contactId: 'contact-1', revision: 2 },
          ],
        },
        { revision: 3, step: 'change', shown: { peakCelsius: 4 }, tellings: [] },
      ]);
      expect(nextCursor).toBe('3');
      const rest = await records.alerts.history('alert-1', { limit: 3, cursor: '3' });
      expect(rest).toMatchObject({ items: [{ revision: 4, step: 'annul' }], nextCursor: null });
      expect(rest.items[0]?.shown).toEqual(await records.alerts.get('alert-1'));
    });

    it('records a correction for everybody who was told of a breach that is taken back', async () => {
      await tell();
      for (const actor of [OPERATOR, { id: 'operator-2' }, OPERATOR])
        await records.alerts.acknowledge(actor, 'alert-1', { now, nextCheckAt: now + HOUR });
      await records.alerts.noteDialled(OPERATOR, 'alert-1', 'contact-1');
      await tell({ isAnnulled: true });
      await tell({ isAnnulled: true });
      const list = async (filter: object) =>
        (await records.alerts.corrections({ limit: 9, ...filter })).items;
      const all = await list({ alertId: 'alert-1' });
      expect(
        new Set(all.map(({ how, userId, contactId }) => [how, userId, contactId].join())),
      ).toEqual(
        new Set([
          ...['ACKNOWLEDGED,operator-1,', 'ACKNOWLEDGED,operator-2,'],
          'DIALLED,operator-1,contact-1',
        ]),
      );
      expect(all).toHaveLength(3);
      expect(await list({ userId: 'operator-2' })).toHaveLength(1);
      expect(await list({ organisationId: 'others' })).toEqual([]);
    });

    it('never lets a belief alter a decision: it opens one review with both versions', async () => {
      const before = await decided();
      await tell({ episode: { ...FROZEN, ...over() } });
      expect((await records.alerts.reviews({ limit: 9 })).items).toEqual([]);
      const worse = await frozen({ peak: -9 });
      expect(worse).toMatchObject({ state: 'CLOSED', disposition: 'HOLD' });
      const annulled = await tell({ isAnnulled: true, episode: { ...FROZEN, ...over() } });
      expect(annulled).toMatchObject({ state: 'CLOSED', disposition: 'HOLD', isAnnulled: true });
      expect(annulled.openReviewId).toBe(worse.openReviewId);
      const open = await records.alerts.reviews({ limit: 9, state: 'OPEN', lotId: 'lot-1' });
      expect(open.items).toMatchObject([
        { id: worse.openReviewId, alertId: 'alert-1', note: null, revision: 2 },
      ]);
      // The belief that was repeated in between was told too, and changed nothing.
      expect(open.items[0]?.before).toEqual({ ...before, revision: before.revision + 1 });
      expect(open.items[0]?.after).toEqual(annulled);
    });

    it('opens no review of a gap that nobody decided on, however often it is told again', async () => {
      const gap = { rule: 'DATA_GAP', severity: 'INFO' } as const;
      expect(await tell({ episode: gap })).toMatchObject({ state: 'OPEN' });
      expect(await tell({ episode: { ...gap, ...over() } })).toMatchObject({ state: 'CLOSED' });
      expect(await tell({ episode: gap })).toMatchObject({ state: 'OPEN', openReviewId: null });
      await tell({ isAnnulled: true, episode: { ...gap, ...over() } });
      expect((await records.alerts.reviews({ limit: 9 })).items).toEqual([]);
    });

    it('ends a review with a note, and changes the decision only where quality says so', async () => {
      await decided();
      const { openReviewId } = await frozen({ peak: -9 });
      const resolve = (resolution: { note: string; disposition?: 'RELEASE' }) =>
        records.alerts.resolveReview({ ...QUALITY, ifRevision: 1 }, openReviewId ?? '', resolution);
      const { review, alert } = await resolve({ note: '复测正常', disposition: 'RELEASE' });
      expect(review).toMatchObject({ resolvedBy: 'quality-1', note: '复测正常', revision: 2 });
      expect(alert).toMatchObject({ disposition: 'RELEASE', openReviewId: null, state: 'CLOSED' });
      expect(await records.alerts.get('alert-1')).toEqual(alert);
      await expect(resolve({ note: 'again' })).rejects.toThrow(ReviewStateError);
      const again = await frozen({ peak: -10 });
      expect(again.openReviewId).not.toBe(openReviewId);
      const resolved = { limit: 9, state: 'RESOLVED' } as const;
      expect((await records.alerts.reviews(resolved)).items.map(({ id }) => id)).toEqual([
        openReviewId,
      ]);
    });

    it('has a review for an alert that is found late about goods that were decided on', async () => {
      await decided();
      const late = { alertId: 'alert-2', isLate: true, episode: { ...FROZEN, ...over() } };
      const { openReviewId } = await tell(late);
      expect(await records.alerts.review(openReviewId ?? '')).toMatchObject({
        ...{ alertId: 'alert-2', before: null, after: { awaitsDisposition: true } },
      });
      await tell({ ...late, alertId: 'alert-3', lotId: 'lot-of-others' });
      expect((await records.alerts.reviews({ limit: 9 })).items).toHaveLength(1);
    });

    it('belongs to whoever has its origin when it is split, unless it is worse', async () => {
      await tell();
      const nextCheckAt = now + HOUR / 2;
      await records.alerts.acknowledge(OPERATOR, 'alert-1', { now, nextCheckAt });
      const part = { splitFromId: 'alert-1' } as const;
      const verdicts = [
        testVerdict(++sequence, { episode: over() }),
        testVerdict(++sequence, { ...part, alertId: 'alert-2' }),
        testVerdict(++sequence, { ...part, alertId: 'alert-3', episode: FROZEN }),
      ];
      expect(await records.alerts.applyVerdicts(verdicts, now)).toMatchObject([
        { state: 'CLEARED' },
        { state: 'ACKNOWLEDGED', acknowledgedBy: 'operator-1', acknowledgedAt: now, nextCheckAt },
        { state: 'OPEN', acknowledgedBy: null, acknowledgedAt: null },
      ]);
    });

    it('points from merged alerts to the oldest and from a split to its origin, for good', async () => {
      await tell();
      await tell({ alertId: 'alert-2', splitFromId: 'alert-1' });
      const merge = { alertId: 'alert-2', isAnnulled: true, mergedIntoId: 'alert-1' };
      expect(await tell(merge)).toMatchObject({
        ...{ mergedIntoId: 'alert-1', splitFromId: 'alert-1', isAnnulled: true, state: 'CLEARED' },
      });
      expect(await tell({ alertId: 'alert-2', splitFromId: null })).toMatchObject({
        ...{ mergedIntoId: null, splitFromId: 'alert-1', isAnnulled: false, state: 'OPEN' },
      });
      expect(await steps('alert-2')).toEqual(['split', 'merge', 'restore']);
    });

    it('tells of a lot whether it waits, what was decided, and what of its whole was', async () => {
      const { lotIds } = await addTestJourneys(records, now);
      const lotId = lotIds.get('LOT-1') ?? '';
      const of = (id: string) => records.alerts.dispositionOfLot(id);
      expect(await of(lotId)).toEqual({
        ...{ state: null, awaitingAlertIds: [], openReviewIds: [] },
      });
      await tell({ lotId });
      expect((await of(lotId)).state).toBeNull();
      const past = { endedAt: now - HOUR, clearedAt: now - HOUR };
      await tell({ lotId, alertId: 'alert-2', episode: { ...FROZEN, ...past } });
      await records.lots.transform(TESTER, 'demo', {
        ...{ kind: 'SPLIT', at: now - 1, inputs: [{ lotCode: 'LOT-1', quantityKilograms: 1_000 }] },
        outputs: [{ lotCode: 'PART-1', quantityKilograms: 1_000 }],
      });
      const part = (await records.journeys.lotByCode('demo', 'PART-1'))?.id ?? '';
      for (const id of [lotId, part])
        expect(await of(id)).toMatchObject({ state: 'AWAITING', awaitingAlertIds: ['alert-2'] });
      const page = { limit: 9, awaitsDisposition: true };
      expect((await records.alerts.list(page)).items.map(({ id }) => id)).toEqual(['alert-2']);
      const decision = { disposition: 'HOLD', reason: '待检' } as const;
      await records.alerts.dispose(QUALITY, 'alert-2', decision);
      for (const id of [lotId, part]) expect((await of(id)).state).toBe('HOLD');
    });
  });
}
