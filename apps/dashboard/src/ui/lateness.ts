import { MINUTE } from '@lenglian/quantities';

/** A train that is this late is late; less is its timetable's rounding. */
export const LATE_FROM = 5 * MINUTE;
