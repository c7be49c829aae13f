import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seriesSchema } from '@lenglian/console-contract';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { tracksTold } from './tracks.ts';

const ON_THE_RUN = NOW - HOUR;
const AFTER_IT = NOW - 10 * MINUTE;

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
  for (const measuredAt of [ON_THE_RUN, AFTER_IT]) {
    const where = { latitudeDegrees: 41.7, longitudeDegrees: 82.9 };
    const measured = { ...where, supplyTemperatureCelsius: 1 };
    sut.history.readings.push(aReading({ deviceId: 'REEFER-1', measuredAt, measured }));
  }
  await sut.records.bindings.correct(
    { id: 'system' },
    {
      ...{ organisationId: 'demo', kind: 'unit', subjectId: sut.ids.unitIds[0] ?? '' },
      ...{ targetId: null, from: NOW - 30 * MINUTE, until: null },
    },
  );
});
afterAll(() => sut.close());

/** Of each channel, the times at which a chart, and an export, have it. */
async function told(points: number) {
  const viewer = await Visitor.as('viewer', sut.url);
  const unit = `/api/v1/units/${sut.ids.unitIds[0]}`;
  const span = `from=${NOW - 2 * HOUR}&to=${NOW}`;
  const chart = seriesSchema.parse(
    await (await viewer.get(`${unit}/readings?${span}&points=${points}`)).json(),
  );
  const exported = await (await viewer.get(`${unit}/export?${span}&format=ndjson`)).text();
  const lines = exported
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { measuredAt: number; values: Record<string, number> });
  const inChart = (name: string) =>
    chart.series.find(({ channel }) => channel === name)?.mean.filter((value) => value !== null);
  const inExport = (name: string) =>
    lines.filter(({ values }) => name in values).map(({ measuredAt }) => measuredAt);
  return { inChart, inExport };
}

describe('where a unit was', () => {
  it('is told for a while, and then only of its time on runs; what was measured stays', async () => {
    const before = await told(500);
    expect(before.inChart('latitudeDegrees')).toHaveLength(2);
    expect(before.inExport('longitudeDegrees')).toEqual([ON_THE_RUN, AFTER_IT]);
    sut.clock.advanceTo(NOW + 31 * DAY);
    const after = await told(500);
    expect(after.inChart('latitudeDegrees')).toHaveLength(1);
    expect(after.inChart('supplyTemperatureCelsius')).toHaveLength(2);
    expect(after.inExport('latitudeDegrees')).toEqual([ON_THE_RUN]);
    expect(after.inExport('longitudeDegrees')).toEqual([ON_THE_RUN]);
    expect(after.inExport('supplyTemperatureCelsius')).toEqual([ON_THE_RUN, AFTER_IT]);
    const rolled = await told(10);
    expect(rolled.inChart('longitudeDegrees')).toHaveLength(1);
    expect(rolled.inChart('supplyTemperatureCelsius')).toHaveLength(2);
  });

  it('is told of an interval only where all of it is', () => {
    const isTold = tracksTold([{ from: 10, until: 20 }], 100);
    expect([isTold(10, 20), isTold(9, 20), isTold(10, 21), isTold(99, 101)]).toEqual([
      ...[true, false, false, false],
    ]);
    expect(isTold(100, 200)).toBe(true);
    expect(tracksTold([{ from: 10, until: null }], 100)(50, 60)).toBe(true);
  });
});
