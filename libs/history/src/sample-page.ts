import type { Reading } from '@lenglian/readings';
import { SampleColumns, columnsToReadings } from './local/sample-columns.ts';
import {
  FIRST_ROW,
  SampleRowsWriter,
  deviceIdsOf,
  nextRow,
  openSampleRows,
  rowDevice,
} from './local/sample-rows.ts';

const writer = new SampleRowsWriter();

/** Readings of any devices as the bytes of one page, exact to the last bit. */
export function encodeReadings(readings: readonly Reading[]): Uint8Array<ArrayBuffer> {
  const slots = new Map<string, number>();
  writer.clear();
  for (const reading of readings) {
    let slot = slots.get(reading.deviceId);
    if (slot === undefined) slots.set(reading.deviceId, (slot = slots.size));
    writer.add(reading, slot);
  }
  return writer.finish([...slots.keys()]);
}

/**
 * The readings of a page, grouped by device, each device's in the order in which they were given.
 *
 * @throws UnreadableHistoryError when the page is damaged
 */
export function decodeReadings(page: Uint8Array): Reading[] {
  const rows = openSampleRows(page);
  const deviceIds = deviceIdsOf(rows);
  const columns = deviceIds.map(() => new SampleColumns(4));
  for (let at = FIRST_ROW; at < rows.end; at = nextRow(rows, at)) {
    columns[rowDevice(rows, at)]?.addRow(rows, at);
  }
  return columns.flatMap((samples, device) =>
    columnsToReadings(deviceIds[device] as string, samples),
  );
}
