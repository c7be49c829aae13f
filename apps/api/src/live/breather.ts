import { setImmediate } from 'node:timers/promises';

/** How long one piece of work may hold up everything else, in milliseconds. */
const PIECE = 8;

/** Cuts long work into pieces, between which alerts, requests and whatever else waits have their turn. */
export class Breather {
  private readonly piece: number;
  private began = performance.now();

  /** @param piece how long one may last, in milliseconds; with 0 others have their turn after each step */
  constructor(piece = PIECE) {
    this.piece = piece;
  }

  /**
   * Lets others have their turn when this piece has lasted long enough.
   *
   * @returns whether they had it: what was looked at before may be another by now
   */
  async breathe(): Promise<boolean> {
    if (performance.now() - this.began < this.piece) return false;
    await setImmediate();
    this.began = performance.now();
    return true;
  }
}
