import type { Instant } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';

/** Hand-overs of one lot that are looked at, the newest first. */
const HAND_OVERS_MAX = 50;

/** Since when goods are delivered, by the word of both sides; null where they are not, or were rejected. */
export async function deliveredAt(
  { handOvers }: Pick<Records, 'handOvers'>,
  lotId: string,
): Promise<Instant | null> {
  const { items } = await handOvers.list({
    ...{ lotId, state: 'CONFIRMED', newestFirst: true, limit: HAND_OVERS_MAX },
  });
  const delivery = items.find(
    ({ kind, lots }) =>
      kind === 'DELIVERY' && lots.some((lot) => lot.lotId === lotId && lot.result !== 'REJECTED'),
  );
  return delivery?.handedOverAt ?? null;
}
