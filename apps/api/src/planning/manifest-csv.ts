import { planLineSchema } from '@lenglian/console-contract';
import { finding, type Finding, type LotDetails, type PlanLine } from '@lenglian/planning';
import { toIso } from '@lenglian/quantities';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { wrongValues, type ReadLines } from './read-lines.ts';

/** The columns, in the order in which they are written, each with what else it may be called. */
const COLUMNS = {
  position: ['位置', '车位'],
  unitCode: ['箱号', '车号'],
  unitKind: ['类型'],
  equipmentGroup: ['发电箱组'],
  deviceId: ['设备'],
  lotCode: ['批号'],
  commodityCode: ['品类'],
  quantityKilograms: ['重量(kg)', '重量'],
  originPlaceCode: ['产地'],
  note: ['备注'],
  joinPlaceCode: ['挂车站', '上车站'],
  leavePlaceCode: ['甩车站', '下车站'],
  setpointCelsius: ['设定温度(℃)', '设定温度'],
  waybillNumber: ['运单号'],
  shipperName: ['发货人'],
  consigneeName: ['收货人'],
  harvestedAt: ['采收时间'],
  preCooledAt: ['预冷完成时间'],
  pulpTemperatureCelsius: ['果芯温度(℃)', '果芯温度'],
  brixDegrees: ['糖度(°Brix)', '糖度'],
  cultivarCode: ['品种'],
  packageCount: ['件数'],
} as const;
type Column = keyof typeof COLUMNS;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

const NUMBERS: ReadonlySet<string> = new Set([
  'position',
  'equipmentGroup',
  'quantityKilograms',
  'setpointCelsius',
  'pulpTemperatureCelsius',
  'brixDegrees',
  'packageCount',
]);
/** Written as UTC; read as ISO 8601, or as Beijing time where a spreadsheet left out the zone. */
const INSTANTS: ReadonlySet<string> = new Set(['harvestedAt', 'preCooledAt']);
const DETAIL_COLUMNS = [
  'waybillNumber',
  'shipperName',
  'consigneeName',
  'harvestedAt',
  'preCooledAt',
  'pulpTemperatureCelsius',
  'brixDegrees',
  'cultivarCode',
  'packageCount',
] as const satisfies readonly (Column & keyof LotDetails)[];
const LOT_COLUMNS: readonly Column[] = [
  'lotCode',
  'commodityCode',
  'quantityKilograms',
  'originPlaceCode',
  ...DETAIL_COLUMNS,
];

/**
 * Reads a manifest as Excel and WPS write it: UTF-8 with or without a byte order mark, or GB18030;
 * comma, semicolon or tab; Chinese or English heads. Findings name the line of the file, from 1.
 */
export function readManifestCsv(bytes: Uint8Array): ReadLines {
  const text = decode(bytes);
  const [head = ''] = text.split(/\r?\n/, 1);
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'].find((mark) => head.includes(mark)) ?? ',',
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as typeof rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    // With these options nothing else can be wrong than quotes.
    const why = { why: error.message, whyZh: '引号不成对，或位置不对。' };
    return { lines: [], findings: [finding('UNREADABLE_LINE', line, 'line', why)] };
  }
  const [heads, ...body] = rows;
  const { columns, findings } = readHeads(heads?.record ?? []);
  if (findings.some(({ severity }) => severity === 'REFUSE')) return { lines: [], findings };
  const lines: PlanLine[] = [];
  for (const { record, info } of body) {
    if (record.slice(columns.length).some((cell) => cell !== '')) {
      const why = `${record.length} cells under ${columns.length} heads`;
      const whyZh = `${record.length} 格，表头只有 ${columns.length} 格。`;
      findings.push(finding('UNREADABLE_LINE', info.lines, 'line', { why, whyZh }));
      continue;
    }
    const cells = cellsOf(record, columns);
    const parsed = planLineSchema.safeParse(toLine(cells));
    if (parsed.success) lines.push({ ...parsed.data, line: info.lines });
    else
      findings.push(...wrongValues(parsed.error, info.lines, (_, field) => cells[field as Column]));
  }
  return { lines, findings };
}

