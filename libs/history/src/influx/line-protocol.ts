import { CHANNELS, QualityFlag, UNCOUNTED, contentHash, type Reading } from '@lenglian/readings';

/**
 * How a reading lies in InfluxDB: measurement `readings`, tag `device`, time = `measuredAt` in ms,
 * one float field a channel by its wire name, and integer fields for the rest. Each field costs the
 * server about 2 µs, so fields with their usual value are left out: `boot` and `seq` of uncounted
 * samples, `idx` 0, `hash` when it follows from the values, `flags` and `excluded` without a bit.
 *
 * InfluxDB merges the fields of points at one instant, so a winner does not remove what a loser left
 * there. Hence `present`: which fields belong to the sample (its channels by bit, then the bits
 * below). Readers obey it. Points of contested or erased instants also have `contested`, so that the
 * server can be asked where its own sums cannot be trusted. (A DELETE first would leave a gap when
 * we die between the two, costs a series scan on 1.x, and has another interface on 2.x.)
 */
export const MEASUREMENT = 'readings';
export const DEVICE_TAG = 'device';

/** Bits of `present` above the channels, as numbers: they do not fit 32 bits. */
export const Present = {
  COUNTED: 2 ** 32,
  INDEX: 2 ** 33,
  HASH: 2 ** 34,
  FLAGS: 2 ** 35,
  EXCLUDED: 2 ** 36,
} as const;

const FIELD_PREFIXES = CHANNELS.map(({ name }) => `${name}=`);

/** One line, without a line break. */
export function lineOf(reading: Reading): string {
  const { values, index, flags, excluded } = reading;
  let present = 0;
  let fields = '';
  for (let channel = 0; channel < FIELD_PREFIXES.length; channel++) {
    const value = values[channel] as number;
    if (value !== value) continue;
    present += 2 ** channel;
    fields += `${FIELD_PREFIXES[channel]}${value},`;
  }
  if (reading.boot !== UNCOUNTED || reading.seq !== UNCOUNTED) {
    present += Present.COUNTED;
    fields += `boot=${reading.boot}i,seq=${reading.seq}i,`;
  }
  if (index !== 0) {
    present += Present.INDEX;
    fields += `idx=${index}i,`;
  }
  if (reading.hash !== contentHash(values)) {
    present += Present.HASH;
    fields += `hash=${reading.hash}i,`;
  }
  if (flags !== 0) {
    present += Present.FLAGS;
    fields += `flags=${flags}i,`;
  }
  if (excluded !== 0) {
    present += Present.EXCLUDED;
    fields += `excluded=${excluded}i,`;
  }
  if (flags & QualityFlag.CONTESTED) fields += 'contested=1i,';
  const device = escapeTag(reading.deviceId);
  return `${MEASUREMENT},${DEVICE_TAG}=${device} ${fields}receivedAt=${reading.receivedAt}i,present=${present}i ${reading.measuredAt}`;
}

/** The line that says: there is no sample at this instant any more. */
export function erasingLineOf({ deviceId, measuredAt }: Reading): string {
  return `${MEASUREMENT},${DEVICE_TAG}=${escapeTag(deviceId)} contested=1i,present=0i ${measuredAt}`;
}

function escapeTag(tag: string): string {
  return /[,= ]/.test(tag) ? tag.replace(/[,= ]/g, '\\$&') : tag;
}
