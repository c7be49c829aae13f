import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noValues, type Reading } from '@lenglian/readings';
import { readingArbitrary } from '../arbitrary-readings.ts';
import { UnreadableHistoryError } from '../history-errors.ts';
import { decodeBlock, encodeBlock } from './block.ts';
import { ByteReader, ByteWriter, INTEGER_MAX } from './bytes.ts';
import { readNumbers, writeNumbers } from './number-column.ts';
import { SampleColumns, columnsToReadings } from './sample-columns.ts';
import { SampleRowsWriter, deviceIdsOf, openSampleRows } from './sample-rows.ts';

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 100),
  fc.constantFrom(
    0,
    -0,
    Infinity,
    -Infinity,
    INTEGER_MAX,
    -INTEGER_MAX,
    INTEGER_MAX + 1,
    1e300,
    5e-324,
  ),
);

function columnsOf(readings: readonly Reading[]): SampleColumns {
  const columns = new SampleColumns(1);
  for (const reading of readings) columns.addReading(reading);
  return columns;
}

describe('a column of numbers', () => {
  it('gives back every bit of any numbers', () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 1, maxLength: 700 }), (numbers) => {
        const writer = new ByteWriter();
        writeNumbers(writer, Float64Array.from(numbers), numbers.length);
        const read = new Float64Array(numbers.length);
        readNumbers(new ByteReader(writer.finish(0)), read, numbers.length);
        expect([...read]).toEqual(numbers);
      }),
    );
  });

  it('gives back integers up to its bounds, whatever their differences', () => {
    const integers = fc.oneof(
      fc.integer({ min: -300, max: 300 }),
      fc.bigInt(BigInt(-INTEGER_MAX), BigInt(INTEGER_MAX)).map(Number),
      fc.constantFrom(INTEGER_MAX, -INTEGER_MAX),
    );
    fc.assert(
      fc.property(fc.array(integers, { minLength: 1, maxLength: 50 }), (numbers) => {
        const writer = new ByteWriter();
        for (const number of numbers) writer.integer(number);
        const reader = new ByteReader(writer.finish(0));
        expect(numbers.map(() => reader.integer())).toEqual(numbers.map((n) => n + 0));
      }),
    );
  });

  it('takes a few bytes for an even series, and about one for small steps of tenths', () => {
    const writer = new ByteWriter();
    writeNumbers(
      writer,
      Float64Array.from({ length: 360 }, (_, i) => 1e12 + i * 60_000),
      360,
    );
    expect(writer.finish(0).length).toBeLessThan(20);
    writeNumbers(
      writer,
      Float64Array.from({ length: 360 }, (_, i) => ((i % 7) - 3) / 10),
      360,
    );
    expect(writer.finish(0).length).toBeLessThan(365);
  });
});

describe('a block', () => {
  it('gives back every field and every value of any samples, sealed or not', () => {
    const samples = fc.array(readingArbitrary(['a']), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(samples, fc.boolean(), (readings, seal) => {
        const columns = columnsOf(readings);
        const decoded = decodeBlock(encodeBlock(columns, seal));
        expect(columnsToReadings('a', decoded)).toEqual(columnsToReadings('a', columns));
        expect(columnsToReadings('a', decoded).map((r) => r.values)).toEqual(
          readings.map((r) => r.values),
        );
      }),
    );
  });

  it('keeps a hash that does not follow from the values', () => {
    const columns = columnsOf([reading({ hash: 7 }), reading({ hash: 0xffffffff })]);
    expect([...decodeBlock(encodeBlock(columns, false)).hash.subarray(0, 2)]).toEqual([
      7, 0xffffffff,
    ]);
  });

  it('is refused when any byte of it changed', () => {
    const block = encodeBlock(columnsOf([reading({}), reading({ seq: 2 })]), false);
    for (const at of [0, 2, 6, block.length - 1]) {
      const damaged = block.slice();
      damaged[at]! ^= 0x40;
      expect(() => decodeBlock(damaged)).toThrow(UnreadableHistoryError);
    }
    expect(() => decodeBlock(block.subarray(0, 3))).toThrow(UnreadableHistoryError);
  });
});

describe('a page of rows', () => {
  it('gives back every sample of every device', () => {
    const devices = ['a', 'b', '香梨-"7"'];
    fc.assert(
      fc.property(fc.array(readingArbitrary(devices), { maxLength: 60 }), (readings) => {
        const writer = new SampleRowsWriter();
        for (const r of readings) writer.add(r, devices.indexOf(r.deviceId));
        const rows = openSampleRows(writer.finish(devices));
        expect(deviceIdsOf(rows)).toEqual(devices);
        const columns = new SampleColumns();
        columns.addRows(rows);
        expect(columnsToReadings('a', columns).map((r) => r.values)).toEqual(
          readings.map((r) => r.values),
        );
        expect([...columns.seq.subarray(0, columns.count)]).toEqual(readings.map((r) => r.seq));
        expect([...columns.boot.subarray(0, columns.count)]).toEqual(readings.map((r) => r.boot));
      }),
    );
  });

  it('is refused when it is damaged', () => {
    const writer = new SampleRowsWriter();
    writer.add(reading({}), 0);
    const page = writer.finish(['a']);
    page[40]! ^= 1;
    expect(() => openSampleRows(page)).toThrow(UnreadableHistoryError);
    expect(() => openSampleRows(page.subarray(0, 16))).toThrow(UnreadableHistoryError);
  });
});

function reading(changes: Partial<Reading>): Reading {
  const values = noValues();
  values[1] = 4.5;
  return {
    deviceId: 'a',
    measuredAt: 1_800_000_000_000,
    receivedAt: 1_800_000_000_500,
    boot: 1,
    seq: 1,
    index: 0,
    hash: 1,
    flags: 0,
    excluded: 0,
    values,
    ...changes,
  };
}
