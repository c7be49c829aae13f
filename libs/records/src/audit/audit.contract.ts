import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { RECORDS_FILE } from '../open-records.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, addTestUser, testVerdict, TESTER, type TestRecords } from '../testing.ts';
import type { AuditFilter } from './audit-filter.ts';

const HASH = 'a'.repeat(64);
const HOUR = 3_600_000;

/** What every database must do for this part of the records. */
export function describeAudit(open: () => Promise<TestRecords>): void {
  describe('the audit', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
    });
    afterEach(() => test.dispose());

    it('has a line with who, what, when, old, new and why for every way to write', async () => {
      const now = test.clock.now();
      const { unitIds, runIds } = await addTestJourneys(records, now);
      const user = await addTestUser(records);
      await records.alerts.applyVerdicts([testVerdict(1)], now);
      const session = { userId: user.id, expiresAt: now + HOUR };
      const device = {
        id: 'RFR-X',
        organisationId: 'demo',
        kind: 'box',
        tokenSha256: HASH,
      } as const;
      let grantId = '';
      const ways: Record<string, () => Promise<unknown>> = {
        'organisation.add': () =>
          records.organisations.ensure(TESTER, { id: 'other', nameZh: '乙', nameEn: 'B' }),
        'user.add': () => addTestUser(records, 'li'),
        'user.setPassword': () => records.users.change(TESTER, user.id, { passwordHash: 'x' }),
        'user.change': () => records.users.change(TESTER, user.id, { displayName: '王五' }),
        'session.open': () => records.sessions.open('b'.repeat(64), session),
        'session.close': () => records.sessions.close('b'.repeat(64)),
        'link.add': () => records.sessions.addOneTimeLink('c'.repeat(64), session),
        'link.use': () => records.sessions.useOneTimeLink('c'.repeat(64), now),
        'device.add': () => records.devices.addMany(TESTER, [device]),
        'device.rotate': () => records.devices.rotateMany(TESTER, [device]),
        'device.configure': () =>
          records.devices.configure(TESTER, 'RFR-X', { samplingIntervalSeconds: 30 }),
        'device.bind': () =>
          records.devices.bind(TESTER, 'RFR-X', unitIds.get('UNIT-1') ?? '', now),
        'device.calibrate': () =>
          records.equipment.calibrate(TESTER, 'RFR-X', {
            ...{ channel: null, calibratedAt: now, validUntil: now + 1, offsetKelvin: 0 },
            ...{ certificateNumber: null, note: null },
          }),
        'device.revoke': () => records.devices.revoke(TESTER, 'RFR-X'),
        'lot.add': () =>
          records.journeys.addMany(TESTER, {
            organisationId: 'demo',
            lots: [{ code: 'L-X', commodityCode: 'X', quantityKilograms: null }],
          }),
        'run.reportLeg': () =>
          records.journeys.reportLeg(TESTER, runIds.get('XM-1') ?? '', {
            ...{ leg: 1, departedAt: now - 1, arrivedAt: now },
          }),
        'run.setState': () =>
          records.journeys.setRunState(TESTER, runIds.get('XM-1') ?? '', 'ARRIVED'),
        'grant.add': async () => {
          const grant = await records.grants.add(TESTER, {
            ...{ organisationId: 'demo', granteeOrganisationId: 'other', kind: 'lessor' },
            ...{ subjectId: 'RFR-X', legOrdinal: null, validFrom: now, validUntil: null },
          });
          grantId = grant.id;
        },
        'grant.revoke': () => records.grants.revoke(TESTER, grantId),
        'unit.declare': () =>
          records.equipment.declare(TESTER, unitIds.get('UNIT-1') ?? '', {
            ...{ state: 'IN_USE', validFrom: now, reason: null },
          }),
        'unit.clean': () =>
          records.equipment.clean(TESTER, unitIds.get('UNIT-1') ?? '', {
            ...{ cleanedAt: now, isClean: true, certificateNumber: null, note: null },
          }),
        'quarantine.replay': () =>
          records.audit.note(TESTER, {
            ...{ organisationId: 'demo', action: 'quarantine.replay', entity: 'quarantine' },
            entityId: '17',
          }),
        'alert.severity': () =>
          records.alerts.applyVerdicts([testVerdict(2, { episode: { severity: 'MAJOR' } })], now),
        'alert.acknowledge': () =>
          records.alerts.acknowledge(TESTER, 'alert-1', { now, nextCheckAt: now + 1 }),
      };
      for (const [action, write] of Object.entries(ways)) {
        const before = await records.audit.list({ limit: 1, newestFirst: true });
        await write();
        const lines = await records.audit.list({ limit: 9, cursor: before.items[0]?.id });
        expect(lines.items.map((line) => line.action)).toEqual([action]);
        const [line] = lines.items;
        expect(line?.at).toBe(now);
        const isOurs = line?.actor === TESTER.id && line.reason === TESTER.reason;
        expect(
          isOurs || line?.actor === user.id || line?.actor === 'judge' || line?.actor === 'system',
        ).toBe(true);
      }
      const revoked = await records.audit.list({ limit: 9, entity: 'device', entityId: 'RFR-X' });
      expect(revoked.items.at(-1)).toMatchObject({
        action: 'device.revoke',
        before: { isRevoked: false },
        after: { isRevoked: true },
      });
      expect(JSON.stringify(revoked)).not.toContain(HASH);
    });

    it('shows an organisation its own lines, page by page', async () => {
      const note = (organisationId: string, entityId: string) => {
        const about = { action: 'quarantine.replay', entity: 'quarantine', entityId };
        return records.audit.note(TESTER, { organisationId, ...about });
      };
      for (const id of ['1', '2', '3']) {
        await note('ours', id);
        await note('theirs', id);
      }
      const ours = { organisationId: 'ours', newestFirst: true, limit: 2 };
      const first = await records.audit.list(ours);
      expect(first.items.map(({ entityId }) => entityId)).toEqual(['3', '2']);
      const cursor = first.nextCursor ?? undefined;
      const rest = await records.audit.list({ ...ours, cursor });
      expect(rest.items.map(({ entityId }) => entityId)).toEqual(['1']);
      expect(rest.nextCursor).toBeNull();
    });

    describe('searched', () => {
      const [LOT, DEVICE] = ['lot.change', 'device.rotate'];
      const OF_LOT = { organisationId: 'ours', action: 'lot.add', entity: 'lot', entityId: '7' };
      /** Lines 1…6, one an hour, in turn by two people and of two kinds; and one of others. */
      beforeEach(async () => {
        for (const number of [1, 2, 3, 4, 5, 6]) {
          const actor = { id: number % 2 === 0 ? 'li' : 'wang' };
          const action = number <= 3 ? LOT : DEVICE;
          const about = { action, entity: action.split('.')[0] ?? '', entityId: `${number}` };
          await records.audit.note(actor, { organisationId: 'ours', ...about });
          test.clock.advanceTo(test.clock.now() + HOUR);
        }
        const theirs = { action: LOT, entity: 'lot', entityId: 'theirs' };
        await records.audit.note({ id: 'wang' }, { organisationId: 'theirs', ...theirs });
      });

      const found = async (filter: Partial<AuditFilter>) => {
        const page = { organisationId: 'ours', limit: 9 };
        const { items } = await records.audit.list({ ...page, ...filter });
        return items.map(({ entityId }) => entityId).join('');
      };

      it('shows what one person did, what one kind of action was, and both', async () => {
        expect(await found({})).toBe('123456');
        expect(await found({ actor: 'li' })).toBe('246');
        expect(await found({ actionPrefix: 'lot.' })).toBe('123');
        expect(await found({ actionPrefix: 'device.rotate' })).toBe('456');
        expect(await found({ actor: 'wang', actionPrefix: 'd' })).toBe('5');
        expect(await found({ actor: 'wang', entity: 'lot', entityId: '3' })).toBe('3');
      });

      it.each([false, true])(
        'merges the actions that begin so, page by page, the newest first: %s',
        async (newestFirst) => {
          await records.audit.note({ id: 'li' }, OF_LOT);
          const pages = async (filter: Partial<AuditFilter>) => {
            const seen: string[] = [];
            let cursor: string | undefined;
            do {
              const page = { organisationId: 'ours', limit: 2, newestFirst, cursor };
              const { items, nextCursor } = await records.audit.list({ ...page, ...filter });
              seen.push(items.map(({ entityId }) => entityId).join(''));
              cursor = nextCursor ?? undefined;
            } while (cursor !== undefined);
            return seen;
          };
          const inOrder = (...oldestFirst: string[]) =>
            newestFirst ? oldestFirst.reverse() : oldestFirst;
          expect(await pages({ actionPrefix: 'lot.' })).toEqual(inOrder('12', '37').map(turned));
          expect(await pages({ actionPrefix: 'lot.', actor: 'li' })).toEqual(['27'].map(turned));
          const until = test.clock.now() - HOUR;
          const early = { actionPrefix: 'lot.', until, from: until - 4 * HOUR };
          expect(await pages(early)).toEqual(['23'].map(turned));

          function turned(page: string): string {
            return newestFirst ? [...page].reverse().join('') : page;
          }
        },
      );

      it('takes a beginning of an action for itself, and for no pattern', async () => {
        for (const actionPrefix of ['%', 'lot_', 'LOT', 'otation', 'lot.change.'])
          expect(await found({ actionPrefix })).toBe('');
      });

      it('shows a span of time, its beginning included and its end not', async () => {
        const now = test.clock.now();
        const [from, until] = [now - 5 * HOUR, now - 2 * HOUR];
        expect(await found({ from, until })).toBe('234');
        expect(await found({ from })).toBe('23456');
        expect(await found({ until, actor: 'wang' })).toBe('13');
        expect(await found({ from: until, until: from })).toBe('');
      });

      it.each([false, true])('goes page by page, the newest first: %s', async (newestFirst) => {
        const filter = { from: test.clock.now() - 5 * HOUR, actor: 'li', newestFirst, limit: 1 };
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await records.audit.list({ ...filter, organisationId: 'ours', cursor });
          seen.push(...page.items.map(({ entityId }) => entityId));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seen.join('')).toBe(newestFirst ? '642' : '246');
      });
    });

    it('can be added to and nothing else, also by whoever holds the database itself', async () => {
      const about = { action: 'lot.change', entity: 'lot', entityId: '1' };
      await records.audit.note(TESTER, { organisationId: 'demo', ...about });
      const { items } = await records.audit.list({ limit: 9 });
      const id = items[0]?.id ?? '';
      const statements = [
        `update "auditEntries" set "actor" = 'nobody'`,
        `update "auditEntries" set "reason" = null where "id" = '${id}'`,
        `delete from "auditEntries" where "id" = '${id}'`,
        'delete from "auditEntries"',
        test.url === undefined ? replaceOnSqlite(id) : 'truncate "auditEntries"',
      ];
      for (const statement of statements)
        await expect(runByHand(test, statement)).rejects.toThrow('the audit is append-only');
      expect((await records.audit.list({ limit: 9 })).items).toEqual(items);
      await records.audit.note(TESTER, { organisationId: 'demo', ...about });
      expect((await records.audit.list({ limit: 9 })).items).toHaveLength(items.length + 1);
    });
  });
}

/** Would delete the line without being a deletion. */
function replaceOnSqlite(id: string): string {
  return `insert or replace into "auditEntries"
    ("id", "organisationId", "at", "actor", "action", "entity", "entityId")
    values ('${id}', 'demo', 1, 'nobody', 'lot.change', 'lot', '1')`;
}

/** Runs a statement on a connection that none of our code guards. */
async function runByHand({ url, dataDirectory }: TestRecords, statement: string): Promise<void> {
  if (url === undefined) {
    const database = new DatabaseSync(join(dataDirectory, RECORDS_FILE));
    try {
      database.exec(statement);
    } finally {
      database.close();
    }
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
