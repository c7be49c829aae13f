/** What the running api tells about itself. */
export interface Lags {
  /** Seconds; null while unknown. */
  readonly judge: number | null;
  readonly historian: number | null;
  readonly backlogEntries: number;
}

/** The judge's and the historian's lag, from /api/ready. */
export async function lagsOf(url: string): Promise<Lags> {
  const response = await fetch(`${url}/api/ready`);
  const body = (await response.json()) as {
    judge: { lagSeconds: number | null; backlogEntries: number | null };
    historian: { lagSeconds: number | null };
  };
  return {
    judge: body.judge.lagSeconds,
    historian: body.historian.lagSeconds,
    backlogEntries: body.judge.backlogEntries ?? 0,
  };
}

/** The later of both, in seconds. */
export function worstOf(lags: Lags): number {
  return Math.max(lags.judge ?? 0, lags.historian ?? 0);
}

/** Waits until everything received is judged and copied. Returns the seconds it took; NaN if it did not. */
export async function untilCaughtUp(url: string, withinSeconds: number): Promise<number> {
  const began = performance.now();
  // Judge and historian answer one after the other: what the judge just finished the historian may
  // not have seen when it answered. Twice in a row is an end.
  let inARow = 0;
  for (;;) {
    const lags = await lagsOf(url);
    const seconds = (performance.now() - began) / 1000;
    const isDone = lags.judge !== null && worstOf(lags) === 0 && lags.backlogEntries === 0;
    inARow = isDone ? inARow + 1 : 0;
    if (inARow === 2) return seconds;
    if (seconds > withinSeconds) return Number.NaN;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
