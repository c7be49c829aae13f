import type { Words } from '../words.ts';

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

const NUMBERS: ReadonlySet<string> = new Set(['position', 'equipmentGroup', 'quantityKilograms']);

/** What is wrong with a value of a manifest, for people: the schema's own reason is for developers. */
export function wordsOfWrongValue(field: string, value: string): Words {
  if (value === '') return { zh: '这一格不能空。', en: 'This cell must not be empty.' };
  if (NUMBERS.has(field))
    return {
      zh: `“${value}”应为大于 0 的数字。`,
      en: `"${value}" should be a number above 0.`,
    };
  return { zh: `“${value}”不能用在这里。`, en: `"${value}" cannot be used here.` };
}
