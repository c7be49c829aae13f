/**
 * Whether a status says that its device is there. Whatever else it holds may be a last will, however it is written: that
 * the broker says.
 */
export function saysOnline(payload: Uint8Array): boolean {
  try {
    const status: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    return (status as { online?: unknown } | null)?.online === true;
  } catch {
    return false;
  }
}
