/** Longer payloads are not searched for counters. */
const SEARCHED_BYTES_MAX = 64 * 1024;

/**
 * The counters of a message that could not be taken, where it is whole enough to show them, so that
 * firmware knows which message is meant.
 */
export function messageCounters(payload: Uint8Array): { boot?: number; seq?: number } {
  if (payload.length > SEARCHED_BYTES_MAX) return {};
  try {
    const json: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    if (typeof json !== 'object' || json === null) return {};
    const { boot, seq } = json as Record<string, unknown>;
    return {
      ...(Number.isSafeInteger(boot) ? { boot: boot as number } : {}),
      ...(Number.isSafeInteger(seq) ? { seq: seq as number } : {}),
    };
  } catch {
    return {};
  }
}