/** Writes a manifest that `readManifestCsv` reads, and that Excel opens with its Chinese intact. */
export function writeManifestCsv(lines: readonly PlanLine[]): string {
  const rows = lines.map(({ lot, ...unit }) => ({
    ...unit,
    lotCode: lot?.code,
    commodityCode: lot?.commodityCode,
    quantityKilograms: lot?.quantityKilograms,
    originPlaceCode: lot?.originPlaceCode,
    note: lot?.note,
    ...Object.fromEntries(
      DETAIL_COLUMNS.map((name) => {
        const value = lot?.[name];
        return [name, INSTANTS.has(name) && typeof value === 'number' ? toIso(value) : value];
      }),
    ),
  }));
  return stringify(rows, { header: true, bom: true, columns: COLUMN_NAMES, escape_formulas: true });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function readHeads(heads: readonly string[]) {
  const findings: Finding[] = [];
  const columns = heads.map((head) => {
    const column = COLUMN_NAMES.find((name) => {
      const others: readonly string[] = COLUMNS[name];
      return name.toLowerCase() === head.toLowerCase() || others.includes(head);
    });
    if (!column && head !== '') findings.push(finding('UNKNOWN_COLUMN', 1, head, { column: head }));
    return column;
  });
  if (!columns.includes('unitCode'))
    findings.push(finding('MISSING_COLUMN', 1, 'unitCode', { column: 'unitCode (箱号)' }));
  return { columns, findings };
}

type Cells = Partial<Record<Column, string>>;

function cellsOf(record: readonly string[], columns: readonly (Column | undefined)[]): Cells {
  const cells: Cells = {};
  columns.forEach((column, index) => {
    // `escape_formulas` put an apostrophe before what a spreadsheet would calculate.
    const cell = record[index]?.replace(/^'(?=[=+\-@\t\r])/, '');
    if (column && cell) cells[column] = cell;
  });
  return cells;
}

/** A cell that is no number goes on as it is, for the schema to refuse it. */
function valueOf(column: Column, cell: string | undefined): string | number | undefined {
  if (cell !== undefined && INSTANTS.has(column)) return instantOf(cell);
  if (cell === undefined || !NUMBERS.has(column)) return cell;
  // `1,200` is twelve hundred; `0,5` is half to some and nothing to others, so it is for them to say.
  const number = Number(
    /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell,
  );
  return Number.isNaN(number) ? cell : number;
}

/** ISO 8601, or `2026-08-23 06:00` and `2026/8/23` as spreadsheets write them, in Beijing's time. */
function instantOf(cell: string): number | string {
  const [, year, month, day, time] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(cell) ?? [];
  const iso =
    year === undefined
      ? cell
      : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}T${(time ?? '00:00').padStart(5, '0')}+08:00`;
  const at = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(iso) ? Date.parse(iso) : NaN;
  return Number.isNaN(at) ? cell : at;
}

function toLine(cells: Cells): unknown {
  const value = (column: Column) => valueOf(column, cells[column]);
  // A weight without a lot is goods that somebody forgot to name, and no empty box.
  const isLoaded = LOT_COLUMNS.some((column) => cells[column] !== undefined);
  return {
    unitCode: value('unitCode'),
    unitKind: value('unitKind'),
    position: value('position'),
    equipmentGroup: value('equipmentGroup'),
    deviceId: value('deviceId'),
    joinPlaceCode: value('joinPlaceCode'),
    leavePlaceCode: value('leavePlaceCode'),
    setpointCelsius: value('setpointCelsius'),
    lot: isLoaded
      ? {
          code: value('lotCode'),
          commodityCode: value('commodityCode'),
          quantityKilograms: value('quantityKilograms'),
          originPlaceCode: value('originPlaceCode'),
          note: value('note'),
          ...Object.fromEntries(DETAIL_COLUMNS.map((name) => [name, value(name)])),
        }
      : null,
  };
}
