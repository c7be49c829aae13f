import { DAY, HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { formatDate, formatTime, startOfDay, type Language, type Zone } from '@lenglian/wording';

const STEPS: readonly Duration[] = [
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
];

/** Round moments of the zone's clock between two instants, at most about `count` of them. */
export function timeSplits(from: Instant, to: Instant, count: number, zone: Zone): Instant[] {
  const wanted = (to - from) / Math.max(1, count);
  const step = STEPS.find((each) => each >= wanted) ?? 30 * DAY;
  const splits: Instant[] = [];
  let at = startOfDay(from, zone);
  at += Math.ceil((from - at) / step) * step;
  for (; at <= to; at += step) splits.push(at);
  return splits;
}

/** Midnight is shown as its date, every other moment as hours and minutes. */
export function splitLabel(at: Instant, zone: Zone, language: Language): string {
  return at === startOfDay(at, zone) ? formatDate(at, zone, language) : formatTime(at, zone);
}
