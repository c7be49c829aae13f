import { HOUR, MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { CARGO_PROBES, type ChannelIndex, type Reading } from '@lenglian/readings';
import { numberOf } from './device-number.ts';
import { healthyValue } from './healthy-value.ts';
import { Heard } from './heard.ts';
import type { Memory, Remembering } from './memory.ts';
import {
  AIRS,
  ANYTHING,
  GOODS,
  PROBES,
  placeOf,
  type SignalName,
  type Signals,
} from './signals.ts';

/** Signals that are the warmest or the coldest of what may be said of one thing. */
const WARM = places(['warmestProbe', 'probeForHeat', 'milk']);
const COLD = places(['coldestProbe']);
const RETURN_WARM = places(['returnForHeat', 'estimateForHeat', 'estimateForCritical']);
const RETURN_COLD = places(['returnInWinter', 'returnInWinterUnexplained']);
const SUPPLY_COLD = places(['supplyForBandLow', 'supplyAir', 'supplyUnexplained']);

function places(names: readonly SignalName[]): readonly number[] {
  return names.map(placeOf);
}

/** A slow probe silences air from one word to the next, but for no longer than this: one that died must not hide it. [C] */
const SILENCES_MAX: Duration = 16 * MINUTE;
/** One for all lots: they live only as long as one sample is looked at. */
const WORDS = {
  air: { max: 0, until: Number.NaN },
  any: { max: 0, until: Number.NaN },
};
const NOBODY: readonly Heard[] = [];

function leave(s: Signals, signals: readonly number[], isLeft: boolean): void {
  // Of most lots never: nothing to write.
  if ((s.left[signals[0] as number] === 1) === isLeft) return;
  for (const place of signals) s.left[place] = isLeft ? 1 : 0;
}

/** What is a hole for the device that a reading is of. */
export interface Silence {
  /** The longest silence before the reading that is none. */
  readonly max: Duration;
}

/** And how long what it says stands. */
export interface Word extends Silence {
  readonly until: Instant;
}

/** More devices than speak for any lot; those heard last. */
const DEVICES_MAX = 12;
/** A device that has been silent for so long is known anew when it speaks again. [C] */
const FORGOTTEN: Duration = 6 * HOUR;

/**
 * Who speaks for a lot, how often, and so which silence is a hole: by readings alone, for what a device was told reaches
 * it later or never (ADR 0045). Of probes of several devices, and of their air, the worst word counts that stands: what
 * another says better of its own place is no word, neither mends nor breaks it; what it says as badly counts too.
 */
export class Paces implements Remembering {
  private readonly gapMax: Duration;
  /** Heard last first. */
  private heard: Heard[] = [];
  readonly air = WORDS.air;
  readonly any = WORDS.any;
  /** Whether any probe speaks in the reading, the worst or not. */
  hasProbe = false;
  /** Whether the warmest of them speaks again after it had been silent for longer than it is used to. */
  isProbeBack = false;
  /** Whether the word of any stands. */
  isProbeStanding = false;
  /** Whether another that spoke lately is warmer. */
  isWarmerLately = false;
  /** Until when a probe that speaks in the reading is awaited, and air is silent beside it. */
  probeAwaitedUntil = Number.NaN;

  constructor(gapMax: Duration) {
    this.gapMax = gapMax;
  }

  /** Takes a reading: tells what its probes say, where they say the worst, and until when anything of it stands. */
  observe(reading: Reading, s: Signals, back: Celsius, supply: Celsius): void {
    const at = reading.measuredAt;
    const device = this.deviceOf(reading.deviceId, at);
    const { air, any } = device;
    s.gapMax = this.gapMax;
    this.hearProbes(device, reading, s);
    this.air.max = air.silenceMax;
    const hasAir = !Number.isNaN(back) || !Number.isNaN(supply);
    if (hasAir) device.hearAir(back, supply, at);
    const isLeft = this.compareAir(s, back, supply, at);
    s.speaks[AIRS] = hasAir && !isLeft && air.silenceMax > this.gapMax ? 1 : 0;
    this.air.until = at + air.silenceMax;
    this.any.max = any.silenceMax;
    any.note(at);
    this.any.until = at + any.silenceMax;
    this.tellUntil(s);
  }

  save(into: Memory): void {
    into.write(this.heard.length);
    for (const device of this.heard) device.save(into);
  }

  restore(from: Memory): void {
    const count = Math.min(DEVICES_MAX, from.read() || 0);
    this.heard = Array.from({ length: count }, () => Heard.restored(from, this.gapMax));
  }

  /** Takes what probes say; of it the warmest and the coldest, where no other probe that stands says worse. */
  private hearProbes(device: Heard, reading: Reading, s: Signals): void {
    const at = reading.measuredAt;
    let warmest = Number.NaN;
    let coldest = Number.NaN;
    // Of most lots one device with one probe speaks, beside which there is nothing.
    const isAlone = this.heard.length === 1 && device.probes.length <= 1;
    if (!isAlone) this.noteOwn(device, s, at);
    let back = Number.NaN;
    let stands = this.gapMax;
    for (let place = 0; place < CARGO_PROBES.length; place++) {
      const value = healthyValue(reading, CARGO_PROBES[place] as ChannelIndex);
      if (Number.isNaN(value)) continue;
      const known = device.probes[place]?.pace;
      if (known && at > known.until && !(value <= back)) back = value;
      stands = Math.max(stands, device.hearProbe(place, value, at).silenceMax);
      // Written so that the first number replaces NaN.
      if (!(value <= warmest)) warmest = value;
      if (!(value >= coldest)) coldest = value;
    }
    this.hasProbe = !Number.isNaN(warmest);
    s.until[PROBES] = at + stands;
    this.probeAwaitedUntil = at + Math.min(Math.max(this.gapMax, stands / 2), SILENCES_MAX);
    const only = device.probes[0];
    this.isProbeStanding = isAlone && only !== undefined && at <= only.pace.until;
    let most = warmest;
    let least = coldest;
    // Two that differ must have spoken at one time, whatever their pace: nothing is held against another for longer.
    let highest = warmest;
    let lowest = coldest;
    for (const { probes } of isAlone ? NOBODY : this.heard) {
      for (const voice of probes) {
        if (!voice || !(at <= voice.pace.until)) continue;
        this.isProbeStanding = true;
        const { value, pace } = voice;
        if (!(value <= most)) most = value;
        if (!(value >= least)) least = value;
        if (at - pace.lastAt > this.gapMax) continue;
        if (!(value <= highest)) highest = value;
        if (!(value >= lowest)) lowest = value;
      }
    }
    s.probesApart = highest - lowest;
    s.warmestProbe = warmest;
    s.coldestProbe = coldest;
    this.isProbeBack = back >= most;
    this.isWarmerLately = highest > warmest;
    s.isWarmLeft = most > warmest;
    s.isColdLeft = least < coldest;
    leave(s, WARM, s.isWarmLeft);
    leave(s, COLD, s.isColdLeft);
    // A slow probe that speaks of other things leaves open what it does not say; one that leaves it to others does not.
    const isSlow = this.hasProbe && stands > this.gapMax;
    s.speaks[PROBES] = isSlow && most === warmest && least === coldest ? 1 : 0;
  }

  /** What the device said before, where that still stands. */
  private noteOwn({ probes }: Heard, s: Signals, at: Instant): void {
    let [warmest, coldest] = [Number.NaN, Number.NaN];
    for (const voice of probes) {
      if (!voice || !(at <= voice.pace.until)) continue;
      if (!(voice.value <= warmest)) warmest = voice.value;
      if (!(voice.value >= coldest)) coldest = voice.value;
    }
    for (const place of WARM) s.own[place] = warmest;
    for (const place of COLD) s.own[place] = coldest;
  }

  /** Of probes it is told where they are heard. */
  private tellUntil(s: Signals): void {
    const goods = this.hasProbe ? PROBES : AIRS;
    s.until[AIRS] = this.air.until;
    s.until[GOODS] = s.until[goods] as number;
    s.until[ANYTHING] = this.any.until;
    s.speaks[GOODS] = s.speaks[goods] as number;
  }

  /** Whether the air of any other device that stands is worse. */
  private compareAir(s: Signals, back: Celsius, supply: Celsius, at: Instant): boolean {
    let isWarmer = false;
    let isColder = false;
    let isSupplyColder = false;
    if (this.heard.length > 1) {
      for (const other of this.heard) {
        if (!(at <= other.air.until)) continue;
        if (other.back > back) isWarmer = true;
        if (other.back < back) isColder = true;
        if (other.supply < supply) isSupplyColder = true;
      }
    }
    leave(s, RETURN_WARM, isWarmer);
    leave(s, RETURN_COLD, isColder);
    leave(s, SUPPLY_COLD, isSupplyColder);
    return isWarmer || isColder || isSupplyColder;
  }

  /** The device of a reading, heard last from now on. */
  private deviceOf(deviceId: string, at: Instant): Heard {
    const { heard } = this;
    while (heard.length > 0 && at - (heard.at(-1) as Heard).any.lastAt > FORGOTTEN) heard.pop();
    const last = heard[0];
    return last?.deviceId === deviceId ? last : this.find(deviceId);
  }

  private find(deviceId: string): Heard {
    const { heard } = this;
    const device = numberOf(deviceId);
    let place = heard.findIndex((one) => one.device === device);
    const found = heard[place] ?? new Heard(device, this.gapMax);
    found.deviceId = deviceId;
    if (place < 0) place = Math.min(heard.length, DEVICES_MAX - 1);
    for (let i = place; i > 0; i--) heard[i] = heard[i - 1] as Heard;
    heard[0] = found;
    return found;
  }
}
