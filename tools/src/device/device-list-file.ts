import { readFile } from 'node:fs/promises';
import type { DeviceKind } from '@lenglian/placements';
import { idOf, kindOf } from './command-line.ts';
import { DeviceCommandError } from './device-command-error.ts';

/** One device of a list to be imported. */
export interface ListedDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly unitCode: string | undefined;
}

/** More at once is rather a mistake than a fleet. */
const DEVICES_MAX = 100_000;

/**
 * Reads a list of devices: CSV (comma, first line names the columns id, kind and perhaps unit; a byte
 * order mark and CRLF as spreadsheets write them are fine) or JSON (a list of objects).
 *
 * @throws DeviceCommandError that names the line or entry
 */
export async function readDeviceList(file: string): Promise<ListedDevice[]> {
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  const isJson = /^\s*[[{]/.test(text);
  const entries = isJson ? parseJson(text) : parseCsv(text);
  if (entries.length === 0) throw new DeviceCommandError(`${file} lists no device.`);
  if (entries.length > DEVICES_MAX) {
    throw new DeviceCommandError(`${file} lists more than ${DEVICES_MAX} devices.`);
  }
  return entries.map(({ where, id, kind, unit }) => {
    try {
      const unitCode = unit === undefined || unit === '' ? undefined : unit;
      return { id: idOf(id, 'device id'), kind: kindOf(kind), unitCode };
    } catch (cause) {
      if (!(cause instanceof DeviceCommandError)) throw cause;
      throw new DeviceCommandError(`${file}, ${where}: ${cause.message}`, { cause });
    }
  });
}

interface Entry {
  readonly where: string;
  readonly id: string | undefined;
  readonly kind: string | undefined;
  readonly unit: string | undefined;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new DeviceCommandError(`${file} cannot be read.`, { cause });
  }
}

function parseCsv(text: string): Entry[] {
  const lines = text.split(/\r?\n/).map((line) => line.split(',').map(unquote));
  const columns = (lines[0] ?? []).map((name) => name.toLowerCase());
  if (!columns.includes('id') || !columns.includes('kind')) {
    throw new DeviceCommandError('The first line names the columns: id,kind,unit.');
  }
  return lines.flatMap((fields, index): Entry[] => {
    const isBlank = fields.every((field) => field === '');
    if (index === 0 || isBlank) return [];
    const field = (name: string) => fields[columns.indexOf(name)];
    return [
      { where: `line ${index + 1}`, id: field('id'), kind: field('kind'), unit: field('unit') },
    ];
  });
}

function unquote(field: string): string {
  return field.trim().replace(/^"(.*)"$/, '$1');
}

function parseJson(text: string): Entry[] {
  const list = parseList(text);
  return list.map((entry: unknown, index) => {
    const fields = typeof entry === 'object' && entry !== null ? entry : {};
    const field = (name: string): string | undefined => {
      const value: unknown = Object.entries(fields).find(([key]) => key === name)?.[1];
      return typeof value === 'string' ? value : undefined;
    };
    const where = `entry ${index + 1}`;
    return { where, id: field('id'), kind: field('kind'), unit: field('unit') };
  });
}

function parseList(text: string): unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (cause) {
    throw new DeviceCommandError('The file is not JSON.', { cause });
  }
  if (!Array.isArray(list)) throw new DeviceCommandError('The file holds no list.');
  return list;
}
