import { HOUR, type Instant } from '@lenglian/quantities';

/** Exports show 北京时间 whatever the reader's machine is set to (GB/T 7408: UTC+08:00). */
const BEIJING_OFFSET = 8 * HOUR;

let lastMinute = Number.NaN;
let lastMinuteText = '';

/** `2026-11-23 16:25:14.000`; the minute's text is kept, as lines come in order. */
export function beijingTime(instant: Instant): string {
  const minute = Math.floor(instant / 60_000);
  if (minute !== lastMinute) {
    const iso = new Date(minute * 60_000 + BEIJING_OFFSET).toISOString();
    lastMinute = minute;
    lastMinuteText = `${iso.slice(0, 10)} ${iso.slice(11, 17)}`;
  }
  const rest = String(instant - minute * 60_000).padStart(5, '0');
  return `${lastMinuteText}${rest.slice(0, 2)}.${rest.slice(2)}`;
}
