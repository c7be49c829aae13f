import type { Words } from '../words.ts';
import { wordsOfIssue, type Issue } from './issues.ts';

/** The fields of a plan, as its findings name them. */
const PLAN_FIELD_WORDS: Readonly<Record<string, Words>> = {
  runCode: { zh: '班次号', en: 'Run code' },
  serviceCode: { zh: '班列', en: 'Service' },
  wayCode: { zh: '线路', en: 'Way' },
  departureAt: { zh: '发车时间', en: 'Departure' },
  loadingAt: { zh: '装车时间', en: 'Loading' },
  legs: { zh: '区段', en: 'Legs' },
  lines: { zh: '清单', en: 'Manifest' },
  line: { zh: '整行', en: 'Whole line' },
  position: { zh: '位置', en: 'Place' },
  unitCode: { zh: '箱号', en: 'Unit' },
  unitKind: { zh: '类型', en: 'Kind' },
  equipmentGroup: { zh: '发电箱组', en: 'Genset group' },
  deviceId: { zh: '设备', en: 'Device' },
  joinPlaceCode: { zh: '挂车站', en: 'Joins at' },
  leavePlaceCode: { zh: '甩车站', en: 'Leaves at' },
  lot: { zh: '货批', en: 'Lot' },
  lotCode: { zh: '批号', en: 'Lot code' },
  code: { zh: '批号', en: 'Lot code' },
  commodityCode: { zh: '品类', en: 'Commodity' },
  quantityKilograms: { zh: '重量', en: 'Mass' },
  originPlaceCode: { zh: '产地', en: 'Origin' },
  note: { zh: '备注', en: 'Note' },
  setpointCelsius: { zh: '设定温度', en: 'Set-point' },
  waybillNumber: { zh: '运单号', en: 'Waybill' },
  shipperName: { zh: '发货人', en: 'Shipper' },
  consigneeName: { zh: '收货人', en: 'Consignee' },
  harvestedAt: { zh: '采收时间', en: 'Harvested' },
  preCooledAt: { zh: '预冷完成时间', en: 'Pre-cooled' },
  pulpTemperatureCelsius: { zh: '果芯温度', en: 'Pulp temperature' },
  brixDegrees: { zh: '糖度', en: '°Brix' },
  cultivarCode: { zh: '品种', en: 'Cultivar' },
  packageCount: { zh: '件数', en: 'Packages' },
};

/** A field in words; as the file calls it when we do not know it. */
export function wordsOfPlanField(field: string): Words {
  const last = field.split('.').at(-1) ?? field;
  return PLAN_FIELD_WORDS[last] ?? { zh: field, en: field };
}

/** "第 4 行 · 箱号" */
export function whereInPlan(line: number | null, field: string): Words {
  const words = wordsOfPlanField(field);
  if (line === null) return words;
  return { zh: `第 ${line} 行 · ${words.zh}`, en: `Line ${line} · ${words.en}` };
}

const MISSING_VALUE: Words = { zh: '不能空。', en: 'It must not be empty.' };
/** What a schema expects, where something else was given. */
const EXPECTED: Readonly<Record<string, Words>> = {
  int: { zh: '应为整数。', en: 'It should be a whole number.' },
  string: { zh: '应为文字。', en: 'It should be text.' },
  object: { zh: '应为一组字段。', en: 'It should be an object.' },
};

/** What is wrong with a value of a manifest. @param given undefined where nothing was */
export function wordsOfWrongValue(
  issue: Issue & { readonly values?: unknown },
  given: unknown,
): Words {
  const { code, expected, values } = issue;
  if (given === undefined || given === '') return MISSING_VALUE;
  if (code === 'invalid_value' && Array.isArray(values)) {
    const choice = values.map(String);
    return {
      zh: `应为 ${choice.join('、')} 之一。`,
      en: `It should be one of ${choice.join(', ')}.`,
    };
  }
  const words = code === 'invalid_type' ? EXPECTED[String(expected)] : undefined;
  return words ?? wordsOfIssue(issue);
}
