import { QualityFlag, type Reading } from '@lenglian/readings';
import {
  FIRST_ROW,
  SampleRowsWriter,
  deviceIdsOf,
  nextRow,
  openSampleRows,
  rowDevice,
  rowReading,
} from './local/sample-rows.ts';

const writer = new SampleRowsWriter();

/** Readings of any devices as the bytes of one page, exact to the last bit, CONTESTED too. */
export function encodeReadings(readings: readonly Reading[]): Uint8Array<ArrayBuffer> {
  const slots = new Map<string, number>();
  writer.clear();
  for (const reading of readings) {
    let slot = slots.get(reading.deviceId);
    if (slot === undefined) slots.set(reading.deviceId, (slot = slots.size));
    writer.add(reading, slot, reading.flags & QualityFlag.CONTESTED);
  }
  return writer.finish([...slots.keys()]);
}

/**
 * The readings of a page, in the order in which they were given. Row by row: a page of a gateway has one reading of each of
 * thousands of devices.
 *
 * @throws UnreadableHistoryError when the page is damaged
 */
export function decodeReadings(page: Uint8Array): Reading[] {
  const rows = openSampleRows(page);
  const deviceIds = deviceIdsOf(rows);
  const readings: Reading[] = [];
  for (let at = FIRST_ROW; at < rows.end; at = nextRow(rows, at))
    readings.push(rowReading(rows, at, deviceIds[rowDevice(rows, at)] as string));
  return readings;
}
