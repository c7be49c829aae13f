import { describe, expect, it } from '@jest/globals';
import { aReading } from '@lenglian/readings/testing';
import { SampleColumns, columnsToReadings } from './sample-columns.ts';

describe(SampleColumns.name, () => {
  it('gives far more room than usual back, and holds what comes after that', () => {
    const columns = new SampleColumns(4);
    for (let i = 0; i < 20_001; i++) columns.addReading(aReading({ measuredAt: i }));
    expect(columns.capacity).toBeGreaterThan(20_000);

    columns.clear(10);
    const reading = aReading({ measuredAt: 7, measured: { returnTemperatureCelsius: 3.5 } });
    columns.addReading(reading);

    expect(columns.capacity).toBeLessThan(100);
    expect(columnsToReadings(reading.deviceId, columns)).toEqual([reading]);
  });

  it('keeps its usual room when it is emptied', () => {
    const columns = new SampleColumns(512);
    const { measuredAt } = columns;

    columns.clear(100);

    expect(columns.measuredAt).toBe(measuredAt);
    expect(columns.count).toBe(0);
  });
});
