import type { Role } from '@lenglian/rights';
import type { Words } from '../words.ts';

export const ROLE_WORDS: Record<Role, Words> = {
  viewer: { zh: '观察', en: 'Viewer' },
  operator: { zh: '调度', en: 'Operator' },
  quality: { zh: '质量', en: 'Quality' },
  admin: { zh: '管理', en: 'Administrator' },
};
