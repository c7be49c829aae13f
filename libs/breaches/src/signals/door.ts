import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { LotContext } from '../lot-context.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Signals } from './signals.ts';

/** A switch that flickers is told once, until it has been quiet for so long. [C] */
const QUIET: Duration = HOUR;

/** What an open door is, by what was planned: under 一箱制 an exception by itself, elsewhere one where no stop is known. */
export class Door implements Remembering {
  private readonly context: Pick<LotContext, 'isOneBox' | 'stops'>;
  /** When it was last open where no stop is planned. */
  private openAt = Number.NaN;

  constructor(context: Pick<LotContext, 'isOneBox' | 'stops'>) {
    this.context = context;
  }

  /** @param door 1 open, 0 shut, NaN not said */
  tell(s: Signals, door: number, isPlanned: boolean, at: Instant): void {
    const { isOneBox, stops } = this.context;
    const open = isPlanned && !Number.isNaN(door) ? 0 : door;
    const others = Number.isNaN(door) ? Number.NaN : 0;
    s.doorOpen = door;
    s.doorPlaceUnknown = stops === null ? open : others;
    s.doorOneBox = stops !== null && isOneBox ? open : others;
    s.doorUnplanned = stops !== null && !isOneBox ? open : others;
    const isNew = !(at - this.openAt <= QUIET);
    s.doorEdge = open === 1 ? (isNew ? 1 : 0) : open;
    if (open === 1) this.openAt = at;
  }

  save(into: Memory): void {
    into.write(this.openAt);
  }

  restore(from: Memory): void {
    this.openAt = from.read();
  }
}
