import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seriesSchema } from '@lenglian/console-contract';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
let viewer: Visitor;
const SAMPLES = 240;

beforeAll(async () => {
  sut = await runApi();
  viewer = await Visitor.as('viewer', sut.url);
  // Four hours before now, one sample a minute, on the first device; the binding is six hours old.
  for (let i = 0; i < SAMPLES; i++) {
    sut.history.readings.push(
      aReading({
        deviceId: 'REEFER-1',
        measuredAt: NOW - (SAMPLES - i) * MINUTE,
        measured: { cargoProbe1TemperatureCelsius: i / 100 },
      }),
    );
  }
  sut.history.readings.push(
    aReading({ deviceId: 'REEFER-1', measuredAt: NOW - 7 * HOUR, boot: 1, seq: 1 }),
  );
});
afterAll(() => sut.close());

const unit = () => sut.ids.unitIds[0] as string;
async function series(from: number, to: number, points: number) {
  const path = `/api/v1/units/${unit()}/readings?from=${from}&to=${to}&points=${points}`;
  return seriesSchema.parse(await (await viewer.get(path)).json());
}

describe('a chart', () => {
  it('shows the readings themselves where they fit', async () => {
    const chart = await series(NOW - 4 * HOUR, NOW, 500);
    expect(chart.widthSeconds).toBe(0);
    expect(chart.times).toHaveLength(SAMPLES);
    expect(chart.series).toMatchObject([
      { channel: 'cargoProbe1TemperatureCelsius', deviceId: 'REEFER-1' },
    ]);
    expect(chart.series[0]?.min).toBeUndefined();
  });

  it('shows roll-ups where they do not, with their extremes', async () => {
    const chart = await series(NOW - 4 * HOUR, NOW, 20);
    expect(chart.widthSeconds).toBe(900);
    expect(chart.times).toHaveLength(16);
    expect(chart.series[0]).toMatchObject({ min: expect.arrayContaining([0]) as unknown });
    expect(chart.series[0]?.max?.at(-1)).toBe(2.39);
  });

  it.each([10, 33, 1000])('never has more than %d points, however long it is', async (points) => {
    const chart = await series(NOW - 399 * DAY, NOW, points);
    expect(chart.times.length).toBeLessThanOrEqual(points);
    const widest = Math.ceil((399 * DAY) / points / 1000);
    expect(chart.widthSeconds).toBeLessThanOrEqual(2 * Math.max(widest, 86_400));
  });

  it('has only what the device measured while it rode on the unit', async () => {
    const chart = await series(NOW - 8 * HOUR, NOW, 1000);
    expect(chart.times[0]).toBe(NOW - 4 * HOUR);
  });

  it('of a window that ends before it begins is refused', async () => {
    const path = `/api/v1/units/${unit()}/readings?from=${NOW}&to=${NOW}`;
    expect((await viewer.get(path)).status).toBe(400);
  });
});

describe('an export', () => {
  const path = (format: string) =>
    `/api/v1/units/${unit()}/export?from=${NOW - 3 * MINUTE}&to=${NOW}&format=${format}`;

  it('opens in Excel with Chinese intact, in Beijing time', async () => {
    const response = await viewer.get(path('csv'));
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('UNIT-1.csv');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^UNIT-1,REEFER-1,2025-09-18 13:57:00\.000,1758175020000,/);
    expect(lines[1]?.split(',')).toHaveLength(lines[0]?.split(',').length as number);
  });

  it('of a whole run has one JSON object a line', async () => {
    const response = await viewer.get(
      `/api/v1/runs/${sut.ids.runId}/export?from=${NOW - HOUR}&to=${NOW}&format=ndjson`,
    );
    const lines = (await response.text()).trim().split('\n');
    expect(lines).toHaveLength(60);
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      unitCode: 'UNIT-1',
      measuredAt: NOW - HOUR,
      values: { cargoProbe1TemperatureCelsius: 1.8 },
    });
  });

  it('of a run has a unit only while it was on it, also when the unit left long ago', async () => {
    const [unit] = sut.ids.unitIds;
    await sut.records.bindings.correct(
      { id: 'system' },
      {
        ...{ organisationId: 'demo', kind: 'unit', subjectId: unit ?? '', targetId: null },
        ...{ from: NOW - 30 * MINUTE, until: null },
      },
    );
    const response = await viewer.get(
      `/api/v1/runs/${sut.ids.runId}/export?from=${NOW - HOUR}&to=${NOW}&format=ndjson`,
    );
    const lines = (await response.text()).trim().split('\n');
    const times = lines.map((line) => (JSON.parse(line) as { measuredAt: number }).measuredAt);
    expect([times.length, Math.max(...times)]).toEqual([30, NOW - 31 * MINUTE]);
  });

  it('of a unit without readings is a table without rows', async () => {
    const response = await viewer.get(
      `/api/v1/units/${sut.ids.unitIds[2]}/export?from=${NOW - HOUR}&to=${NOW}`,
    );
    expect((await response.text()).trim().split('\r\n')).toHaveLength(1);
  });
});
