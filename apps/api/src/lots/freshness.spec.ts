import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  lotExposureSchema,
  lotFreshnessSchema,
  lotRecordSchema,
  temperatureCertificateSchema,
} from '@lenglian/console-contract';
import { HistoryUnavailableError } from '@lenglian/history';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

/** The lots were loaded then. */
const LOADED = NOW - 6 * HOUR;

let sut: ApiUnderTest;
let operator: Visitor;
let lotId: string;
beforeEach(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  lotId = sut.ids.lotIds[0] ?? '';
});
afterEach(() => sut.close());

/** A value a minute, from … until, both in minutes after loading; one at this very moment is not over yet. */
function measure(
  from: number,
  until: number,
  measured: Record<string, number>,
  deviceId = 'REEFER-1',
): void {
  for (let minute = from; minute <= until; minute++)
    sut.history.readings.push(
      aReading({ deviceId, measuredAt: LOADED + minute * MINUTE, measured }),
    );
}
const probe = (celsius: number) => ({ cargoProbe1TemperatureCelsius: celsius });
const freshness = async (id = lotId) =>
  lotFreshnessSchema.parse(await (await operator.get(`/api/v1/lots/${id}/freshness`)).json());
const certificate = async (id = lotId, by = operator) =>
  temperatureCertificateSchema.parse(await (await by.get(`/api/v1/lots/${id}/certificate`)).json());

describe('what is left of the life of goods', () => {
  it('is a range that takes them as new at loading where nothing before is on record', async () => {
    measure(0, 360, probe(10));
    expect(await freshness()).toEqual({
      ...{ lotId, basis: 'FRESH_AT_LOADING', countedFrom: LOADED, asOf: NOW },
      ...{ measuredBy: 'PRODUCT', measuredMinutes: 359, unknownMinutes: 1 },
      // 6 h at 10 °C are 13.2 h at 0 °C, of 210 and of 225 days.
      remainingShelfLifeHoursBest: 225 * 24 - 13.2,
      remainingShelfLifeHoursWorst: 210 * 24 - 13.2,
      ...{ lifeUsedPercentBest: 0.24, lifeUsedPercentWorst: 0.26 },
      ...{ keepsDaysLeast: 210, keepsDaysMost: 225, referenceTemperatureCelsius: 0 },
      ...{ unseenColdestCelsius: 0, unseenWarmestCelsius: 8 },
      ...{ meanKineticTemperatureCelsius: 10, meanKineticTemperatureMeasuredMinutes: 359 },
    });
  });

  it('counts a pause of an hour both ways, and says how long it was', async () => {
    measure(0, 120, probe(0));
    measure(180, 360, probe(0));
    const left = await freshness();
    expect(left).toMatchObject({ measuredMinutes: 299, unknownMinutes: 61 });
    expect(left.remainingShelfLifeHoursBest).toBeCloseTo(225 * 24 - 6, 1);
    expect(left.remainingShelfLifeHoursWorst).toBeCloseTo(210 * 24 - 5 - 2.2 ** 0.8, 1);
  });

  it('has the same pause beside the exposure: nobody knows how that was', async () => {
    measure(0, 120, probe(0));
    measure(180, 360, probe(0));
    const exposure = async () =>
      lotExposureSchema.parse(await (await operator.get(`/api/v1/lots/${lotId}/exposure`)).json());
    expect(await exposure()).toMatchObject({ totalMinutes: {}, unseenMinutes: 61 });
    sut.history.window = () => Promise.reject(new HistoryUnavailableError('down'));
    expect(await exposure()).toMatchObject({ totalMinutes: {}, unseenMinutes: null });
  });

  it('counts from harvest where somebody recorded it, as an estimate', async () => {
    measure(0, 360, probe(0));
    const known = { harvestedAt: LOADED - 10 * HOUR, preCooledAt: LOADED - 4 * HOUR };
    const changed = await operator.send('PATCH', `/api/v1/lots/${lotId}`, known);
    expect(lotRecordSchema.parse(await changed.json())).toMatchObject(known);
    const left = await freshness();
    expect(left).toMatchObject({
      ...{ basis: 'SINCE_HARVEST_ESTIMATED', countedFrom: LOADED - 10 * HOUR },
      ...{ measuredMinutes: 359, unknownMinutes: 601 },
    });
    expect(left.remainingShelfLifeHoursBest).toBeCloseTo(225 * 24 - 16, 1);
    const worst = 6 * 2.2 ** 3.5 + 4 * 2.2 ** 0.8 + 6;
    expect(left.remainingShelfLifeHoursWorst).toBeCloseTo(210 * 24 - worst, 1);
  });

  it('stands on the air, and says so, where no probe is in the goods', async () => {
    const air = { supplyTemperatureCelsius: 0, returnTemperatureCelsius: 10 };
    measure(0, 360, air);
    const left = await freshness();
    expect(left.measuredBy).toBe('AIR');
    expect(left.remainingShelfLifeHoursBest).toBeCloseTo(225 * 24 - 6, 1);
    expect(left.remainingShelfLifeHoursWorst).toBeCloseTo(210 * 24 - 13.2, 1);
  });

  it('is no figure where nobody measured', async () => {
    expect(await freshness()).toMatchObject({
      ...{ basis: 'NOT_MEASURED', remainingShelfLifeHoursBest: null, lifeUsedPercentWorst: null },
      ...{ keepsDaysLeast: 210, unknownMinutes: 360, meanKineticTemperatureCelsius: null },
    });
  });

  it('is no figure of goods that nobody knows the kinetics of, nor before they are loaded', async () => {
    const [known] = await sut.records.journeys.profiles('demo');
    const lot = (code: string, profileCode: string, from: number) => {
      const placement = { unitCode: 'UNIT-3', profileCode, from };
      return { code, commodityCode: 'PEAR', quantityKilograms: 1, placement };
    };
    const { lotIds } = await sut.records.journeys.addMany(
      { id: 'system' },
      {
        organisationId: 'demo',
        profiles: [{ ...known!, code: 'CRAB' }],
        lots: [lot('CRABS', 'CRAB', LOADED), lot('LATER', 'PEAR', NOW + HOUR)],
      },
    );
    measure(0, 360, probe(6), 'REEFER-3');
    expect(await freshness(lotIds.get('CRABS'))).toMatchObject({
      ...{ basis: 'NO_MODEL', remainingShelfLifeHoursBest: null, keepsDaysLeast: null },
      ...{ measuredBy: 'PRODUCT', meanKineticTemperatureCelsius: 6 },
    });
    expect(await freshness(lotIds.get('LATER'))).toMatchObject({
      ...{ basis: 'NOT_LOADED', remainingShelfLifeHoursBest: null, keepsDaysLeast: 210 },
    });
  });

  it('is inherited by a part, and by a mixture from its oldest', async () => {
    measure(0, 360, probe(10));
    measure(0, 360, probe(0), 'REEFER-2');
    const part = await operator.post('/api/v1/transformations', {
      ...{ kind: 'SPLIT', at: NOW - HOUR, inputs: [{ lotCode: 'LOT-1', quantityKilograms: 100 }] },
      outputs: [{ lotCode: 'PART', quantityKilograms: 100 }],
    });
    expect(part.status).toBe(200);
    const whole = await freshness();
    const { id } = (await sut.records.journeys.lotByCode('demo', 'PART'))!;
    const inherited = await freshness(id);
    expect(inherited.remainingShelfLifeHoursWorst).toBeCloseTo(
      whole.remainingShelfLifeHoursWorst!,
      0,
    );
    const inputs = ['PART', 'LOT-2'].map((lotCode) => ({ lotCode, quantityKilograms: 100 }));
    const merged = await operator.post('/api/v1/transformations', {
      ...{ kind: 'MERGE', at: NOW - MINUTE, inputs },
      outputs: [{ lotCode: 'BOTH', quantityKilograms: 200, unitCode: 'UNIT-2' }],
    });
    expect(merged.status).toBe(200);
    const both = await freshness((await sut.records.journeys.lotByCode('demo', 'BOTH'))!.id);
    expect(both.remainingShelfLifeHoursWorst).toBeCloseTo(210 * 24 - 13.2, 0);
    expect(both.remainingShelfLifeHoursBest).toBeCloseTo(225 * 24 - 6, 0);
  });

  it('is not told while the history does not answer', async () => {
    const isDown = () => Promise.reject(new HistoryUnavailableError('down'));
    Object.assign(sut.history, { window: isDown, rollUps: isDown });
    expect((await operator.get(`/api/v1/lots/${lotId}/freshness`)).status).toBe(503);
  });

  it('is still told of goods that lie for months, by the quarter of an hour', async () => {
    measure(0, 360, probe(0));
    sut.clock.advanceTo(NOW + 30 * DAY);
    sut.judge.now = NOW + 30 * DAY;
    operator = await Visitor.as('operator', sut.url);
    const left = await freshness();
    expect(left.measuredMinutes).toBeGreaterThan(330);
    expect(left.measuredMinutes + left.unknownMinutes).toBeCloseTo(30 * 1440 + 360, 0);
  });
});

