import { HOUR, type Instant } from '@lenglian/quantities';
import { CHANNELS, flagNames, type Reading } from '@lenglian/readings';

/** Exports show 北京时间 whatever the reader's machine is set to (GB/T 7408: UTC+08:00). */
const BEIJING_OFFSET = 8 * HOUR;

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
  head: `\uFEFF${CSV_COLUMNS.join(',')}\r\n`,
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

let lastMinute = Number.NaN;
let lastMinuteText = '';

/** `2026-11-23 16:25:14.000`; the minute's text is kept, as readings come in order. */
function beijingTime(instant: Instant): string {
  const minute = Math.floor(instant / 60_000);
  if (minute !== lastMinute) {
    const iso = new Date(minute * 60_000 + BEIJING_OFFSET).toISOString();
    lastMinute = minute;
    lastMinuteText = `${iso.slice(0, 10)} ${iso.slice(11, 17)}`;
  }
  const rest = String(instant - minute * 60_000).padStart(5, '0');
  return `${lastMinuteText}${rest.slice(0, 2)}.${rest.slice(2)}`;
}

/** A cell that no spreadsheet takes for a formula or for more than one cell. */
function csvText(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
