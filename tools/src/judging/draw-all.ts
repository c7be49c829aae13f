import path from 'node:path';
import type { RuleCode } from '@lenglian/breaches';
import { ROOT } from '../processes/stack.ts';
import { drawPicture } from './draw-picture.ts';
import { OTHER_PICTURES, RULE_PICTURES } from './rule-pictures.ts';

/** Where the pictures of `docs/judging.md` lie. */
export const PICTURES = path.join(ROOT, 'docs/judging');

/** Every picture of `docs/judging.md`, by the name of its file. */
export function drawAll(): ReadonlyMap<string, string> {
  const rules = Object.entries(RULE_PICTURES).map(
    ([code, picture]) => [`${code}.svg`, drawPicture(picture, [code as RuleCode])] as const,
  );
  const others = Object.entries(OTHER_PICTURES).map(
    ([name, picture]) => [`${name}.svg`, drawPicture(picture, [])] as const,
  );
  return new Map([...rules, ...others]);
}