describe('the certificate of a lot', () => {
  it('tells minutes outside, gaps, devices, hand-overs and edits', async () => {
    measure(0, 120, probe(1));
    measure(180, 240, probe(3));
    measure(241, 360, probe(9));
    const quality = await Visitor.as('quality', sut.url);
    await quality.post('/api/v1/devices/REEFER-1/calibrations', {
      ...{ calibratedAt: NOW - DAY, validUntil: NOW + DAY, offsetKelvin: 0.1 },
      ...{ channel: null, certificateNumber: 'JJF-1', note: null },
    });
    await operator.send('PATCH', `/api/v1/lots/${lotId}`, { waybillNumber: 'DD-1' });
    const told = await certificate();
    expect(told).toMatchObject({
      ...{ lotCode: 'LOT-1', waybillNumber: 'DD-1', from: LOADED, until: NOW, generatedAt: NOW },
      ...{ measuredBy: 'PRODUCT', lowestCelsius: 1, highestCelsius: 9 },
      limits: { profileCode: 'PEAR', profileVersion: 1, bandLowCelsius: -1, bandHighCelsius: 2 },
      minutes: { measured: 299, unknown: 61, belowBand: 0, belowCritical: 0 },
      gaps: [{ from: LOADED + 120 * MINUTE, until: LOADED + 180 * MINUTE }],
      ...{ gapCount: 1, edits: [{ action: 'lot.change' }] },
      devices: [{ deviceId: 'REEFER-1', calibration: { certificateNumber: 'JJF-1' } }],
      custody: [{ custodianName: null }],
    });
    expect(told.minutes.aboveBand).toBeCloseTo(179, 0);
    expect(told.minutes.aboveCritical).toBeCloseTo(118.2, 0);
    expect(told.chart.times.length).toBeLessThanOrEqual(361);
  });

  it('is whole also of a lot that nobody measured', async () => {
    expect(await certificate()).toMatchObject({
      ...{ measuredBy: null, lowestCelsius: null, devices: [{ deviceId: 'REEFER-1' }] },
      minutes: { measured: 0, unknown: 360 },
    });
  });

  it('is for those who may see values: of a lot of somebody else there is none', async () => {
    const foreign = await Visitor.as('viewer', sut.url, 'other');
    expect((await foreign.get(`/api/v1/lots/${lotId}/certificate`)).status).toBe(404);
  });
});
