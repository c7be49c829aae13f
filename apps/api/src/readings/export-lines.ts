import { CHANNELS, flagNames, type Reading } from '@lenglian/readings';
import { beijingTime } from '../exports/beijing-time.ts';
import { BYTE_ORDER_MARK, csvText } from '../exports/csv-text.ts';

/** How one exported reading is written. */
export interface ExportFormat {
  readonly mediaType: string;
  readonly extension: string;
  readonly head: string;
  line(reading: Reading, unitCode: string): string;
}

const CSV_COLUMNS = [
  'unitCode',
  'deviceId',
  'measuredAtBeijing',
  'measuredAtMs',
  'receivedAtMs',
  'boot',
  'seq',
  'index',
  'flags',
  'excludedChannels',
  ...CHANNELS.map((channel) => channel.name),
];

/**
 * One line a reading. Values as they were measured, also those that are never judged: their channels
 * are named beside them. Begins with a byte order mark, so that Excel takes it for UTF-8.
 */
export const CSV: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  head: `${BYTE_ORDER_MARK}${CSV_COLUMNS.join(',')}\r\n`,
  line(reading, unitCode) {
    let line = `${csvText(unitCode)},${reading.deviceId},${beijingTime(reading.measuredAt)},${reading.measuredAt},${reading.receivedAt},${reading.boot},${reading.seq},${reading.index},${flagNames(reading.flags).join(' ')},${excludedNames(reading).join(' ')}`;
    const { values } = reading;
    for (let channel = 0; channel < CHANNELS.length; channel++) {
      const value = values[channel] as number;
      line += Number.isNaN(value) ? ',' : `,${value}`;
    }
    return `${line}\r\n`;
  },
};

/** One JSON object a line, with the channels that were measured. */
export const NDJSON: ExportFormat = {
  mediaType: 'application/x-ndjson; charset=utf-8',
  extension: 'ndjson',
  head: '',
  line(reading, unitCode) {
    const { deviceId, measuredAt, receivedAt, boot, seq, index } = reading;
    const values: Record<string, number> = {};
    CHANNELS.forEach((channel, i) => {
      const value = reading.values[i] as number;
      if (!Number.isNaN(value)) values[channel.name] = value;
    });
    const flags = flagNames(reading.flags);
    const excludedChannels = excludedNames(reading);
    const head = { unitCode, deviceId, measuredAt, receivedAt, boot, seq, index };
    return `${JSON.stringify({ ...head, flags, excludedChannels, values })}\n`;
  },
};

export const EXPORT_FORMATS: Readonly<Record<'csv' | 'ndjson', ExportFormat>> = {
  csv: CSV,
  ndjson: NDJSON,
};

function excludedNames({ excluded }: Reading): string[] {
  if (excluded === 0) return [];
  return CHANNELS.filter((_, i) => (excluded >>> i) & 1).map((channel) => channel.name);
}
