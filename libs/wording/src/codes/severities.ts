import type { Severity } from '@lenglian/breaches';
import type { Words } from '../words.ts';

export const SEVERITY_WORDS: Record<Severity, Words> = {
  INFO: { zh: '提示', en: 'Info' },
  WARN: { zh: '预警', en: 'Warning' },
  MAJOR: { zh: '重要', en: 'Major' },
  CRITICAL: { zh: '紧急', en: 'Critical' },
};
