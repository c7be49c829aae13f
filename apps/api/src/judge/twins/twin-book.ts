import type { Episode } from '@lenglian/breaches';
import type { Foretold } from '@lenglian/prediction';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { LotOutlook } from '../judge-port.ts';
import type { WatchedLot } from '../lot-book.ts';
import { AskPace } from './ask-pace.ts';
import { toLotOutlook } from './lot-outlook.ts';
import { wayAheadOf } from './operating-context.ts';

/** Older than this, by the judge's now, nothing is foretold: it would be of the past. */
const FRESH_MAX: Duration = 30 * MINUTE;

/** What came of asking one lot. */
export interface Asked {
  readonly lot: WatchedLot;
  /** Those that stand. */
  readonly foretold: readonly Foretold[];
  /** The event time of the outlook, or when the lot left its last unit. */
  readonly at: Instant;
  readonly outlook: LotOutlook;
}

/** What asking needs to know of the lots. */
export interface AskedLots {
  /** How many have a twin. */
  readonly twinCount: number;
  /** Whether a lot is still to be judged again: then it is asked later. */
  isLotBehind(lot: WatchedLot): boolean;
  readingsOf(lot: WatchedLot, from: Instant, until: Instant): readonly Reading[];
}

export interface AskingParts {
  readonly lots: AskedLots;
  /** The judge's now; null before the first tick. */
  readonly now: Instant | null;
  /** The prediction that people were told of a lot, while it stands. */
  readonly toldOf: (lotId: string) => Episode | undefined;
}

/** Which lots are to be asked for their outlook, and asking them in pieces. */
export class TwinBook {
  private readonly due = new Set<WatchedLot>();
  private readonly pace = new AskPace();
  /** Lots of which an outlook was told. */
  private readonly spokenOf = new Set<string>();

  observe(lot: WatchedLot, reading: Reading): void {
    if (lot.twin === null) return;
    lot.twin.observe(reading);
    if (lot.twin.isDue) this.due.add(lot);
  }

  noteLate(lot: WatchedLot, at: Instant): void {
    lot.twin?.noteLate(at);
    this.askSoon(lot);
  }

  /** Something about it changed besides its readings: what is believed of its way, or a breach. */
  askSoon(lot: WatchedLot): void {
    if (lot.twin !== null || lot.until !== null) this.due.add(lot);
  }

  /** A replaced lot is asked no more. */
  keepOnly(isKept: (lot: WatchedLot) => boolean): void {
    for (const lot of this.due) if (!isKept(lot)) this.due.delete(lot);
  }

  /** Whether asking now would find anybody. */
  isAnyDue(lots: AskedLots): boolean {
    if (!this.pace.mayAsk) return false;
    for (const lot of this.due) if (!lots.isLotBehind(lot)) return true;
    return false;
  }

  /** Asks those that are due, one at least, until `mayGoOn` says no. */
  ask(parts: AskingParts, mayGoOn: () => boolean): Asked[] {
    const asked: Asked[] = [];
    this.pace.pass(parts.now, parts.lots.twinCount);
    for (const lot of this.due) {
      if (!this.pace.mayAsk) break;
      if (parts.lots.isLotBehind(lot)) continue;
      this.due.delete(lot);
      const answer = lot.until === null ? askOne(lot, parts) : this.letGo(lot, lot.until, parts);
      if (answer === undefined) continue;
      if (answer.outlook.said === null) this.spokenOf.delete(lot.lotId);
      else this.spokenOf.add(lot.lotId);
      this.pace.take();
      asked.push(answer);
      if (!mayGoOn()) break;
    }
    return asked;
  }

  /** Goods left their last unit: what was foretold of them ends there; of most nothing was. */
  private letGo(lot: WatchedLot, until: Instant, { toldOf }: AskingParts): Asked | undefined {
    const { lotId, unitId } = lot;
    if (!this.spokenOf.has(lotId) && toldOf(lotId) === undefined) return undefined;
    return { lot, at: until, foretold: [], outlook: { lotId, unitId, at: until, said: null } };
  }
}

function askOne(lot: WatchedLot, { now, lots, toldOf }: AskingParts): Asked | undefined {
  const { lotId, twin } = lot;
  if (twin === null) return undefined;
  const newest = Math.max(twin.newest, lot.judge.through);
  if (now !== null && now - newest > FRESH_MAX) return undefined;
  const way = wayAheadOf(lot.way, newest);
  const lasting = lot.judge.episodes().filter(({ endedAt }) => endedAt === null);
  // Of goods that nobody declared nothing is said before NO_LOT is (ADR 0032).
  if (lot.context.isProvisional && !lasting.some(({ rule }) => rule === 'NO_LOT')) return undefined;
  const readingsFrom = (from: Instant) => lots.readingsOf(lot, from, Number.MAX_SAFE_INTEGER);
  const answer = twin.ask(way.context, { newest, readingsFrom }, lasting, toldOf(lotId));
  if (answer === undefined) return undefined;
  const { outlook, foretold } = answer;
  return { lot, at: outlook.now, foretold, outlook: toLotOutlook(lot, answer, way) };
}
