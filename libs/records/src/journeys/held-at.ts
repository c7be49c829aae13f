import type { Instant } from '@lenglian/quantities';
import { expressionBuilder } from 'kysely';

interface Validity {
  validFrom: number;
  validUntil: number | null;
}

/** A condition on any table with a validity: that it holds at a moment. */
export function heldAt(at: Instant) {
  const where = expressionBuilder<{ table: Validity }, 'table'>();
  return () =>
    where.and([
      where('validFrom', '<=', at),
      where.or([where('validUntil', 'is', null), where('validUntil', '>', at)]),
    ]);
}
