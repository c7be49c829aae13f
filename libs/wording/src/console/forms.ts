import type { Words } from '../words.ts';

/** What every form says. */
export const FORM_TEXT = {
  save: { zh: '保存', en: 'Save' },
  sending: { zh: '正在提交…', en: 'Sending…' },
  cancel: { zh: '返回', en: 'Back' },
  optional: { zh: '可不填', en: 'optional' },
  mend: {
    zh: '有内容要改，见上面标红处。',
    en: 'Something is to be mended; see what is marked above.',
  },
  changedMeanwhile: {
    zh: '别人刚刚改过，已重新载入：请核对后再提交。',
    en: 'Somebody else changed this meanwhile. It has been loaded again: check it, then send yours.',
  },
  reason: { zh: '原因', en: 'Reason' },
  done: { zh: '已保存。', en: 'Saved.' },
  warnings: { zh: '已保存，请注意：', en: 'Saved. Mind this:' },
  close: { zh: '知道了', en: 'All right' },
} as const satisfies Record<string, Words>;
