import type { LimitProfile } from '@lenglian/limits';
import { MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { isAtStop, offPowerMaxAt, type LotContext } from '../lot-context.ts';
import { FrostAhead } from './frost-ahead.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Word } from './paces.ts';
import { PowerLoss } from './power-loss.ts';
import type { Signals } from './signals.ts';

/**
 * At a planned stop gensets are swapped, in 5 to 40 min (domain.md §5), by people who are there: so much of an outage is
 * not asked for the frost ahead, which with the 20 min of the rule makes 45.
 */
const SWAP: Duration = 25 * MINUTE;

/** What one sample says of a unit's power, and what surrounds its goods, °C; NaN is not said. */
export interface PowerNow {
  /** 1 with power, 0 without. */
  readonly powered: number;
  readonly returnAir: Celsius;
  readonly ambient: Celsius;
  /** Of the product: what answers first, and the coldest. */
  readonly outer: Celsius;
  readonly coldest: Celsius;
  readonly at: Instant;
}

/** Whether a unit is without power, where, and what that does to its goods. */
export class Power implements Remembering {
  private readonly context: LotContext;
  private readonly loss: PowerLoss;
  private readonly frostAhead: FrostAhead;
  private readonly word: Word;
  /** Since when it has been without power, no hole between, and when that was said last. */
  private offFrom = Number.NaN;
  private offUntil = Number.NaN;

  constructor(profile: LimitProfile, context: LotContext, word: Word) {
    this.context = context;
    this.loss = new PowerLoss(profile.criticalLow !== null);
    this.frostAhead = new FrostAhead(profile, context);
    this.word = word;
  }

  tell(s: Signals, { powered, returnAir, ambient, outer, coldest, at }: PowerNow): void {
    if (Number.isNaN(powered)) {
      s.unpowered = s.unpoweredMoving = s.unpoweredHarmful = s.unpoweredInFrost = Number.NaN;
      s.unpoweredAnywhere = s.unpoweredPastContract = Number.NaN;
      return;
    }
    const isOff = powered === 0;
    const atStop = isOff && isAtStop(this.context, at);
    // Where units wait for a plug air may warm; the goods may not.
    const air = atStop ? Number.NaN : returnAir;
    const isHarmful = this.loss.observe(isOff, air, outer, coldest);
    s.unpowered = isOff ? 1 : 0;
    s.unpoweredMoving = isOff && !atStop ? 1 : 0;
    s.unpoweredHarmful = isHarmful ? 1 : 0;
    const max = isOff ? offPowerMaxAt(this.context, at) : undefined;
    const lasted = this.offFor(isOff, at);
    const maySwap = atStop && lasted < SWAP;
    s.unpoweredInFrost = maySwap ? 0 : this.frostAhead.tell(isOff, coldest, ambient, at);
    s.unpoweredAnywhere = isOff && max === undefined ? 1 : 0;
    s.unpoweredPastContract = max !== undefined && lasted >= max ? 1 : 0;
  }

  /** For how long it has been without power, as measured; NaN with power. */
  private offFor(isOff: boolean, at: Instant): Duration {
    if (!isOff) return (this.offFrom = this.offUntil = Number.NaN);
    // Written so that the first word begins it too.
    if (!(at <= this.offUntil)) this.offFrom = at;
    this.offUntil = this.word.until;
    return at - this.offFrom;
  }

  save(into: Memory): void {
    this.loss.save(into);
    into.write(this.offFrom);
    into.write(this.offUntil);
  }

  restore(from: Memory): void {
    this.loss.restore(from);
    this.offFrom = from.read();
    this.offUntil = from.read();
  }
}
