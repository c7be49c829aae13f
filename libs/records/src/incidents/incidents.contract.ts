import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NextCheckError } from '@lenglian/alerts';
import type { RuleCode } from '@lenglian/breaches';
import { IncidentStateError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { TESTER, addTestJourneys, testVerdict, type TestRecords } from '../testing.ts';
import type { IncidentRecord } from './incident.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What every database must do for this part of the records. */
export function describeIncidents(open: () => Promise<TestRecords>): void {
  describe('incidents', () => {
    let test: TestRecords;
    let records: Records;
    let unitIds: ReadonlyMap<string, string>;
    let runId: string;
    let now: number;
    let sequence: number;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      now = test.clock.now();
      sequence = 0;
      const added = await addTestJourneys(records, now, 8);
      ({ unitIds } = added);
      runId = added.runIds.get('XM-1') ?? '';
    });
    afterEach(() => test.dispose());

    type Change = Parameters<typeof testVerdict>[1] & { unit?: number; rule?: string };
    const verdict = (alertId: string, { unit = 1, rule = 'BAND_HI', ...change }: Change = {}) =>
      testVerdict(++sequence, {
        ...{ alertId, unitId: unitIds.get(`UNIT-${unit}`) ?? '', ...change },
        // Rules that the judge of this version may not have yet.
        episode: { rule: rule as RuleCode, ...change.episode },
      });
    const follow = async (...changes: ReturnType<typeof verdict>[]): Promise<IncidentRecord[]> => {
      const alerts = await records.alerts.applyVerdicts(changes, now);
      return records.incidents.followAlerts(alerts, now);
    };
    const powerOff = (unit: number, changes: Change = {}) =>
      verdict(`off-${unit}`, {
        ...{ unit, rule: 'POWER_OFF', ...changes },
        episode: { severity: 'INFO', startedAt: now - HOUR, ...changes.episode },
      });
    const live = async () => (await records.incidents.list({ limit: 50, state: 'live' })).items;
    const actions = async (entityId: string) =>
      (await records.audit.list({ limit: 50, entity: 'incident', entityId })).items.map(
        ({ action }) => action,
      );

    it('are one for a genset that fails, with a child for each box', async () => {
      const changed = await follow(...[1, 2, 3, 4, 5, 6, 7, 8].map((unit) => powerOff(unit)));
      expect(changed).toEqual(await live());
      expect(changed).toHaveLength(1);
      expect(changed[0]).toMatchObject({
        ...{ id: 'off-1', organisationId: 'demo', cause: 'GENSET_GROUP', severity: 'MAJOR' },
        ...{ state: 'OPEN', runId, unitId: null, equipmentGroup: 1, revision: 1 },
      });
      expect(changed[0]?.children).toHaveLength(8);
      const [warm] = await follow(verdict('warm-3', { unit: 3 }));
      expect(warm?.children.find(({ stages }) => stages.includes('off-3'))?.stages).toEqual([
        ...['off-3', 'warm-3'],
      ]);
      expect(await actions('off-1')).toEqual(['incident.open']);
    });

    it('are the same whether their alerts come at once or one by one, the oldest name first', async () => {
      expect((await follow(powerOff(1)))[0]).toMatchObject({
        cause: 'POWER_OFF',
        severity: 'INFO',
      });
      const changed = await follow(powerOff(2), powerOff(3));
      expect(changed.map(({ id, children }) => [id, children.length])).toEqual([['off-1', 3]]);
      expect(await live()).toEqual(changed);
      expect(await actions('off-1')).toEqual(['incident.open', 'incident.cause']);
    });

    it('that turn out to be one point to the oldest, which has their alerts', async () => {
      const later = { episode: { startedAt: now - 30 * MINUTE } };
      await follow(powerOff(1), powerOff(2, later));
      expect(await live()).toHaveLength(2);
      const nearer = { episode: { startedAt: now - HOUR + 2 * MINUTE } };
      const changed = await follow(powerOff(2, nearer));
      expect(changed.map(({ id, state, mergedIntoId }) => [id, state, mergedIntoId])).toEqual([
        ['off-1', 'OPEN', null],
        ['off-2', 'MERGED', 'off-1'],
      ]);
      expect((await records.incidents.alertsOf('off-1')).map(({ id }) => id)).toEqual([
        ...['off-1', 'off-2'],
      ]);
      await follow(powerOff(2, later));
      expect((await live()).map(({ id, mergedIntoId }) => [id, mergedIntoId])).toEqual([
        ['off-1', null],
        ['off-2', null],
      ]);
    });

    it('last as long as one of their alerts, and open again with it', async () => {
      await follow(
        verdict('a'),
        verdict('b', { rule: 'CRIT_HI', episode: { severity: 'CRITICAL' } }),
      );
      const ended = { endedAt: now - 5 * MINUTE, clearedAt: now };
      const [milder] = await follow(
        verdict('b', { rule: 'CRIT_HI', episode: { severity: 'CRITICAL', ...ended } }),
      );
      expect(milder).toMatchObject({ id: 'a', state: 'OPEN', severity: 'WARN', endedAt: null });
      const [cleared] = await follow(verdict('a', { episode: ended }));
      expect(cleared).toMatchObject({
        state: 'CLEARED',
        severity: 'CRITICAL',
        ...{ endedAt: ended.endedAt },
      });
      expect((await follow(verdict('a')))[0]).toMatchObject({ state: 'OPEN', endedAt: null });
      expect(await actions('a')).toEqual([
        ...['incident.open', 'incident.severity', 'incident.clear', 'incident.reopen'],
      ]);
    });

    it('of which every alert was taken back are cleared, and come back with it', async () => {
      await follow(verdict('a'));
      const [cleared] = await follow(verdict('a', { isAnnulled: true }));
      expect(cleared).toMatchObject({ id: 'a', state: 'CLEARED', children: [] });
      expect((await records.incidents.alertsOf('a')).map(({ id }) => id)).toEqual(['a']);
      expect((await follow(verdict('a')))[0]).toMatchObject({ id: 'a', state: 'OPEN' });
    });

    it('cost a read and change nothing when only a peak moved, or nothing did', async () => {
      await follow(verdict('a'));
      expect(await follow(verdict('a', { episode: { peak: 9 } }))).toEqual([]);
      expect(await records.incidents.followAlerts([], now)).toEqual([]);
      expect(await records.incidents.get('a')).toMatchObject({ revision: 1 });
    });

    it('are taken with all of their alerts that last, until worse comes', async () => {
      await follow(powerOff(1), powerOff(2), verdict('warm', { unit: 2 }));
      const nextCheckAt = now + HOUR;
      const { incident, alerts } = await records.incidents.acknowledge({ id: 'wang' }, 'off-1', {
        ...{ now, nextCheckAt, note: '已联系机务' },
      });
      const taken = { state: 'ACKNOWLEDGED', acknowledgedBy: 'wang', nextCheckAt };
      expect(incident).toMatchObject({ ...taken, acknowledgedAt: now, note: '已联系机务' });
      expect(incident.untakenSince).toBeNull();
      expect(alerts.map(({ id }) => id).sort()).toEqual(['off-1', 'off-2', 'warm']);
      for (const { id } of alerts) expect(await records.alerts.get(id)).toMatchObject(taken);
      const { items: history } = await records.alerts.history('warm', { limit: 9 });
      expect(history.map(({ step }) => step)).toEqual(['open', 'acknowledge']);
      expect(history.at(-1)?.tellings).toMatchObject([{ how: 'ACKNOWLEDGED', userId: 'wang' }]);
      expect(await records.incidents.followAlerts(alerts, now)).toEqual([]);
      const [joined] = await follow(powerOff(3));
      expect(joined).toMatchObject(taken);
      const worse = { rule: 'CRIT_HI', unit: 3, episode: { severity: 'CRITICAL' as const } };
      expect((await follow(verdict('worse', worse)))[0]).toMatchObject({
        ...{ state: 'OPEN', acknowledgedBy: null, nextCheckAt: null, note: '已联系机务' },
        untakenSince: now,
      });
      expect(await actions('off-1')).toContain('incident.acknowledge');
    });

    it('are nobody’s since they opened, also when they get worse, and anew since they are more than a hint', async () => {
      const [opened] = await follow(verdict('a'));
      expect(opened).toMatchObject({ state: 'OPEN', untakenSince: now });
      const warmer = verdict('a', { episode: { peak: 9 } });
      const [same] = await records.alerts.applyVerdicts([warmer], now + HOUR);
      await records.incidents.followAlerts([same!], now + HOUR);
      expect((await records.incidents.get('a'))?.untakenSince).toBe(now);
      const worse = verdict('a', { episode: { severity: 'CRITICAL' } });
      const alerts = await records.alerts.applyVerdicts([worse], now + 2 * HOUR);
      const [after] = await records.incidents.followAlerts(alerts, now + 2 * HOUR);
      expect(after).toMatchObject({ severity: 'CRITICAL', untakenSince: now });
      await follow(powerOff(3));
      const risen = verdict('off-3', {
        unit: 3,
        rule: 'POWER_OFF',
        episode: { severity: 'MAJOR' },
      });
      const told = await records.alerts.applyVerdicts([risen], now + HOUR);
      const [line] = await records.incidents.followAlerts(told, now + HOUR);
      expect(line).toMatchObject({ severity: 'MAJOR', untakenSince: now + HOUR });
    });

    it('are somebody’s when each of their alerts was taken, one by one', async () => {
      await follow(verdict('a'), verdict('b', { rule: 'CRIT_HI' }));
      const take = async (id: string) => {
        const acknowledgement = { now, nextCheckAt: now + HOUR };
        const alert = await records.alerts.acknowledge({ id: 'wang' }, id, acknowledgement);
        return (await records.incidents.followAlerts([alert], now))[0]?.state;
      };
      expect(await take('a')).toBeUndefined();
      expect(await take('b')).toBe('ACKNOWLEDGED');
    });

    it('cannot be taken when unknown, over, or for longer than a shift may promise', async () => {
      const take = (nextCheckAt: number, id = 'a') =>
        records.incidents.acknowledge(TESTER, id, { now, nextCheckAt });
      await expect(take(now + HOUR)).rejects.toBeInstanceOf(NotFoundError);
      await follow(verdict('a'));
      await expect(take(now + 5 * HOUR)).rejects.toBeInstanceOf(NextCheckError);
      await follow(verdict('a', { episode: { endedAt: now, clearedAt: now } }));
      await expect(take(now + HOUR)).rejects.toBeInstanceOf(IncidentStateError);
    });

    /** Four boxes on a run that enters a tunnel of 16 min an hour ago; 21 to 23 have devices that report once an hour. */
    const enterTunnel = async (): Promise<void> => {
      const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
      const plan = { plannedDepartureAt: now - 10 * HOUR, plannedArrivalAt: now + 10 * HOUR };
      const name = { nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' };
      const hole = { code: 'TUNNEL', ...name, afterDeparture: 9 * HOUR, duration: 16 * MINUTE };
      const from = now - 10 * HOUR;
      const added = await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        runs: [
          {
            ...{ code: 'XL-1', serviceCode: 'XINMEI', nameZh: '香梨号', nameEn: 'Xiangli' },
            ...{ state: 'IN_TRANSIT', legs: [{ ...leg, ...plan }], holes: [hole] },
          },
        ],
        devices: [21, 22, 23].map((number) => ({
          ...{ id: `RFR-${number}`, kind: 'reefer', tokenSha256: '0'.repeat(64) },
          reportingIntervalSeconds: 3_600,
        })),
        units: [11, 12, 13, 14, 21, 22, 23].map((unit) => ({
          ...{ code: `UNIT-${unit}`, kind: 'reefer' },
          run: { runCode: 'XL-1', position: unit, equipmentGroup: null, from },
          devices: unit > 20 ? [{ deviceId: `RFR-${unit}`, from }] : [],
        })),
      });
      unitIds = added.unitIds;
      now = now - HOUR + 36 * MINUTE;
    };
    const silent = (unit: number, raisedAfter: number, severity: 'WARN' | 'MAJOR' = 'WARN') => {
      const startedAt = now - 31 * MINUTE;
      const episode = { startedAt, raisedAt: startedAt + raisedAfter * MINUTE, severity };
      return verdict(`s-${unit}`, { unit, rule: 'NO_DATA', episode });
    };

    it('of a tunnel are quiet as long as it is, and a line when it lasts longer', async () => {
      await enterTunnel();
      const [tunnel] = await follow(...[11, 12, 13, 14].map((unit) => silent(unit, 30)));
      expect(tunnel).toMatchObject({ cause: 'SILENCE_TOGETHER', severity: 'INFO' });
      expect(tunnel?.children).toHaveLength(4);
      expect(await records.incidents.lookAgain(now)).toEqual([]);
      now = tunnel?.expectedUntil ?? 0;
      expect((await records.incidents.lookAgain(now + 1))[0]).toMatchObject({
        ...{ id: 's-11', severity: 'WARN', expectedUntil: null },
      });
      expect(await records.incidents.lookAgain(now + 1)).toEqual([]);
    });

    it('of a tunnel are quiet, and one, also of boxes that were to report only after it was entered', async () => {
      await enterTunnel();
      const entered = now - 36 * MINUTE;
      const seldom = (unit: number, minutes: number) => {
        const startedAt = entered - minutes * MINUTE;
        return verdict(`s-${unit}`, { unit, rule: 'NO_DATA', episode: { startedAt } });
      };
      const [tunnel, ...others] = await follow(seldom(21, 59), seldom(22, 45), seldom(23, 31));
      expect(others).toEqual([]);
      expect(tunnel).toMatchObject({ cause: 'SILENCE_TOGETHER', severity: 'INFO' });
      expect(tunnel?.expectedUntil).toBe(entered + 47 * MINUTE);
    });

    it('of a tunnel are a line at once where something was wrong before the silence', async () => {
      await enterTunnel();
      const [line] = await follow(silent(11, 30, 'MAJOR'));
      expect(line).toMatchObject({ cause: 'SILENCE', severity: 'MAJOR', expectedUntil: null });
      const [together] = await follow(silent(12, 30), silent(13, 30));
      expect(together).toMatchObject({ cause: 'SILENCE_TOGETHER', severity: 'MAJOR' });
    });

    const gap = (unit: number, minutes = 0) => {
      const startedAt = now - (31 - minutes) * MINUTE;
      const episode = { startedAt, raisedAt: startedAt + 10 * MINUTE, severity: 'INFO' as const };
      return verdict(`g-${unit}`, { unit, rule: 'DATA_GAP', episode });
    };

    it('of gaps are hints of their own, and what they become is a line that they point to', async () => {
      await follow(gap(1), gap(2), gap(3));
      const hints = await live();
      expect(hints.map(({ id, cause, severity }) => [id, cause, severity])).toEqual(
        expect.arrayContaining(['g-1', 'g-2', 'g-3'].map((id) => [id, 'SILENCE', 'INFO'])),
      );
      const changed = await follow(silent(1, 30));
      expect(changed).toMatchObject([
        { id: 's-1', cause: 'SILENCE', severity: 'WARN', untakenSince: now },
        { id: 'g-1', state: 'MERGED', mergedIntoId: 's-1' },
      ]);
      expect(changed[0]?.children[0]?.stages).toEqual(['s-1', 'g-1']);
      await follow(silent(2, 30), silent(3, 30));
      const lines = await live();
      expect(lines).toMatchObject([{ id: 's-1', cause: 'SILENCE_TOGETHER', severity: 'WARN' }]);
    });

    it('of a dead device keep who took them, whatever gaps its neighbours have', async () => {
      const [line] = await follow(silent(1, 30));
      await records.incidents.acknowledge({ id: 'wang' }, line!.id, {
        ...{ now, nextCheckAt: now + HOUR },
      });
      await follow(gap(2, 1), gap(3, 2), gap(4, 3));
      const over = { endedAt: now, clearedAt: now };
      const ended = ({ episode, ...rest }: ReturnType<typeof gap>) => ({
        ...rest,
        episode: { ...episode, ...over },
      });
      await follow(ended(gap(2, 1)), ended(gap(3, 2)));
      const found = (await live()).find(({ id }) => id === line!.id);
      expect(found).toMatchObject({ cause: 'SILENCE', state: 'ACKNOWLEDGED' });
    });

    it('of a gap that a late report explains say until when it is as expected', async () => {
      await enterTunnel();
      const [hint] = await follow(gap(11));
      expect(hint).toMatchObject({ cause: 'SILENCE', severity: 'INFO' });
      const { expectedUntil } = hint!;
      expect(expectedUntil).toBeGreaterThan(now);
      expect((await records.incidents.lookAgain(expectedUntil! + 1))[0]).toMatchObject({
        ...{ severity: 'INFO', expectedUntil: null },
      });
    });

    it('are caught up with after a start for alerts that nobody followed', async () => {
      await follow(verdict('a'));
      const end = { episode: { endedAt: now, clearedAt: now } };
      await records.alerts.applyVerdicts([verdict('a', end)], now);
      expect(await live()).toHaveLength(1);
      expect((await records.incidents.lookAgain(now, true))[0]).toMatchObject({ state: 'CLEARED' });
      expect(await live()).toEqual([]);
    });

    it('are listed by state, run, unit, cause and severity', async () => {
      await follow(
        ...[verdict('a'), powerOff(2), powerOff(3)],
        verdict('c', { unit: 4, rule: 'CRIT_HI', episode: { severity: 'CRITICAL' } }),
        verdict('d', { unit: 5, episode: { endedAt: now, clearedAt: now } }),
      );
      const ids = async (filter: object) =>
        (await records.incidents.list({ limit: 10, ...filter })).items.map(({ id }) => id);
      expect(await ids({})).toEqual(['a', 'c', 'd', 'off-2']);
      expect(await ids({ newestFirst: true, cursor: 'd' })).toEqual(['c', 'a']);
      expect(await ids({ state: 'live' })).toEqual(['a', 'c', 'off-2']);
      expect(await ids({ state: 'CLEARED', runId })).toEqual(['d']);
      expect(await ids({ unitId: unitIds.get('UNIT-4') })).toEqual(['c']);
      expect(await ids({ cause: 'GENSET_GROUP' })).toEqual(['off-2']);
      expect(await ids({ severity: 'MAJOR' })).toEqual(['off-2']);
      expect(await ids({ severityMin: 'MAJOR' })).toEqual(['c', 'off-2']);
      expect(await ids({ organisationId: 'other' })).toEqual([]);
    });
  });
}
