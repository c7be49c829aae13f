import { type Celsius } from '@lenglian/quantities';
import { CARGO_PROBES, RETURN, SUPPLY, type ChannelIndex, type Reading } from '@lenglian/readings';

/** The kinds of sensor a breach can be proven by. */
export type SignalKind = 'PROBE' | 'RETURN' | 'SUPPLY';

/**
 * What the rules look at in one sample, worked out once for all of them. NaN where the sample has
 * no healthy value: such a sample says nothing about that signal, neither good nor bad.
 */
export interface Signals {
  /** Of the healthy cargo probes. */
  warmestProbe: Celsius;
  coldestProbe: Celsius;
  returnAir: Celsius;
  supplyAir: Celsius;
}

/** Signals of a sample in which nothing was measured. */
export function noSignals(): Signals {
  return {
    warmestProbe: Number.NaN,
    coldestProbe: Number.NaN,
    returnAir: Number.NaN,
    supplyAir: Number.NaN,
  };
}

/** Reads a sample into `into`, which is overwritten: the live judge allocates nothing a reading. */
export function readSignals(reading: Reading, into: Signals = noSignals()): Signals {
  let warmest = Number.NaN;
  let coldest = Number.NaN;
  for (let i = 0; i < CARGO_PROBES.length; i++) {
    const value = healthyValue(reading, CARGO_PROBES[i] as ChannelIndex);
    // Written so that the first number replaces NaN.
    if (!(value <= warmest)) warmest = Number.isNaN(value) ? warmest : value;
    if (!(value >= coldest)) coldest = Number.isNaN(value) ? coldest : value;
  }
  into.warmestProbe = warmest;
  into.coldestProbe = coldest;
  into.returnAir = healthyValue(reading, RETURN);
  into.supplyAir = healthyValue(reading, SUPPLY);
  return into;
}

/** As `judgedValue`, with NaN for "none". */
function healthyValue(reading: Reading, channel: ChannelIndex): number {
  return (reading.excluded >>> channel) & 1 ? Number.NaN : (reading.values[channel] as number);
}
