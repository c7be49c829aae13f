import { Estimate, Memory, airAtGoods } from '@lenglian/breaches';
import type { LimitProfile } from '@lenglian/limits';
import type { Celsius, Instant } from '@lenglian/quantities';
import {
  AMBIENT,
  CARGO_PROBES,
  DEFROSTING,
  DOOR_OPEN,
  POWERED,
  RETURN,
  SETPOINT,
  SUPPLY,
  judgedValue,
  type ChannelIndex,
  type Reading,
} from '@lenglian/readings';
import { predictedLimits, type HarmZone } from '../predicted-limits.ts';
import type { TwinSample } from '../twin-sample.ts';
import { makeTwin, type SavedTwin, type Twin } from '../twin.ts';

/** All that follows from a lot's readings for its outlook, as plain JSON. */
export interface SavedFollower {
  readonly twin: SavedTwin;
  /** When a probe last spoke; null before the first. */
  readonly probeAt: Instant | null;
  /** The estimate and its time; null is "none". */
  readonly estimate: readonly (number | null)[];
}

/** Feeds a lot's readings, in order of event time, to its twin; without a probe the judge's estimate is its product. */
export class TwinFollower {
  private readonly profile: LimitProfile;
  twin: Twin;
  private readonly estimate: Estimate;
  private probeAt: Instant;
  /** The product as it was last known, measured or estimated, °C; NaN before. */
  warmest: Celsius = Number.NaN;
  coldest: Celsius = Number.NaN;
  isEstimated = false;

  /** @param loadedProduct noted at loading, where the estimate begins; NaN where nobody did */
  constructor(profile: LimitProfile, loadedProduct: Celsius, saved?: SavedFollower) {
    this.profile = profile;
    this.twin = makeTwin(predictedLimits(profile, zonesOf(profile)), saved?.twin);
    const { estimate, gapMax } = profile.rules;
    this.estimate = new Estimate(estimate, { max: gapMax }, loadedProduct);
    this.probeAt = saved?.probeAt ?? Number.NEGATIVE_INFINITY;
    if (saved === undefined) return;
    this.estimate.restore(new Memory(saved.estimate.map((number) => number ?? Number.NaN)));
  }

  observe(reading: Reading): void {
    this.twin.observe(this.sampleOf(reading));
  }

  /** The goods lie in another unit: its air is another, and its probes lie elsewhere in them. */
  move(): void {
    this.twin = makeTwin(predictedLimits(this.profile, zonesOf(this.profile)));
  }

  save(): SavedFollower {
    const memory = new Memory();
    this.estimate.save(memory);
    return {
      twin: this.twin.save(),
      probeAt: Number.isFinite(this.probeAt) ? this.probeAt : null,
      estimate: Array.from(memory.toArray(), (number) => (Number.isNaN(number) ? null : number)),
    };
  }

  /** Without spreads: it is made for each reading of the fleet. */
  private sampleOf(reading: Reading): TwinSample {
    const isPowered = flagOf(reading, POWERED);
    const isDefrosting = flagOf(reading, DEFROSTING);
    const supplyCelsius = judgedValue(reading, SUPPLY) ?? null;
    const returnCelsius = judgedValue(reading, RETURN) ?? null;
    const isFanOff = isDefrosting === true || isPowered === false;
    this.readProduct(
      reading,
      isFanOff,
      airAtGoods(supplyCelsius ?? Number.NaN, returnCelsius ?? Number.NaN),
    );
    return {
      measuredAt: reading.measuredAt,
      warmestCelsius: Number.isNaN(this.warmest) ? null : this.warmest,
      coldestCelsius: Number.isNaN(this.coldest) ? null : this.coldest,
      isEstimated: this.isEstimated,
      setpointCelsius: judgedValue(reading, SETPOINT) ?? null,
      supplyCelsius,
      returnCelsius,
      ambientCelsius: judgedValue(reading, AMBIENT) ?? null,
      isPowered,
      isDoorOpen: flagOf(reading, DOOR_OPEN),
      isDefrosting,
    };
  }

  /** A probe, else the estimate; nothing while a probe that spoke a moment ago is awaited. */
  private readProduct(reading: Reading, isFanOff: boolean, air: Celsius): void {
    const { measuredAt } = reading;
    this.warmest = this.coldest = Number.NaN;
    for (let i = 0; i < CARGO_PROBES.length; i++) {
      const value = judgedValue(reading, CARGO_PROBES[i] as ChannelIndex);
      if (value === undefined) continue;
      // Written so that the first number replaces NaN.
      if (!(value <= this.warmest)) this.warmest = value;
      if (!(value >= this.coldest)) this.coldest = value;
    }
    if (!Number.isNaN(this.warmest)) {
      this.probeAt = measuredAt;
      this.isEstimated = false;
      this.estimate.know(this.warmest, measuredAt);
      return;
    }
    if (measuredAt - this.probeAt <= this.profile.rules.gapMax) return;
    this.isEstimated = true;
    this.warmest = this.coldest = this.estimate.follow(air, isFanOff, measuredAt);
  }
}

function zonesOf({ rules }: LimitProfile): readonly HarmZone[] {
  return rules.budgets.flatMap(({ rule, low, high }) => (rule === 'ZONE' ? [{ low, high }] : []));
}

function flagOf(reading: Reading, channel: ChannelIndex): boolean | null {
  const value = judgedValue(reading, channel);
  return value === undefined ? null : value === 1;
}
