import type { UnitKind } from '@lenglian/placements';
import type { BoxFacts, ReportedByDevice } from './departure.ts';

/** Insulated, or carried by something that cools: most have neither a set-point nor power of their own. */
const PASSIVE_KINDS: ReadonlySet<UnitKind> = new Set(['box', 'uld', 'tanker', 'wagon']);

/** Whether a box has none of something: it is of such a kind, and its device never spoke of it. */
export function isPassive(
  { unitKind, reported }: BoxFacts,
  what: keyof ReportedByDevice & ('setpointCelsius' | 'isPowered'),
): boolean {
  return PASSIVE_KINDS.has(unitKind) && (reported === null || reported[what] === null);
}
