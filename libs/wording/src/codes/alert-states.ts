import type { AlertState } from '@lenglian/alerts';
import type { Words } from '../words.ts';

export const ALERT_STATE_WORDS: Record<AlertState, Words> = {
  OPEN: { zh: '待处置', en: 'Open' },
  ACKNOWLEDGED: { zh: '已接手', en: 'Taken' },
  CLEARED: { zh: '已恢复', en: 'Cleared' },
  CLOSED: { zh: '已关闭', en: 'Closed' },
};
