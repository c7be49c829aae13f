import { because, type BoxFacts, type CheckResult } from './departure.ts';

/** Goods are bound to it, or it is declared empty: empty is never inferred (operations.md §A2). */
export function checkGoods({ state, lots, hasParts }: BoxFacts): CheckResult {
  if (hasParts && lots.length === 0) return because('GOODS', 'IN_ITS_PARTS');
  if (state === 'LAID_UP') return because('GOODS', 'LAID_UP');
  if (lots.length === 0)
    return because('GOODS', state === 'EMPTY' ? 'DECLARED_EMPTY' : 'NOT_DECLARED');
  return because('GOODS', 'LOADED', { lotCode: lots.map(({ lotCode }) => lotCode).join(', ') });
}
