import { DAY, type Duration } from '@lenglian/quantities';

/** While InfluxDB is the long memory: the time in which corrections and re-judging may reach back. */
export const LOCAL_KEEPS_BESIDE_INFLUX: Duration = 90 * DAY;

/**
 * Where the local store is the history: three years and a margin. Food Safety Law of the PRC (2021)
 * art. 50 asks for two, raw milk hand-over slips for two; disputes start late.
 */
export const LOCAL_KEEPS_ALONE: Duration = 1_100 * DAY;
