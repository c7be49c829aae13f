import { HOUR, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import { CARGO_PROBES, type ChannelIndex, type Reading } from '@lenglian/readings';
import { numberOf } from './device-number.ts';
import { healthyValue } from './healthy-value.ts';
import { Heard } from './heard.ts';
import type { Memory, Remembering } from './memory.ts';
import { AIRS, ANYTHING, GOODS, PROBES, type Signals } from './signals.ts';

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
 * another says better of its own place neither mends nor breaks it.
 */
export class Paces implements Remembering {
  private readonly gapMax: Duration;
  /** Heard last first. */
  private heard: Heard[] = [];
  readonly probe = { max: 0, until: Number.NaN };
  readonly air = { max: 0, until: Number.NaN };
  readonly any = { max: 0, until: Number.NaN };
  /** Whether any probe speaks in the reading, the worst or not. */
  hasProbe = false;
  /** Whether no other device says worse of the air. */
  private isReturnWarmest = true;
  private isReturnColdest = true;
  private isSupplyColdest = true;

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
    this.compareAir({ back, supply }, at);
    const isWorst = this.isReturnWarmest && this.isReturnColdest && this.isSupplyColdest;
    s.speaks[AIRS] = hasAir && isWorst && air.silenceMax > this.gapMax ? 1 : 0;
    this.air.until = at + air.silenceMax;
    this.any.max = any.silenceMax;
    any.note(at);
    this.any.until = at + any.silenceMax;
    this.tellUntil(s);
  }

  /** Of air that another device says worse of nothing is said. */
  leaveAir(s: Signals): void {
    if (!this.isReturnWarmest) s.returnForHeat = Number.NaN;
    if (!this.isReturnColdest) s.returnInWinter = s.returnInWinterUnexplained = Number.NaN;
    if (!this.isSupplyColdest) s.supplyForBandLow = s.supplyAir = s.supplyUnexplained = Number.NaN;
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
    let before = this.gapMax;
    let stands = this.gapMax;
    for (let place = 0; place < CARGO_PROBES.length; place++) {
      const value = healthyValue(reading, CARGO_PROBES[place] as ChannelIndex);
      if (Number.isNaN(value)) continue;
      before = Math.max(before, device.probes[place]?.pace.silenceMax ?? 0);
      stands = Math.max(stands, device.hearProbe(place, value, at).silenceMax);
      // Written so that the first number replaces NaN.
      if (!(value <= warmest)) warmest = value;
      if (!(value >= coldest)) coldest = value;
    }
    this.hasProbe = !Number.isNaN(warmest);
    this.probe.max = before;
    this.probe.until = at + stands;
    let [most, least] = [warmest, coldest];
    for (const { probes } of this.heard) {
      for (const voice of probes) {
        if (!voice || !(at <= voice.pace.until)) continue;
        if (voice.value > most) most = voice.value;
        if (voice.value < least) least = voice.value;
      }
    }
    s.probesApart = most - least;
    s.warmestProbe = most > warmest ? Number.NaN : warmest;
    s.coldestProbe = least < coldest ? Number.NaN : coldest;
    // A slow probe that speaks of other things leaves open what it does not say; one that leaves it to others does not.
    const isSlow = this.hasProbe && stands > this.gapMax;
    s.speaks[PROBES] = isSlow && most === warmest && least === coldest ? 1 : 0;
  }

  private tellUntil(s: Signals): void {
    const { probe, air, any } = this;
    s.until[PROBES] = probe.until;
    s.until[AIRS] = air.until;
    s.until[GOODS] = (this.hasProbe ? probe : air).until;
    s.until[ANYTHING] = any.until;
    s.speaks[GOODS] = s.speaks[this.hasProbe ? PROBES : AIRS] as number;
  }

  /** Whose air is the worst that stands: each of the others says worse, or nothing. */
  private compareAir({ back, supply }: Pick<Heard, 'back' | 'supply'>, at: Instant): void {
    this.isReturnWarmest = this.isReturnColdest = this.isSupplyColdest = true;
    if (this.heard.length === 1) return;
    for (const other of this.heard) {
      if (!(at <= other.air.until)) continue;
      if (other.back > back) this.isReturnWarmest = false;
      if (other.back < back) this.isReturnColdest = false;
      if (other.supply < supply) this.isSupplyColdest = false;
    }
  }

  /** The device of a reading, heard last from now on. */
  private deviceOf(deviceId: string, at: Instant): Heard {
    const { heard } = this;
    while (heard.length > 0 && at - (heard.at(-1) as Heard).any.lastAt > FORGOTTEN) heard.pop();
    const [last] = heard;
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
