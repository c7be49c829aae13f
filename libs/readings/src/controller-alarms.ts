/** As DCSA's reefer standard grades alarms of a controller, mildest first. */
export const ALARM_SEVERITIES = ['LOG', 'WARNING', 'ALARM', 'CRITICAL'] as const;
export type AlarmSeverity = (typeof ALARM_SEVERITIES)[number];

/** What a maker's codes mean. */
export interface ControllerAlarm {
  /** `MAKER:CODE`, all that say the same: makers number it anew with each generation. */
  readonly codes: readonly [string, ...string[]];
  readonly severity: AlarmSeverity;
  readonly zh: string;
  readonly en: string;
  /** Of the meaning; severities are ours throughout (C). */
  readonly confidence: 'A' | 'B' | 'C';
  readonly source: string;
}

/** Micro-Link 2i and 3 have two digits (T-318, T-340, T-362, T-363, T-365), Micro-Link 5 three (T-372). */
const CARRIER = {
  confidence: 'B',
  source:
    'Carrier Transicold T-362 Rev J, T-363 Rev E and T-372 Rev F, alarm tables as summarised in github.com/niofrequency/ReeferGuru constants.ts; the manuals: transcentral.carrier.com',
} as const;
const THERMO_KING = {
  confidence: 'A',
  source:
    'Thermo King, Alarm Codes, Descriptions and Corrective Actions, model CRR DF with MP-3000, emea-user-manuals.thermoking.com 0005953155',
} as const;

type Row = readonly [
  codes: readonly [string, ...string[]],
  severity: AlarmSeverity,
  zh: string,
  en: string,
];

/** CRITICAL: it cools no more, or nobody can say. ALARM: it may soon. WARNING: to be mended. */
const CARRIER_ROWS: readonly Row[] = [
  [['AL15'], 'CRITICAL', '失去制冷能力', 'Loss of cooling'],
  [['AL20', 'AL020'], 'CRITICAL', '控制接触器保险丝断开', 'Control contactor fuse open'],
  [['AL21', 'AL021'], 'CRITICAL', '控制电路保险丝断开', 'Control circuit fuse open'],
  [['AL22', 'AL022'], 'CRITICAL', '蒸发风机电机保护断开', 'Evaporator fan motor protector open'],
  [['AL23', 'AL023'], 'CRITICAL', '电源缺 B 相', 'Loss of phase B'],
  [['AL24', 'AL024'], 'CRITICAL', '压缩机内部保护断开', 'Compressor protector open'],
  [['AL25', 'AL025'], 'CRITICAL', '冷凝风机电机保护断开', 'Condenser fan motor protector open'],
  [
    ['AL26', 'AL026'],
    'CRITICAL',
    '送风、回风传感器全部失效',
    'All supply and return sensors failed',
  ],
  [['AL27', 'AL027'], 'CRITICAL', '控制器模数转换故障', 'Controller cannot measure'],
  [['AL58', 'AL258'], 'CRITICAL', '高压开关断开', 'High pressure switch open'],
  [['AL03', 'AL003'], 'ALARM', '过热度失控', 'Loss of superheat control'],
  [['AL08', 'AL208'], 'ALARM', '压缩比过高', 'Compressor pressure ratio too high'],
  [['AL11'], 'ALARM', '蒸发风机 1 电机保护断开', 'Evaporator fan 1 protector open'],
  [['AL12'], 'ALARM', '蒸发风机 2 电机保护断开', 'Evaporator fan 2 protector open'],
  [['AL14', 'AL214'], 'ALARM', '无法判定相序', 'Phase sequence not found'],
  [['AL16', 'AL216'], 'ALARM', '压缩机电流过高', 'Compressor current too high'],
  [['AL17', 'AL017'], 'ALARM', '压缩机压差不足', 'Compressor makes too little pressure'],
  [['AL18', 'AL218'], 'ALARM', '排气压力异常', 'Discharge pressure out of bounds'],
  [['AL19', 'AL219'], 'ALARM', '排气温度过高', 'Discharge temperature too high'],
  [['AL28', 'AL028'], 'ALARM', '吸气压力过低', 'Suction pressure too low'],
  [['AL29', 'AL929'], 'ALARM', '气调失控', 'Loss of atmosphere control'],
  [['AL54', 'AL254'], 'ALARM', '主送风传感器无效', 'Primary supply sensor invalid'],
  [['AL56', 'AL256'], 'ALARM', '主回风传感器无效', 'Primary return sensor invalid'],
  [['AL59', 'AL259'], 'ALARM', '加热限温开关断开', 'Heater thermostat open'],
  [['AL60', 'AL260'], 'ALARM', '化霜温度传感器不动作', 'Defrost sensor does not open'],
  [['AL61', 'AL261'], 'ALARM', '加热器电流异常', 'Heater current wrong'],
  [['AL63', 'AL263'], 'ALARM', '电流超限', 'Current limit exceeded'],
  [['AL72', 'AL072'], 'ALARM', '控制温度长时间超出范围', 'Controlled temperature out of range'],
  [['AL098'], 'ALARM', '冷害保护报警', 'Chill injury alarm'],
  [['AL05', 'AL205'], 'WARNING', '手动化霜开关故障', 'Manual defrost switch failed'],
  [['AL06', 'AL206'], 'WARNING', '键盘或线束故障', 'Keypad or its harness failed'],
  [['AL07', 'AL207'], 'WARNING', '设定冷冻时新风口未关', 'Vent open with a frozen set-point'],
  [['AL09', 'AL909'], 'WARNING', '氧气传感器故障', 'O₂ sensor failed'],
  [['AL10', 'AL910'], 'WARNING', '二氧化碳传感器故障', 'CO₂ sensor failed'],
  [['AL50', 'AL250'], 'WARNING', '新风口位置传感器故障', 'Vent position sensor failed'],
  [['AL51', 'AL251'], 'WARNING', '控制器存储故障', 'Controller memory failed'],
  [['AL53', 'AL253'], 'WARNING', '后备电池组电压低', 'Battery pack low'],
  [['AL57', 'AL257'], 'WARNING', '环境温度传感器无效', 'Ambient sensor invalid'],
  [['AL62', 'AL962'], 'WARNING', '氧气浓度超出范围', 'O₂ out of range'],
  [['AL64', 'AL264'], 'WARNING', '排气温度传感器故障', 'Discharge temperature sensor failed'],
  [['AL65', 'AL265'], 'WARNING', '排气压力传感器故障', 'Discharge pressure sensor failed'],
  [['AL66', 'AL266'], 'WARNING', '吸气（蒸发）压力传感器故障', 'Suction pressure sensor failed'],
  [['AL67', 'AL267'], 'WARNING', '湿度传感器故障', 'Humidity sensor failed'],
  [['AL70', 'AL270'], 'WARNING', '副送风传感器故障', 'Secondary supply sensor failed'],
  [['AL71', 'AL271'], 'WARNING', '副回风传感器故障', 'Secondary return sensor failed'],
  [['AL96', 'AL996'], 'WARNING', '气调吸附转轮不转', 'Scrubber does not turn'],
  [['AL52', 'AL252'], 'LOG', '报警列表已满', 'Alarm list full'],
];
const THERMO_KING_ROWS: readonly Row[] = [
  [['00'], 'ALARM', '送风传感器断路', 'Supply air sensor open circuit'],
  [['01'], 'ALARM', '送风传感器短路', 'Supply air sensor short circuit'],
  [['02'], 'ALARM', '回风传感器断路', 'Return air sensor open circuit'],
];

