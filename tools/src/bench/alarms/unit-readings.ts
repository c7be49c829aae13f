import { SeededRandom, gaussian, type Instant } from '@lenglian/quantities';
import {
  AMBIENT,
  CARGO_PROBES,
  DEFROSTING,
  DOOR_OPEN,
  HUMIDITY,
  POWERED,
  QualityFlag,
  RETURN,
  SETPOINT,
  SUPPLY,
  noValues,
  type ChannelIndex,
  type Reading,
  type ReadingValues,
} from '@lenglian/readings';
import { isWithin, playTrial, type TrialSample } from '@lenglian/simulators';
import type { WatchedUnit } from './watched-unit.ts';

/** One minute of a unit: what was true of the fruit, and what was measured, if it was. */
export interface UnitMinute {
  readonly at: Instant;
  readonly warmestFruit: number;
  readonly coldestFruit: number;
  /** Of every part of the fruit, however small: the warmest and the coldest. */
  readonly extremes: readonly [warmest: number, coldest: number];
  /** Air that is blown, as it is: sent and come back; null while no fan moves it. */
  readonly blownAir: readonly [supply: number, back: number] | null;
  readonly reading: Reading | null;
  /** Measured without coverage: told when that is over. */
  readonly isLate: boolean;
}

/** Humidity of boxes with dry goods and with grapes, where it is an alarm, percent. [C] */
const HUMIDITY_DRY = 58;
const HUMIDITY_FRESH = 91;

/** Plays a unit, as its device measures it. The same unit gives the same minutes. */
export function* playUnit(unit: WatchedUnit): Generator<UnitMinute> {
  const device = new UnitDevice(unit);
  const { holes } = unit.plan;
  // Samples of holes are kept by the device; the trial is to give them all the same.
  for (const minute of playTrial({ ...unit.plan, holes: [] })) {
    const { at, sample } = minute;
    const isDue = (at - unit.plan.from) % unit.sampling === 0;
    const isLate = isWithin(holes, at);
    const reading = sample === null || !isDue ? null : device.measure(sample, isLate);
    const { warmestFruitCelsius: warmestFruit, coldestFruitCelsius: coldestFruit } = minute;
    const { fruitExtremesCelsius: extremes, blownAirCelsius: blownAir } = minute;
    yield { at, warmestFruit, coldestFruit, extremes, blownAir, reading, isLate };
  }
}

/** What becomes of a sample on the way to a reading: faults of the sensors, humidity, identity. */
class UnitDevice {
  private readonly unit: WatchedUnit;
  private readonly random: SeededRandom;
  private readonly stuck = new Map<ChannelIndex, number>();
  private sequence = 0;

  constructor(unit: WatchedUnit) {
    this.unit = unit;
    this.random = SeededRandom.stream(unit.plan.seed, 32);
  }

  measure(sample: TrialSample, isLate: boolean): Reading {
    const values = noValues();
    values[SETPOINT] = sample.setpointCelsius;
    values[SUPPLY] = sample.supplyCelsius;
    values[RETURN] = sample.returnCelsius;
    values[AMBIENT] = sample.ambientCelsius;
    sample.probesCelsius.forEach((value, probe) => {
      values[CARGO_PROBES[probe] as ChannelIndex] = value;
    });
    values[DOOR_OPEN] = Number(sample.isDoorOpen);
    values[POWERED] = Number(sample.isPowered);
    values[DEFROSTING] = Number(sample.isDefrosting);
    values[HUMIDITY] = this.humidity(sample);
    if (sample.measuredAt >= this.unit.plan.faultAt) this.spoil(values);
    this.sequence += 1;
    return {
      deviceId: this.unit.id,
      measuredAt: sample.measuredAt,
      receivedAt: sample.measuredAt,
      ...{ boot: 1, seq: this.sequence, index: 0, hash: 0, excluded: 0 },
      flags: isLate ? QualityFlag.BACKFILL : 0,
      values,
    };
  }

  private humidity({ isDoorOpen }: TrialSample): number {
    const isFresh = this.unit.profile.thermalState === 'chilled';
    const level = isDoorOpen ? 70 : isFresh ? HUMIDITY_FRESH : HUMIDITY_DRY;
    return Math.min(100, Math.round(level + gaussian(this.random, 1.5)));
  }

  private spoil(values: ReadingValues): void {
    const { fault, plan } = this.unit;
    if (fault === 'SENSOR_STUCK') {
      // The sensor by which a fault would be seen first: the first probe, else return air.
      const channel = plan.probes.length > 0 ? (CARGO_PROBES[0] as ChannelIndex) : RETURN;
      const held = this.stuck.get(channel) ?? values[channel] ?? Number.NaN;
      this.stuck.set(channel, held);
      values[channel] = held;
    }
    if (fault !== 'SENSOR_DRIFT') return;
    // The controller holds what it sees at the set-point, and goes by a sensor that is wrong.
    const away = plan.goods.setpointCelsius - (values[SETPOINT] as number);
    values[SETPOINT] = plan.goods.setpointCelsius;
    values[SUPPLY] = Math.round(((values[SUPPLY] as number) + away) * 10) / 10;
  }
}
