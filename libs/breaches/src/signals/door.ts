import type { LotContext } from '../lot-context.ts';
import type { Signals } from './signals.ts';

/**
 * What an open door is, by what was planned: under 一箱制 an exception by itself, elsewhere one where no stop is known.
 *
 * @param door 1 open, 0 shut, NaN not said
 */
export function tellDoor(
  s: Signals,
  { isOneBox, stops }: Pick<LotContext, 'isOneBox' | 'stops'>,
  door: number,
  isPlanned: boolean,
): void {
  const open = isPlanned && !Number.isNaN(door) ? 0 : door;
  const others = Number.isNaN(door) ? Number.NaN : 0;
  s.doorOpen = door;
  s.doorPlaceUnknown = stops === null ? open : others;
  s.doorOneBox = stops !== null && isOneBox ? open : others;
  s.doorUnplanned = stops !== null && !isOneBox ? open : others;
}
