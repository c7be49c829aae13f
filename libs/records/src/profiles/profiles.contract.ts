import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { toLimitProfile, type Commodity } from '@lenglian/seed-files';
import { aCommodity as aGoodCommodity, CONTRADICTORY } from '@lenglian/seed-files/testing';
import { RecordRefusedError } from '../record-refused-error.ts';
import {
  AlreadyExistsError,
  InvalidRecordError,
  RevisionConflictError,
} from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, testProfile, type TestRecords } from '../testing.ts';

const BASIS = { confidence: 'C', source: 'a test' } as const;
const figure = (value: number) => ({ value, ...BASIS });
const HOUR = 3_600_000;

/** What every database must do with limits, and with units and goods that no run brings. */
export function describeProfiles(open: () => Promise<TestRecords>): void {
  describe('limits and goods without a run', () => {
    let test: TestRecords;
    let records: Records;
    let now: number;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      now = test.clock.now();
      await addTestJourneys(records, now, 2);
      await records.organisations.ensure(TESTER, { id: 'other', nameZh: '', nameEn: '' });
    });
    afterEach(() => test.dispose());

    it('have versions, each of one organisation, told by what holds when', async () => {
      const first = await records.profiles.add(TESTER, 'other', aCommodity('PEAR_KORLA'), now);
      const second = await records.profiles.addVersion(
        TESTER,
        first.id,
        aCommodity('PEAR_KORLA', 3),
        now + HOUR,
      );
      expect(second).toMatchObject({ version: 2, organisationId: 'other', isSeeded: false });
      const ids = async (query: object) =>
        (await records.profiles.list({ limit: 9, organisationId: 'other', ...query })).items.map(
          ({ id }) => id,
        );
      expect(await ids({})).toEqual([first.id, second.id]);
      expect(await ids({ validAt: now })).toEqual([first.id]);
      expect(await ids({ validAt: now + HOUR })).toEqual([second.id]);
      expect(await ids({ codePrefix: 'PLUM' })).toEqual([]);
      const demo = await records.profiles.list({ limit: 9, organisationId: 'demo' });
      expect(demo.items).toMatchObject([testProfile()]);
    });

    it('split the placements of the goods that they concern, and of no others', async () => {
      const [pear] = (await records.profiles.list({ limit: 1, organisationId: 'demo' })).items;
      const from = now - HOUR;
      const { id } = await records.profiles.addVersion(
        TESTER,
        pear?.id ?? '',
        aCommodity('PEAR_KORLA', 3),
        from,
      );
      const { lotPlacements } = await records.journeys.placements();
      expect(lotPlacements.map((one) => [one.profileId, one.until])).toEqual(
        expect.arrayContaining([
          [pear?.id, from],
          [id, null],
        ]),
      );
      expect(lotPlacements).toHaveLength(4);
      const lot = await records.journeys.lotByCode('demo', 'LOT-1');
      // It lies where it lay, since it lay there.
      expect(lot).toMatchObject({ profileId: id, placedFrom: now - 24 * HOUR, placedUntil: null });
      const run = await records.journeys.runByCode('demo', 'XM-1');
      expect((await records.plans.ofRun(run?.id ?? ''))?.lines).toHaveLength(2);
    });

    it('are refused where they contradict each other, or were not seen', async () => {
      const { profiles } = records;
      const [pear] = (await profiles.list({ limit: 1, organisationId: 'demo' })).items;
      const id = pear?.id ?? '';
      const late = (band: number, at = now) =>
        profiles.addVersion(TESTER, id, aCommodity('PEAR_KORLA', band), at);
      await expect(late(9)).rejects.toThrow(RecordRefusedError);
      const endless = { aboveBandMinutes: figure(0), aboveCriticalMinutes: figure(500 * 1_440) };
      await expect(
        profiles.addVersion(TESTER, id, { ...aCommodity('PEAR_KORLA'), budgets: endless }, now),
      ).rejects.toMatchObject({
        findings: [
          { code: 'BUDGET_OUT_OF_RANGE', field: 'budgets.aboveBandMinutes' },
          { code: 'BUDGET_OUT_OF_RANGE', field: 'budgets.aboveCriticalMinutes' },
        ],
      });
      await expect(late(3, now - 91 * 24 * HOUR)).rejects.toThrow('TOO_LONG_AGO');
      await expect(profiles.addVersion(TESTER, id, aCommodity('PLUM'), now)).rejects.toThrow(
        InvalidRecordError,
      );
      await late(3);
      await expect(late(4, now + HOUR)).rejects.toThrow(RevisionConflictError);
      await expect(profiles.add(TESTER, 'demo', aCommodity('PEAR_KORLA'), now)).rejects.toThrow(
        AlreadyExistsError,
      );
    });

    it('are refused for every contradiction, by its field, and taken without one', async () => {
      const { profiles } = records;
      const good = await profiles.add(TESTER, 'other', aGoodCommodity(), now);
      for (const { change, code, field } of CONTRADICTORY) {
        const refusal = { findings: [{ code, field }] };
        const bad = aGoodCommodity(change);
        const first = profiles.add(TESTER, 'demo', bad, now);
        await expect(first).rejects.toMatchObject(refusal);
        const further = profiles.addVersion(TESTER, good.id, bad, now + HOUR);
        await expect(further).rejects.toMatchObject(refusal);
      }
      await profiles.addVersion(TESTER, good.id, aGoodCommodity(), now + HOUR);
    });

    it('are read as they were written, from before contradictions were looked for', async () => {
      const [{ change } = { change: {} }] = CONTRADICTORY;
      const details = aGoodCommodity(change);
      const old = { ...toLimitProfile(details, 1), details };
      await records.journeys.addMany(TESTER, {
        ...{ organisationId: 'other', profiles: [old] },
      });
      const [read] = (await records.profiles.list({ limit: 9, organisationId: 'other' })).items;
      expect(read).toMatchObject({ code: details.code, entry: details });
      const mended = aGoodCommodity();
      const { version } = await records.profiles.addVersion(TESTER, read?.id ?? '', mended, now);
      expect(version).toBe(2);
    });

    it('lie in a zone of a store, whose codes another organisation may have too', async () => {
      const store = { code: 'UNIT-1', kind: 'store', parts: ['1'] } as const;
      await records.profiles.add(TESTER, 'other', aCommodity('PEAR_KORLA'), now - HOUR);
      const { partIds } = await records.stock.addUnit(TESTER, 'other', store);
      const placement = { unitCode: 'UNIT-1/1', from: now, until: null };
      const lot = { ...NOTHING_ELSE, code: 'LOT-1', commodityCode: 'PEAR_KORLA', placement };
      const { id } = await records.stock.addLot(TESTER, 'other', lot);
      expect(await records.journeys.lot(id)).toMatchObject({ unitId: partIds[0] });
      await expect(records.stock.addLot(TESTER, 'other', lot)).rejects.toThrow('LOT_EXISTS');
      await expect(records.stock.addUnit(TESTER, 'other', store)).rejects.toThrow(
        AlreadyExistsError,
      );
      const unplaced = { ...lot, code: 'LOT-2', placement: null };
      const second = await records.stock.addLot(TESTER, 'other', unplaced);
      const found = await records.journeys.lot(second.id);
      expect(found).toMatchObject({ unitId: null });
      expect(found?.profileId).not.toBe('');
    });
  });
}

const NOTHING_ELSE = {
  ...{ quantityKilograms: null, originPlaceCode: null, note: null, waybillNumber: null },
  ...{ shipperName: null, consigneeName: null, harvestedAt: null, preCooledAt: null },
  ...{ pulpTemperatureCelsius: null, brixDegrees: null, cultivarCode: null, packageCount: null },
};

function aCommodity(code: string, bandHigh = 2): Commodity {
  return {
    ...{ code, nameZh: code, nameEn: code, family: 'fruit', thermalState: 'chilled' },
    ...{ setpointCelsius: figure(0), bandLowCelsius: figure(-0.5) },
    ...{ bandHighCelsius: figure(bandHigh), criticalLowCelsius: figure(-1) },
    ...{ criticalHighCelsius: figure(8), freezingPointCelsius: figure(-1.5) },
    ...{ relativeHumidityPercent: null, ethylene: null, zones: [], shelfLife: [], kinetics: [] },
    budgets: { aboveBandMinutes: figure(600), aboveCriticalMinutes: figure(60) },
  };
}
