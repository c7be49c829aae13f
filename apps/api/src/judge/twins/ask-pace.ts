import { ASKED_EVERY } from '@lenglian/prediction';
import { SECOND, type Instant } from '@lenglian/quantities';

/** How much quicker than once in `ASKED_EVERY` lots may be asked on the whole. */
const SPARE = 2;
/** Asks that are saved up at most: a share of the lots, and some however few there are. */
const SAVED_SHARE = 0.2;
const SAVED_ALWAYS = 100;

/**
 * How many lots may be asked: about as many as are due while event time goes on as the clock does. A
 * backlog or a load test, whose event time runs, asks no more than a quiet day.
 */
export class AskPace {
  private allowed = Number.POSITIVE_INFINITY;
  private at: Instant | null = null;

  /**
   * Time has passed.
   *
   * @param now the last tick; before the first nothing is held back
   * @param lots that have a twin; after a start it takes two minutes to ask very many
   */
  pass(now: Instant | null, lots: number): void {
    if (now === null || now === this.at) return;
    const most = SAVED_SHARE * lots + SAVED_ALWAYS;
    const since = this.at === null ? 0 : Math.max(0, now - this.at);
    const more = since * ((SPARE * lots) / ASKED_EVERY + 1 / SECOND);
    this.allowed = Math.min(most, this.allowed + more);
    this.at = now;
  }

  get mayAsk(): boolean {
    return this.allowed >= 1;
  }

  take(): void {
    this.allowed -= 1;
  }
}
