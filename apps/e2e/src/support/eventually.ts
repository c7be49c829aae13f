/**
 * Waits until `look` gives something, by looking again; what never comes fails with `what`. The
 * world outside these tests has no event to wait for: another process, a page, a database.
 */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined> | Found | undefined,
  withinSeconds = 30,
): Promise<Found> {
  const deadline = performance.now() + withinSeconds * 1_000;
  let last: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new RangeError(`not within ${withinSeconds} s: ${what}`, { cause: last });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
