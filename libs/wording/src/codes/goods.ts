import type { Words } from '../words.ts';

/** How lots became other lots. */
export const TRANSFORMATION_KIND_WORDS = {
  SPLIT: { zh: '分批', en: 'Split' },
  MERGE: { zh: '合批', en: 'Merged' },
  REPACK: { zh: '换装', en: 'Re-packed' },
  COMMINGLE: { zh: '混装', en: 'Commingled' },
} as const satisfies Record<string, Words>;
