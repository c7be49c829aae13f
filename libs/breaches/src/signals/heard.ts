import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { Memory } from './memory.ts';
import { Pace } from './pace.ts';

/** A probe of a device: how often it is heard, and what it said last, °C. */
export interface Voice {
  readonly pace: Pace;
  value: Celsius;
}

/** One device that speaks for a lot: each of its probes, its air, and whatever it says at all. */
export class Heard {
  private readonly gapMax: Duration;
  readonly device: number;
  /** Empty until it speaks again after a restart. */
  deviceId = '';
  /** By place among the cargo probes; those that ever spoke. */
  readonly probes: (Voice | undefined)[] = [];
  readonly air: Pace;
  readonly any: Pace;
  /** What it said last of the air, °C. */
  back: Celsius = Number.NaN;
  supply: Celsius = Number.NaN;

  constructor(device: number, gapMax: Duration) {
    this.device = device;
    this.gapMax = gapMax;
    this.air = new Pace(gapMax);
    this.any = new Pace(gapMax);
  }

  /** @returns the pace of the probe, for which this is a word */
  hearProbe(place: number, value: Celsius, at: Instant): Pace {
    const voice = (this.probes[place] ??= { pace: new Pace(this.gapMax), value });
    voice.pace.note(at);
    voice.value = value;
    return voice.pace;
  }

  hearAir(back: Celsius, supply: Celsius, at: Instant): void {
    this.air.note(at);
    this.back = back;
    this.supply = supply;
  }

  save(into: Memory): void {
    const newest = this.any.lastAt;
    into.write(this.device);
    into.write(newest);
    this.any.save(into, newest);
    this.air.save(into, newest);
    if (!Number.isNaN(this.air.lastAt)) into.writeList([this.back, this.supply]);
    let count = 0;
    for (let place = 0; place < this.probes.length; place++) if (this.probes[place]) count += 1;
    into.write(count);
    for (let place = 0; place < this.probes.length; place++) {
      const voice = this.probes[place];
      if (!voice) continue;
      into.write(place);
      into.write(voice.value);
      voice.pace.save(into, newest);
    }
  }

  static restored(from: Memory, gapMax: Duration): Heard {
    const heard = new Heard(from.read(), gapMax);
    const newest = from.read();
    heard.any.restore(from, newest);
    heard.air.restore(from, newest);
    if (!Number.isNaN(heard.air.lastAt))
      [heard.back = Number.NaN, heard.supply = Number.NaN] = from.readList();
    const count = from.read() || 0;
    for (let i = 0; i < count; i++) {
      const voice = { pace: new Pace(gapMax), value: Number.NaN };
      heard.probes[from.read()] = voice;
      voice.value = from.read();
      voice.pace.restore(from, newest);
    }
    return heard;
  }
}
