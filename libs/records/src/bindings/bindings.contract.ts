import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeviceRevokedError, InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import type { BindingCorrection, BindingRecord } from './binding.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What every database must do about what was where, and what was believed of it. */
export function describeBindings(open: () => Promise<TestRecords>): void {
  describe('bindings', () => {
    let test: TestRecords;
    let records: Records;
    let unitIds: ReadonlyMap<string, string>;
    let runId: string;
    let lotId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      const added = await addTestJourneys(records, TEST_START, 3);
      unitIds = added.unitIds;
      runId = added.runIds.get('XM-1') ?? '';
      lotId = added.lotIds.get('LOT-1') ?? '';
    });
    afterEach(() => test.dispose());

    const unit = (number: number): string => unitIds.get(`UNIT-${number}`) ?? '';
    const correct = async (
      change: Partial<BindingCorrection>,
    ): Promise<BindingRecord | undefined> => {
      const { binding } = await records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'device', subjectId: 'RFR-1', targetId: unit(1) },
        ...{ from: TEST_START, until: null },
        ...change,
      });
      return binding;
    };
    const of = async (kind: BindingRecord['kind'], subjectId: string, asOf?: number) =>
      (await records.bindings.list({ kind, subjectId, asOf })).map(({ targetId, from, until }) => [
        targetId,
        from - TEST_START,
        until === null ? null : until - TEST_START,
      ]);

    it('puts a device on another unit for a while in the past, and leaves the rest as it was', async () => {
      await correct({ targetId: unit(2), from: TEST_START - 5 * HOUR, until: TEST_START - HOUR });
      expect(await of('device', 'RFR-1')).toEqual([
        [unit(1), -DAY, -5 * HOUR],
        [unit(2), -5 * HOUR, -HOUR],
        [unit(1), -HOUR, null],
      ]);
    });

    it('still knows what was believed before a correction, and when that changed', async () => {
      test.clock.advanceTo(TEST_START + HOUR);
      await correct({ targetId: null, from: TEST_START - HOUR, until: null });
      expect(await of('device', 'RFR-1')).toEqual([[unit(1), -DAY, -HOUR]]);
      expect(await of('device', 'RFR-1', TEST_START)).toEqual([[unit(1), -DAY, null]]);
      expect(await of('device', 'RFR-1', TEST_START - 1)).toEqual([]);
      const then = await records.bindings.list({
        ...{ kind: 'device', subjectId: 'RFR-1', asOf: TEST_START },
      });
      expect(then[0]).toMatchObject({
        recordedAt: TEST_START,
        supersededAt: TEST_START + HOUR,
      });
    });

    it('comes in pages, by the beginning, also of what was believed once', async () => {
      for (const hours of [5, 3, 1]) {
        test.clock.advanceTo(test.clock.now() + HOUR);
        await correct({ targetId: unit(2), from: TEST_START - hours * HOUR, until: null });
        await correct({ targetId: unit(3), from: TEST_START - (hours - 1) * HOUR, until: null });
      }
      for (const asOf of [undefined, TEST_START + HOUR, TEST_START + 2 * HOUR]) {
        const query = { kind: 'device', subjectId: 'RFR-1', asOf } as const;
        const paged: BindingRecord[] = [];
        let cursor: string | undefined;
        do {
          const page = await records.bindings.page({ ...query, limit: 2, cursor });
          paged.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(paged.length).toBeGreaterThan(2);
        expect(paged).toEqual(await records.bindings.list(query));
      }
      const wrong = { kind: 'device', subjectId: 'RFR-1', limit: 2, cursor: 'x' } as const;
      await expect(records.bindings.page(wrong)).rejects.toBeInstanceOf(InvalidRecordError);
    });

    it('says what was on a unit or a run at a moment', async () => {
      await correct({ targetId: unit(2), from: TEST_START - 5 * HOUR, until: TEST_START - HOUR });
      const on = async (at: number) =>
        (await records.bindings.list({ kind: 'device', targetId: unit(2), at })).map(
          ({ subjectId }) => subjectId,
        );
      expect((await on(TEST_START - 2 * HOUR)).sort()).toEqual(['RFR-1', 'RFR-2']);
      expect(await on(TEST_START)).toEqual(['RFR-2']);
      const onRun = await records.bindings.list({ kind: 'unit', targetId: runId, at: TEST_START });
      expect(onRun.map(({ position }) => position).sort()).toEqual([1, 2, 3]);
    });

    it('moves a lot, by the limits of its commodity, and a unit off its run', async () => {
      const from = TEST_START - HOUR;
      const moved = await correct({ kind: 'lot', subjectId: lotId, targetId: unit(3), from });
      const [profile] = await records.journeys.profiles();
      expect(moved).toMatchObject({ targetId: unit(3), profileId: profile?.id });
      expect(
        await correct({ kind: 'unit', subjectId: unit(1), targetId: null, from }),
      ).toBeUndefined();
      expect((await records.journeys.unit(unit(1)))?.runId).toBeNull();
    });

    it('tells the judge, and writes down who changed what, from what', async () => {
      const version = await records.journeys.placementsVersion();
      await correct({ targetId: unit(2), from: TEST_START });
      expect(await records.journeys.placementsVersion()).toBeGreaterThan(version);
      const { items } = await records.audit.list({ limit: 1, newestFirst: true });
      expect(items[0]).toMatchObject({
        actor: TESTER.id,
        action: 'device.bind',
        entityId: 'RFR-1',
        before: [{ targetId: unit(1), until: null }],
        after: { targetId: unit(2), from: TEST_START, until: null },
      });
    });

    it('refuses what is not there, not its own, revoked, or ends before it begins', async () => {
      await expect(correct({ subjectId: 'none' })).rejects.toBeInstanceOf(NotFoundError);
      await expect(correct({ targetId: 'none' })).rejects.toBeInstanceOf(NotFoundError);
      await expect(correct({ organisationId: 'other' })).rejects.toBeInstanceOf(NotFoundError);
      await expect(correct({ until: TEST_START })).rejects.toBeInstanceOf(InvalidRecordError);
      await records.devices.revoke(TESTER, 'RFR-1');
      await expect(correct({})).rejects.toBeInstanceOf(DeviceRevokedError);
    });

    it('after any corrections has a subject in one place at a time: where the last of them put it', async () => {
      const anyCorrection = fc.record({
        target: fc.option(fc.integer({ min: 1, max: 3 })),
        from: fc.nat({ max: 20 }),
        length: fc.option(fc.integer({ min: 1, max: 10 })),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(anyCorrection, { minLength: 1, maxLength: 6 }), async (all) => {
          const base = TEST_START + DAY;
          await correct({ targetId: null, from: 0, until: null });
          for (const { target, from, length } of all) {
            await correct({
              targetId: target === null ? null : unit(target),
              from: base + from,
              until: length === null ? null : base + from + length,
            });
          }
          for (let at = -1; at <= 32; at++) {
            const last = all.findLast(
              ({ from, length }) => from <= at && (length === null || at < from + length),
            );
            const found = await records.bindings.list({
              ...{ kind: 'device', subjectId: 'RFR-1', at: base + at },
            });
            const expected = last?.target == null ? [] : [unit(last.target)];
            expect(found.map(({ targetId }) => targetId)).toEqual(expected);
          }
        }),
        { numRuns: 15 },
      );
    });
  });
}
