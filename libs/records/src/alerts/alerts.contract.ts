import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NextCheckError } from '@lenglian/alerts';
import { NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, testVerdict, TESTER, type TestRecords } from '../testing.ts';

const HOUR = 3_600_000;

/** What every database must do for this part of the records. */
export function describeAlerts(open: () => Promise<TestRecords>): void {
  describe('alerts', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
    });
    afterEach(() => test.dispose());

    it('opens, follows, clears and annuls, and audits what people call a change', async () => {
      const { unitIds, runIds } = await addTestJourneys(records, test.clock.now());
      const unitId = unitIds.get('UNIT-1') ?? '';
      const end = { endedAt: test.clock.now(), clearedAt: test.clock.now() };
      const apply = async (...changes: ReturnType<typeof testVerdict>[]) =>
        records.alerts.applyVerdicts(changes, test.clock.now());
      const [opened] = await apply(testVerdict(1, { unitId }));
      expect(opened).toMatchObject({
        organisationId: 'demo',
        runId: runIds.get('XM-1'),
        state: 'OPEN',
        revision: 1,
      });
      const [peaked] = await apply(testVerdict(2, { unitId, episode: { peak: 5 } }));
      expect(peaked).toMatchObject({ peakCelsius: 5, revision: 2 });
      const [cleared] = await apply(testVerdict(3, { unitId, episode: end }));
      expect(cleared).toMatchObject({ state: 'CLEARED', endedAt: end.endedAt });
      const [annulled] = await apply(testVerdict(4, { unitId, isAnnulled: true, episode: end }));
      expect(annulled).toMatchObject({ state: 'CLEARED', isAnnulled: true, revision: 4 });
      expect(await records.alerts.get('alert-1')).toEqual(annulled);
      const audit = await records.audit.list({ limit: 10, entity: 'alert', entityId: 'alert-1' });
      expect(audit.items.map(({ actor, action }) => [actor, action])).toEqual([
        ['judge', 'alert.open'],
        ['judge', 'alert.clear'],
        ['judge', 'alert.annul'],
      ]);
    });

    it('takes what is known beside the judge by the same path, and the same once', async () => {
      const { unitIds, runIds } = await addTestJourneys(records, test.clock.now());
      const unitId = unitIds.get('UNIT-1') ?? '';
      const episode = { rule: 'LATE_ARRIVAL', limit: 96, peak: 70, signal: null } as const;
      const { sequence, ...late } = testVerdict(7, { unitId, episode });
      const believe = async (...beliefs: (typeof late)[]) =>
        records.alerts.applyBeliefs({ id: 'progress' }, beliefs);
      const [opened] = await believe(late);
      expect(opened).toMatchObject({
        ...{ rule: 'LATE_ARRIVAL', state: 'OPEN', runId: runIds.get('XM-1'), revision: 1 },
        ...{ limitCelsius: null, limitInUnit: 96, peakInUnit: 70, awaitsDisposition: false },
      });
      expect(await believe(late)).toEqual([opened]);
      const worse = { ...late, episode: { ...late.episode, severity: 'MAJOR' as const, peak: 20 } };
      expect(await believe(worse)).toMatchObject([{ severity: 'MAJOR', revision: 2 }]);
      const [annulled] = await believe({ ...worse, isAnnulled: true });
      expect(annulled).toMatchObject({ state: 'CLEARED', isAnnulled: true, revision: 3 });
      expect(await believe()).toEqual([]);
      // The judge's outbox goes on where it was.
      expect(await records.alerts.verdictCursor()).toBe(0);
      expect(sequence).toBe(7);
      const audit = await records.audit.list({ limit: 9, entity: 'alert', entityId: late.alertId });
      expect(audit.items.map(({ actor, action }) => [actor, action])).toEqual([
        ['progress', 'alert.open'],
        ['progress', 'alert.severity'],
        ['progress', 'alert.annul'],
      ]);
      const history = await records.alerts.history(late.alertId, { limit: 9 });
      expect(history.items.map(({ actor, step }) => [actor, step])).toEqual([
        ['progress', 'open'],
        ['progress', 'severity'],
        ['progress', 'annul'],
      ]);
    });

    it('takes the run that is told of a unit that is not on it yet', async () => {
      const { unitIds, runIds } = await addTestJourneys(records, test.clock.now());
      const runId = runIds.get('XM-1')!;
      const { sequence, ...verdict } = testVerdict(1, {
        unitId: unitIds.get('UNIT-1') ?? '',
        episode: { rule: 'PRECOOL_LATE', startedAt: 1_000, raisedAt: 2_000 },
      });
      const believe = (belief: Parameters<typeof records.alerts.applyBeliefs>[1][0]) =>
        records.alerts.applyBeliefs({ id: 'progress' }, [belief]);
      expect(await believe(verdict)).toMatchObject([{ runId: null }]);
      const other = { ...verdict, alertId: `alert-${sequence + 1}`, runId };
      expect(await believe(other)).toMatchObject([{ runId, rule: 'PRECOOL_LATE' }]);
    });

    it('lists alerts of one rule, or of all but one', async () => {
      const gap = { rule: 'DATA_GAP', severity: 'INFO' } as const;
      const verdicts = [testVerdict(1), testVerdict(2, { alertId: 'alert-2', episode: gap })];
      await records.alerts.applyVerdicts(verdicts, test.clock.now());
      const listed = async (filter: { rule?: 'DATA_GAP'; notRule?: 'DATA_GAP' }) =>
        (await records.alerts.list({ limit: 9, ...filter })).items.map(({ id }) => id);
      expect(await listed({ rule: 'DATA_GAP' })).toEqual(['alert-2']);
      expect(await listed({ notRule: 'DATA_GAP' })).toEqual(['alert-1']);
    });

    it('applies each verdict once, whatever is repeated', async () => {
      const batch = [testVerdict(1), testVerdict(2, { alertId: 'alert-2' })];
      const first = await records.alerts.applyVerdicts(batch, test.clock.now());
      expect(first.map(({ id }) => id)).toEqual(['alert-1', 'alert-2']);
      expect(await records.alerts.applyVerdicts(batch, test.clock.now())).toEqual(first);
      const more = [...batch, testVerdict(3, { episode: { severity: 'CRITICAL' } })];
      const after = await records.alerts.applyVerdicts(more, test.clock.now());
      expect(after.map(({ id, revision }) => [id, revision])).toEqual([
        ['alert-1', 2],
        ['alert-2', 1],
        ['alert-1', 2],
      ]);
      expect(await records.alerts.verdictCursor()).toBe(3);
      expect(await records.alerts.applyVerdicts([], test.clock.now())).toEqual([]);
    });

    it('are told to whoever had their run in custody when they began, also later', async () => {
      const { unitIds, runIds } = await addTestJourneys(records, test.clock.now());
      const unitId = unitIds.get('UNIT-1') ?? '';
      const now = test.clock.now();
      for (const id of ['carrier', 'buyer'])
        await records.organisations.ensure(TESTER, { id, nameZh: id, nameEn: id });
      const grant = (validFrom: number, validUntil: number | null) =>
        records.grants.add(TESTER, {
          ...{ organisationId: 'demo', granteeOrganisationId: 'carrier', kind: 'custody' },
          ...{ subjectId: runIds.get('XM-1') ?? '', legOrdinal: null, validFrom, validUntil },
        });
      await grant(now - 3 * HOUR, now - 2 * HOUR);
      await records.grants.revoke(TESTER, (await grant(now - HOUR, null)).id);
      const starts = [-3 * HOUR - 1, -3 * HOUR, -2 * HOUR - 1, -2 * HOUR, -HOUR, -1, 0];
      const verdicts = starts.map((start, index) =>
        testVerdict(index + 1, {
          ...{ unitId, alertId: `alert-${index + 1}`, episode: { startedAt: now + start } },
        }),
      );
      await records.alerts.applyVerdicts(verdicts, now);
      const told = async (custodianId: string) =>
        (await records.alerts.list({ limit: 9, custodianId })).items.map(({ id }) => id);
      expect(await told('carrier')).toEqual(['alert-2', 'alert-3', 'alert-5', 'alert-6']);
      expect(await told('buyer')).toEqual([]);
    });

    it('is acknowledged by somebody until a next check, broken by a worse severity', async () => {
      const now = test.clock.now();
      await records.alerts.applyVerdicts([testVerdict(1)], now);
      const owned = await records.alerts.acknowledge({ id: 'user-1' }, 'alert-1', {
        now,
        nextCheckAt: now + HOUR,
        note: '已联系机务',
      });
      expect(owned).toMatchObject({
        state: 'ACKNOWLEDGED',
        acknowledgedBy: 'user-1',
        nextCheckAt: now + HOUR,
        note: '已联系机务',
      });
      const [peaked] = await records.alerts.applyVerdicts([testVerdict(2)], now);
      expect(peaked).toMatchObject({ state: 'ACKNOWLEDGED', acknowledgedBy: 'user-1' });
      const worse = testVerdict(3, { episode: { severity: 'CRITICAL' } });
      const [broken] = await records.alerts.applyVerdicts([worse], now);
      expect(broken).toMatchObject({ state: 'OPEN', acknowledgedBy: null, note: '已联系机务' });
    });

    it('cannot be acknowledged when unknown or for longer than a shift may promise', async () => {
      const now = test.clock.now();
      const acknowledge = (nextCheckAt: number) =>
        records.alerts.acknowledge(TESTER, 'alert-1', { now, nextCheckAt });
      await expect(acknowledge(now + HOUR)).rejects.toBeInstanceOf(NotFoundError);
      await records.alerts.applyVerdicts([testVerdict(1)], now);
      await expect(acknowledge(now + 5 * HOUR)).rejects.toBeInstanceOf(NextCheckError);
      expect(await records.alerts.get('alert-1')).toMatchObject({ state: 'OPEN', revision: 1 });
    });

    it('lists by state, unit, lot and run, oldest or newest first', async () => {
      const end = { endedAt: 1, clearedAt: 2 };
      const changes = [1, 2, 3, 4].map((number) =>
        testVerdict(number, {
          alertId: `alert-${number}`,
          unitId: `unit-${number % 2}`,
          lotId: `lot-${number}`,
          episode: number === 4 ? end : {},
        }),
      );
      await records.alerts.applyVerdicts(changes, test.clock.now());
      const ids = async (filter: object) =>
        (await records.alerts.list({ limit: 10, ...filter })).items.map(({ id }) => id);
      expect(await ids({ state: 'live' })).toEqual(['alert-1', 'alert-2', 'alert-3']);
      expect(await ids({ state: 'CLEARED' })).toEqual(['alert-4']);
      expect(await ids({ unitId: 'unit-1' })).toEqual(['alert-1', 'alert-3']);
      expect(await ids({ lotId: 'lot-2' })).toEqual(['alert-2']);
      expect(await ids({ runId: 'none' })).toEqual([]);
      const page = await records.alerts.list({ limit: 3, newestFirst: true });
      expect(page.nextCursor).toBe('alert-2');
      expect(await ids({ cursor: page.nextCursor, newestFirst: true })).toEqual(['alert-1']);
    });
  });
}
