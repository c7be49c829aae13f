import type { JournalPage, JournalPosition } from '@lenglian/journal';

/**
 * Cuts the journal where a simulator tells the time: a tick by itself, then all of its moment at once, so that verdicts,
 * and what the records make of them, do not depend on how fast anybody was. A moment is over when the next tick
 * is there, or when somebody who waits for it says so.
 */
export class Moments {
  private overThrough = 0;

  /** Whoever tells the time was acknowledged all that it sent. */
  end({ seq }: JournalPosition): void {
    this.overThrough = seq;
  }

  /**
   * @param after where the page was asked for
   * @param limit entries it could have had: more than that are not held back
   * @returns what of it is to be judged at once; nothing while its moment lasts
   */
  cut(page: JournalPage, after: JournalPosition, limit: number): JournalPage {
    const { entries } = page;
    const tick = entries.findIndex(({ kind }) => kind === 'TICK');
    if (tick >= 0) return firstOf(page, after, Math.max(1, tick));
    if (entries.length >= limit) return page;
    return firstOf(page, after, entries.filter(({ seq }) => seq <= this.overThrough).length);
  }
}

function firstOf(page: JournalPage, after: JournalPosition, count: number): JournalPage {
  const entries = page.entries.slice(0, count);
  const last = entries.at(-1);
  return { entries, position: last ? { ...page.position, seq: last.seq } : after };
}
