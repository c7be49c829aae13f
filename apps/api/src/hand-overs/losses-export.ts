import type { LossesView, LossLineView } from '@lenglian/console-contract';
import { BYTE_ORDER_MARK, csvText } from '../exports/csv-text.ts';

type Column = readonly [head: string, cell: (line: Omit<LossLineView, 'key'>) => string];

/** Heads that people of both languages read, as whoever opens the file may not be who asked for it. */
const COLUMNS: readonly Column[] = [
  ['编号 code', ({ code }) => csvText(code ?? '—')],
  ['名称 name', ({ nameZh }) => csvText(nameZh ?? '')],
  ['交接次数 hand-overs', ({ handOvers }) => `${handOvers}`],
  ['其中一方未确认 unconfirmed', ({ unconfirmedHandOvers }) => `${unconfirmedHandOvers}`],
  ['批数 lots', ({ lots }) => `${lots}`],
  ['交付 handed (kg)', ({ handedKilograms }) => `${handedKilograms}`],
  ['完好接收 accepted (kg)', ({ acceptedKilograms }) => `${acceptedKilograms}`],
  ['残损 damaged (kg)', ({ damagedKilograms }) => `${damagedKilograms}`],
  ['拒收 rejected (kg)', ({ rejectedKilograms }) => `${rejectedKilograms}`],
  ['腐损率 lost (%)', ({ lostShare }) => (lostShare === null ? '' : (lostShare * 100).toFixed(2))],
];

/** A table that Excel opens with its Chinese intact: one line a group, the total, and what is not counted. */
export function lossesCsv({ lines, total, notCounted }: LossesView): string {
  const row = (line: Omit<LossLineView, 'key'>) => COLUMNS.map(([, cell]) => cell(line)).join(',');
  const sum = { ...total, code: '合计 total', nameZh: null, nameEn: null };
  const left = [
    ['未计入：被替代的交接 not counted: superseded hand-overs', notCounted.supersededHandOvers],
    ['未计入：争议中的交接 not counted: disputed hand-overs', notCounted.disputedHandOvers],
    ['未计入：争议中的重量 not counted: disputed (kg)', notCounted.disputedKilograms],
    ['未计入：无重量的批 not counted: lots without a mass', notCounted.unweighedLots],
  ] as const;
  const text = [
    COLUMNS.map(([head]) => head).join(','),
    ...lines.map(row),
    row(sum),
    ...left.map(([name, count]) => `${csvText(name)},${count}`),
  ];
  return `${BYTE_ORDER_MARK}${text.join('\r\n')}\r\n`;
}
