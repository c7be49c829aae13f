import { DAY, HOUR, type Duration, type Instant } from '@lenglian/quantities';

/** Number of an ISO 8601 week (Monday 00:00 UTC to Monday): 0 holds 1970-01-01. */
export type Week = number;

/** Number of a 6-hour span since 1970-01-01T00:00Z; what one block of one device covers. */
export type Span = number;

const WEEK_LENGTH: Duration = 7 * DAY;
/** 1970-01-01 was a Thursday. */
const MONDAY_TO_EPOCH: Duration = 3 * DAY;

export const SPAN_LENGTH: Duration = 6 * HOUR;
export const SPANS_PER_WEEK = WEEK_LENGTH / SPAN_LENGTH;

export function weekOf(instant: Instant): Week {
  return Math.floor((instant + MONDAY_TO_EPOCH) / WEEK_LENGTH);
}

export function weekStart(week: Week): Instant {
  return week * WEEK_LENGTH - MONDAY_TO_EPOCH;
}

export function spanOf(instant: Instant): Span {
  return Math.floor(instant / SPAN_LENGTH);
}

export function weekOfSpan(span: Span): Week {
  return weekOf(span * SPAN_LENGTH);
}

/** 0 for Monday 00:00–06:00 … 27. */
export function spanInWeek(span: Span): number {
  return span - spanOf(weekStart(weekOfSpan(span)));
}

/** `readings-2026-W48.sqlite`: named by ISO 8601 week, so that people can find a date. */
export function periodFileName(week: Week): string {
  // The year of an ISO week is the year of its Thursday.
  const thursday = weekStart(week) + 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const number = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / WEEK_LENGTH);
  return `readings-${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}.sqlite`;
}

/** The week that a file name means; undefined when it is not one of ours. */
export function weekOfFileName(name: string): Week | undefined {
  const match = /^readings-(\d{4})-W(\d{2})\.sqlite$/.exec(name);
  if (!match) return undefined;
  // 4 January is always in week 1.
  const week = weekOf(Date.UTC(Number(match[1]), 0, 4)) + Number(match[2]) - 1;
  return periodFileName(week) === name ? week : undefined;
}
