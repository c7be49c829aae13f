import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { Language, Words } from '../words.ts';

/** The clocks people in Xinjiang use. Official papers are always in `beijing`. */
export const ZONES = ['beijing', 'xinjiang'] as const;
export type Zone = (typeof ZONES)[number];

/** Neither has daylight saving time, so an offset is all there is to them. */
const OFFSETS: Record<Zone, Duration> = { beijing: 8 * HOUR, xinjiang: 6 * HOUR };

/** A time is never shown without one of these near it. */
export const ZONE_WORDS: Record<Zone, Words> = {
  beijing: { zh: '北京时间', en: 'Beijing time' },
  xinjiang: { zh: '新疆时间', en: 'Xinjiang time' },
};

/** As in RFC 3339. */
export const ZONE_OFFSETS: Record<Zone, string> = { beijing: '+08:00', xinjiang: '+06:00' };

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The calendar and clock of a zone at an instant; `month` from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What the clock on the wall shows. */
export function wallTime(instant: Instant, zone: Zone): WallTime {
  const shifted = new Date(instant + OFFSETS[zone]);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** "14:03" */
export function formatTime(instant: Instant, zone: Zone): string {
  const wall = wallTime(instant, zone);
  return `${two(wall.hour)}:${two(wall.minute)}`;
}

/** "14:03:22" */
export function formatClock(instant: Instant, zone: Zone): string {
  return `${formatTime(instant, zone)}:${two(wallTime(instant, zone).second)}`;
}

/** "11月23日" or "23 Nov" */
export function formatDate(instant: Instant, zone: Zone, language: Language): string {
  const wall = wallTime(instant, zone);
  if (language === 'zh') return `${wall.month}月${wall.day}日`;
  return `${wall.day} ${MONTHS[wall.month - 1]}`;
}

/** "11月23日 14:03:22" or "23 Nov 14:03:22" */
export function formatDateTime(instant: Instant, zone: Zone, language: Language): string {
  return `${formatDate(instant, zone, language)} ${formatClock(instant, zone)}`;
}

/** "11月23日 14:03" or "23 Nov 14:03": for what is not known to the second. */
export function formatDayTime(instant: Instant, zone: Zone, language: Language): string {
  return `${formatDate(instant, zone, language)} ${formatTime(instant, zone)}`;
}

/** "2026年11月23日" or "23 Nov 2026": for what lies further off. */
export function formatDay(instant: Instant, zone: Zone, language: Language): string {
  const { year } = wallTime(instant, zone);
  const date = formatDate(instant, zone, language);
  return language === 'zh' ? `${year}年${date}` : `${date} ${year}`;
}

/** Midnight of the zone's day that holds `instant`. */
export function startOfDay(instant: Instant, zone: Zone): Instant {
  const offset = OFFSETS[zone];
  return Math.floor((instant + offset) / (24 * HOUR)) * 24 * HOUR - offset;
}

/** What an `<input type="datetime-local">` holds: "2026-11-23T14:03" */
export function toInputTime(instant: Instant, zone: Zone): string {
  const { year, month, day } = wallTime(instant, zone);
  return `${year}-${two(month)}-${two(day)}T${formatTime(instant, zone)}`;
}

/** The instant that such an input means in a zone; null when it holds none. */
export function fromInputTime(text: string, zone: Zone): Instant | null {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text}Z`) : NaN;
  return Number.isNaN(asUtc) ? null : asUtc - OFFSETS[zone];
}
