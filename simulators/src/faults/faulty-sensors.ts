import type { TelemetrySample } from '@lenglian/device-messages';
import { DAY, type Instant, type RandomSource } from '@lenglian/quantities';
import { CHANNELS, type ChannelName } from '@lenglian/readings';
import type { SampleSource } from '../device/firmware.ts';
import type { SensorFault } from './fault.ts';

/** Samples as broken sensors have them. One sample always draws equally often. */
export class FaultySensors implements SampleSource {
  private readonly source: SampleSource;
  private readonly faults: readonly SensorFault[];
  private readonly random: RandomSource;
  private readonly held = new Map<SensorFault, number>();

  /** @param faults in the order in which they act on a value */
  constructor(source: SampleSource, faults: readonly SensorFault[], random: RandomSource) {
    this.source = source;
    this.faults = faults;
    this.random = random;
  }

  sample(measuredAt: Instant): TelemetrySample {
    const sample = { ...this.source.sample(measuredAt) };
    for (const fault of this.faults) {
      const [chance, side] = [this.random.next(), this.random.next()];
      if (measuredAt >= fault.from) this.spoil(sample, fault, measuredAt, chance, side);
    }
    return sample;
  }

  private spoil(
    sample: TelemetrySample,
    fault: SensorFault,
    measuredAt: Instant,
    chance: number,
    side: number,
  ): void {
    const isOver = measuredAt >= fault.until;
    if (fault.kind === 'DRIFT') {
      const days = (Math.min(measuredAt, fault.until) - fault.from) / DAY;
      shift(sample, fault.channel, fault.kelvinPerDay * days);
      return;
    }
    if (isOver) return;
    if (fault.kind === 'SWAPPED') swap(sample);
    else if (fault.kind === 'FAHRENHEIT') toFahrenheit(sample);
    else if (fault.kind === 'STUCK') this.hold(sample, fault);
    else if (chance >= fault.share || sample[fault.channel] === undefined) return;
    else if (fault.kind === 'SENTINEL') sample[fault.channel] = fault.value;
    else shift(sample, fault.channel, side < 0.5 ? fault.byKelvin : -fault.byKelvin);
  }

  private hold(sample: TelemetrySample, fault: Extract<SensorFault, { kind: 'STUCK' }>): void {
    const value = sample[fault.channel];
    if (typeof value !== 'number') return;
    const held = this.held.get(fault) ?? value;
    this.held.set(fault, held);
    sample[fault.channel] = held;
  }
}

function shift(sample: TelemetrySample, channel: ChannelName, kelvin: number): void {
  const value = sample[channel];
  if (typeof value === 'number') sample[channel] = inTenths(value + kelvin);
}

function swap(sample: TelemetrySample): void {
  const { supplyTemperatureCelsius: supply, returnTemperatureCelsius: back } = sample;
  if (supply === undefined || back === undefined) return;
  sample.supplyTemperatureCelsius = back;
  sample.returnTemperatureCelsius = supply;
}

function toFahrenheit(sample: TelemetrySample): void {
  for (const { name, kind } of CHANNELS) {
    const value = sample[name];
    if (kind === 'celsius' && typeof value === 'number') sample[name] = inTenths(value * 1.8 + 32);
  }
}

function inTenths(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
