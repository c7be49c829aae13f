import type { Words } from '../words.ts';

/** What a schema says is wrong with one value. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

const MISSING_VALUE: Words = { zh: '必填。', en: 'This is needed.' };

/** What is wrong with a field of a form, and what it takes. */
export function wordsOfIssue(issue: Issue): Words {
  const field = String(issue.path.at(-1) ?? '');
  const { code, minimum, maximum, origin } = issue;
  const isText = origin === 'string';
  switch (code) {
    case 'invalid_type':
      if (/At$|From$|Until$|^(from|until|at)$/.test(field))
        return { zh: '请填时间。', en: 'Give a time.' };
      if (issue.expected === 'number') return { zh: '请填数字。', en: 'Give a number.' };
      return MISSING_VALUE;
    case 'too_small':
      if (isText && minimum === 1) return MISSING_VALUE;
      if (isText)
        return {
          zh: `至少 ${String(minimum)} 个字符。`,
          en: `${String(minimum)} characters or more.`,
        };
      if (origin === 'array') return { zh: '至少选一项。', en: 'Choose at least one.' };
      return isInstant(minimum)
        ? { zh: '时间不对。', en: 'This is not the right time.' }
        : { zh: `不能小于 ${String(minimum)}。`, en: `Not below ${String(minimum)}.` };
    case 'too_big':
      if (isText)
        return {
          zh: `最多 ${String(maximum)} 个字符。`,
          en: `${String(maximum)} characters at most.`,
        };
      return isInstant(maximum)
        ? { zh: '时间不对。', en: 'This is not the right time.' }
        : { zh: `不能大于 ${String(maximum)}。`, en: `Not above ${String(maximum)}.` };
    case 'custom':
      if (field === 'until')
        return { zh: '须晚于开始时间。', en: 'It must be after the beginning.' };
      if (field.endsWith('At')) return { zh: '请填时间。', en: 'Give a time.' };
      return { zh: '这里填的不能用。', en: 'This cannot be used.' };
    case undefined:
    default:
      return { zh: '这里填的不能用。', en: 'This cannot be used.' };
  }
}

/** Bounds of times are in milliseconds, which nobody wants to read. */
function isInstant(bound: unknown): boolean {
  return typeof bound === 'number' && bound > 1e11;
}