function rowsOf(
  maker: string,
  rows: readonly Row[],
  basis: Pick<ControllerAlarm, 'confidence' | 'source'>,
): ControllerAlarm[] {
  return rows.map(([[first, ...others], severity, zh, en]) => {
    const codes = [`${maker}:${first}`, ...others.map((code) => `${maker}:${code}`)] as const;
    return { codes, severity, zh, en, ...basis };
  });
}

/** Positions are stored in history files (`controllerAlarm`): append at the end, never reorder. */
export const CONTROLLER_ALARMS: readonly ControllerAlarm[] = [
  ...rowsOf('CARRIER', CARRIER_ROWS, CARRIER),
  ...rowsOf('THERMO_KING', THERMO_KING_ROWS, THERMO_KING),
];

/** Values of the channel `controllerAlarm`: none, one that we do not know, and from here on the table's positions. */
const NONE = 0;
const UNKNOWN = 1;
const FIRST_KNOWN = 2;
/** How bad a code is of which nobody knows what it means (operations.md §B). */
const OF_UNKNOWN: AlarmSeverity = 'ALARM';

/** Codes in one sample, and characters of one. */
export const ALARM_CODES_MAX = 16;
export const ALARM_CODE_LENGTH_MAX = 16;

const valueByCode = new Map<string, number>(
  CONTROLLER_ALARMS.flatMap(({ codes }, i) => codes.map((code) => [code, FIRST_KNOWN + i])),
);
const gradeByValue = [
  0,
  ...[OF_UNKNOWN, ...CONTROLLER_ALARMS.map(({ severity }) => severity)].map(
    (severity) => 1 + ALARM_SEVERITIES.indexOf(severity),
  ),
];

/** What of a controller's active codes is stored: the worst; of equal ones a known one, the first of the table. */
export function worstAlarm(codes: readonly string[]): number {
  let worst = NONE;
  for (const code of codes) {
    const value = valueByCode.get(code.toUpperCase()) ?? UNKNOWN;
    const [grade, before] = [gradeOfAlarm(value), gradeOfAlarm(worst)];
    const isFirst = worst === UNKNOWN || (value !== UNKNOWN && value < worst);
    if (grade > before || (grade === before && isFirst)) worst = value;
  }
  return worst;
}

/** 0 without an alarm, 1 LOG … 4 CRITICAL; a value that is newer than this table is an unknown alarm. */
export function gradeOfAlarm(value: number): number {
  if (Number.isNaN(value)) return Number.NaN;
  return gradeByValue[value] ?? (gradeByValue[UNKNOWN] as number);
}

/** The alarm behind a stored value; null of none, undefined of one that is not in the table. */
export function alarmOf(value: number): ControllerAlarm | null | undefined {
  return value === NONE ? null : CONTROLLER_ALARMS[value - FIRST_KNOWN];
}
