const TARGET_MILLISECONDS = 25;
const SMALLEST = 50;
const LARGEST = 4_000;

/** How many entries to take at once, so that a page costs about 25 ms whatever the messages hold. */
export class PageSize {
  current = 500;
  private began = 0;
  private readonly stopwatch: () => number;

  constructor(stopwatch: () => number) {
    this.stopwatch = stopwatch;
  }

  begin(): void {
    this.began = this.stopwatch();
  }

  /** Learns from a page of `entries`; short pages teach nothing. */
  end(entries: number): void {
    if (entries < this.current) return;
    const took = this.stopwatch() - this.began;
    if (took > 2 * TARGET_MILLISECONDS) this.current = Math.max(SMALLEST, this.current >> 1);
    else if (took < TARGET_MILLISECONDS / 2) this.current = Math.min(LARGEST, this.current << 1);
  }
}
