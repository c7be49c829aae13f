import type { Words } from '../words.ts';

/**
 * How a unit stands. The codes are those of the console's contract, which this library may not
 * import; the console proves by type that each of them is here.
 */
export const CONDITION_WORDS = {
  CRITICAL: { zh: '紧急', en: 'Critical' },
  MAJOR: { zh: '重要', en: 'Major' },
  WARN: { zh: '预警', en: 'Warning' },
  SILENT: { zh: '无数据', en: 'No data' },
  NO_DATA_YET: { zh: '未上线', en: 'No contact' },
  DEFROST: { zh: '化霜中', en: 'Defrosting' },
  OK: { zh: '正常', en: 'Normal' },
} as const satisfies Record<string, Words>;
