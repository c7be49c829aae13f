import type { Celsius, Duration } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { numberOf } from './device-number.ts';
import type { Memory, Remembering } from './memory.ts';
import { Pace } from './pace.ts';
import { AIRS, ANYTHING, GOODS, PROBES, type Signals } from './signals.ts';

/** The longest silence before the reading that is looked at which is no hole. */
export interface Silence {
  readonly max: Duration;
}

/** Devices that speak for a lot at one time, those heard last: more of them are known anew when they speak again. */
const DEVICES_MAX = 4;

/** One device: its probes, its air and whatever it says. A slow probe may lie beside fast air, and flags may come oftener than both. */
interface Heard {
  deviceId: string;
  readonly device: number;
  readonly probe: Pace;
  readonly air: Pace;
  readonly any: Pace;
}

/**
 * How often each device of a lot speaks, and so which silence is a hole: by its readings alone, for what a device was
 * told reaches it later or never (ADR 0045).
 */
export class Paces implements Remembering {
  private readonly gapMax: Duration;
  /** Heard last first. */
  private heard: Heard[] = [];
  /** Of the device that a reading is of, before it. */
  readonly probe: { max: Duration };
  readonly air: { max: Duration };
  readonly any: { max: Duration };

  constructor(gapMax: Duration) {
    this.gapMax = gapMax;
    this.probe = { max: gapMax };
    this.air = { max: gapMax };
    this.any = { max: gapMax };
  }

  /**
   * Takes a reading and tells until when it stands: what is heard later is behind a hole.
   *
   * @param s with the probes of the reading
   */
  observe(reading: Reading, s: Signals, returnAir: Celsius, supplyAir: Celsius): void {
    const { deviceId, measuredAt: at } = reading;
    const hasProbe = !Number.isNaN(s.warmestProbe);
    const hasAir = !Number.isNaN(returnAir) || !Number.isNaN(supplyAir);
    const [last] = this.heard;
    const { probe, air, any } = last?.deviceId === deviceId ? last : this.find(deviceId);
    this.probe.max = probe.silenceMax;
    this.air.max = air.silenceMax;
    this.any.max = any.silenceMax;
    if (hasProbe) probe.note(at);
    if (hasAir) air.note(at);
    any.note(at);
    s.gapMax = this.gapMax;
    s.speaks[PROBES] = hasProbe ? 1 : 0;
    s.speaks[AIRS] = hasAir ? 1 : 0;
    s.speaks[GOODS] = hasProbe || hasAir ? 1 : 0;
    s.speaks[ANYTHING] = 1;
    s.until[PROBES] = at + probe.silenceMax;
    s.until[AIRS] = at + air.silenceMax;
    s.until[GOODS] = at + (hasProbe ? probe : air).silenceMax;
    s.until[ANYTHING] = at + any.silenceMax;
  }

  save(into: Memory): void {
    into.write(this.heard.length);
    for (const one of this.heard) {
      const newest = one.any.lastAt;
      into.write(one.device);
      into.write(newest);
      for (const pace of [one.probe, one.air, one.any]) pace.save(into, newest);
    }
  }

  restore(from: Memory): void {
    const count = Math.min(DEVICES_MAX, from.read() || 0);
    this.heard = Array.from({ length: count }, () => {
      const one = this.unheard('', from.read());
      const newest = from.read();
      for (const pace of [one.probe, one.air, one.any]) pace.restore(from, newest);
      return one;
    });
  }

  private find(deviceId: string): Heard {
    const device = numberOf(deviceId);
    const known = this.heard.find((one) => one.device === device);
    const found = known ?? this.unheard(deviceId, device);
    found.deviceId = deviceId;
    const others = this.heard.filter((one) => one !== known);
    this.heard = [found, ...others].slice(0, DEVICES_MAX);
    return found;
  }

  private unheard(deviceId: string, device: number): Heard {
    const pace = () => new Pace(this.gapMax);
    return { deviceId, device, probe: pace(), air: pace(), any: pace() };
  }
}
