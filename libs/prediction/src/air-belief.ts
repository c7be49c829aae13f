import { airAtGoods } from '@lenglian/breaches';
import { Regime, type TwinSample } from './twin-sample.ts';

/** How quickly level and trend of the air follow what is measured, h. Tuned on training trials. */
const LEVEL_HOURS = 0.25;
const TREND_HOURS = 0.75;
/** Air that keeps within this of its set-point (less its usual offset) is under control, K. */
const CONTROL_KELVIN = 0.8;
const OFFSET_HOURS = 4;
const OFFSET_MAX_KELVIN = 1.5;
const REST_MIN_KELVIN = -0.4;
const REST_MAX_KELVIN = 0.8;
/**
 * Where still air ends between product and outside, as a share of the way: 0 is the product. It is
 * learnt anew in each failure, from this. [C]
 */
const LEAK_SHARE = { [Regime.NO_POWER]: 0.12, [Regime.DOOR_OPEN]: 0.3 } as const;
const LEAK_SHARE_MAX = 0.9;
/** Before that time the air is still on its way there, h. */
const SETTLED_HOURS = 0.6;
const LEAK_LEARN_HOURS = 0.5;
const AMBIENT_MEAN_HOURS = 12;
const AMBIENT_FADES_HOURS = 6;
/** Too small a difference to outside teaches nothing, K. */
const LEAK_KELVIN_MIN = 3;

/** Air that nobody measured for so long is not known any more, h: as after a gap. */
const UNSEEN_HOURS_MAX = 1 / 6;

/** Plain numbers, in the order of `FIELDS`; NaN is saved as null. */
export type SavedAir = readonly (number | null)[];

const FIELDS = [
  'level',
  'trend',
  'offset',
  'rest',
  'setpoint',
  'ambient',
  'ambientMean',
  'leakShare',
  'hoursInRegime',
  'hoursUnseen',
] as const;

/** What is believed of the air around the product, whatever moves it. */
export class AirBelief {
  /** Smoothed air, °C, and its trend, K/h. NaN while nothing is known. */
  level = Number.NaN;
  trend = 0;
  /** Air less set-point when all is well, K. */
  offset = 0.4;
  setpoint = Number.NaN;
  ambient = Number.NaN;
  /** Mean of the ambient over about half a day, °C: nights follow days. */
  ambientMean = Number.NaN;
  /** See `LEAK_SHARE`. */
  leakShare = 0.12;
  /** Air less product while the machine holds it, K: sensors sit where the stream begins and ends. */
  rest = 0.1;
  /** Hours since the regime began. */
  hoursInRegime = 0;
  /** Since air was measured: goods may have come into a box without a sensor of it. */
  hoursUnseen = 0;

  constructor(saved: SavedAir = []) {
    for (const [index, field] of FIELDS.entries()) {
      const number = saved[index];
      if (number !== undefined) this[field] = number ?? Number.NaN;
    }
  }

  save(): SavedAir {
    return FIELDS.map((field) => (Number.isNaN(this[field]) ? null : this[field]));
  }

  /** Nothing is held through a gap but what belongs to the box: its offset and its share. */
  forget(): void {
    this.level = Number.NaN;
    this.trend = 0;
    this.ambient = Number.NaN;
    this.setpoint = Number.NaN;
    this.hoursInRegime = 0;
  }

  enter(regime: Regime): void {
    this.hoursInRegime = 0;
    // What moves the air has changed: neither its level nor its trend goes on.
    this.level = Number.NaN;
    this.trend = 0;
    if (regime === Regime.NO_POWER || regime === Regime.DOOR_OPEN) {
      this.leakShare = LEAK_SHARE[regime];
    }
  }

  /** @param hours since the sample before @param surface of the fruit, as it is believed, °C @param inside what is measured or believed behind it */
  observe(
    sample: TwinSample,
    regime: Regime,
    hours: number,
    surface: number,
    inside: number,
  ): void {
    this.hoursInRegime += hours;
    this.see(sample, hours);
    const air = airOf(sample, regime);
    this.noteSeen(air, hours);
    if (Number.isNaN(air) || regime === Regime.DEFROST) return;
    this.follow(air, hours);
    if (regime === Regime.COOLING) this.learnOffset(hours, inside);
    else this.learnLeak(air, surface, hours);
  }

  /**
   * Whether the machine holds the air where it is asked to. Air that is colder than asked, where it
   * is warm outside, has overshot, and so has air that was heated in frost: there is nothing to keep it there.
   */
  get isControlled(): boolean {
    if (Number.isNaN(this.setpoint)) return Math.abs(this.trend) < CONTROL_KELVIN;
    const target = this.setpoint + this.offset;
    if (this.level < target && this.ambient > target) return true;
    if (this.level > target && this.ambient < target) return true;
    return Math.abs(this.level - target) < CONTROL_KELVIN;
  }

  /** Where the air is held: at its set-point, and half of what it is off, which has its reasons. */
  get heldCelsius(): number {
    if (Number.isNaN(this.setpoint)) return this.level;
    const target = this.setpoint + this.offset;
    const off = (this.level - target) / 2;
    return target + Math.min(CONTROL_KELVIN / 2, Math.max(-CONTROL_KELVIN / 2, off));
  }

  /** Where the air is, while a door or a defrost just over explains it: no trend is made of that. */
  stand(sample: TwinSample, hours: number): void {
    this.hoursInRegime += hours;
    this.see(sample, hours);
    const air = airOf(sample, Regime.COOLING);
    this.noteSeen(air, hours);
    if (Number.isNaN(air)) return;
    this.level = air;
    this.trend = 0;
  }

  /** The ambient in so many hours, if days and nights go on: it comes back to its mean. */
  ambientIn(hours: number): number {
    return (
      this.ambientMean + (this.ambient - this.ambientMean) * Math.exp(-hours / AMBIENT_FADES_HOURS)
    );
  }

  private noteSeen(air: number, hours: number): void {
    this.hoursUnseen = Number.isNaN(air) ? this.hoursUnseen + hours : 0;
    if (this.hoursUnseen <= UNSEEN_HOURS_MAX) return;
    this.level = Number.NaN;
    this.trend = 0;
  }

  private see({ setpointCelsius, ambientCelsius }: TwinSample, hours: number): void {
    this.setpoint = setpointCelsius ?? Number.NaN;
    if (ambientCelsius === null) return;
    this.ambient = ambientCelsius;
    if (Number.isNaN(this.ambientMean)) this.ambientMean = ambientCelsius;
    const share = 1 - Math.exp(-hours / AMBIENT_MEAN_HOURS);
    this.ambientMean += share * (ambientCelsius - this.ambientMean);
  }

  private follow(air: number, hours: number): void {
    if (Number.isNaN(this.level)) {
      this.level = air;
      return;
    }
    this.level += this.trend * hours;
    const miss = air - this.level;
    const share = 1 - Math.exp(-hours / LEVEL_HOURS);
    this.level += share * miss;
    if (hours > 0) this.trend += ((1 - Math.exp(-hours / TREND_HOURS)) * share * miss) / hours;
  }

  private learnOffset(hours: number, inside: number): void {
    const offset = this.level - this.setpoint;
    if (!(Math.abs(offset) < OFFSET_MAX_KELVIN) || Math.abs(this.trend) > 0.5) return;
    const share = 1 - Math.exp(-hours / OFFSET_HOURS);
    this.offset += share * (offset - this.offset);
    const rest = this.level - inside;
    // Goods that are still being cooled, or that nobody measures, say nothing of the sensors.
    if (rest > REST_MIN_KELVIN && rest < REST_MAX_KELVIN) this.rest += share * (rest - this.rest);
  }

  private learnLeak(air: number, surface: number, hours: number): void {
    const span = this.ambient - surface;
    if (this.hoursInRegime < SETTLED_HOURS || !(Math.abs(span) > LEAK_KELVIN_MIN)) return;
    const share = Math.min(LEAK_SHARE_MAX, Math.max(0, (air - surface) / span));
    this.leakShare += (1 - Math.exp(-hours / LEAK_LEARN_HOURS)) * (share - this.leakShare);
  }
}

/** The air that touches the product, NaN where none was measured. */
export function airOf(sample: TwinSample, regime: Regime): number {
  const { supplyCelsius, returnCelsius } = sample;
  // Without fans the return sensor sits in a pocket that the outside warms.
  if (regime === Regime.NO_POWER) return supplyCelsius ?? returnCelsius ?? Number.NaN;
  return airAtGoods(supplyCelsius ?? Number.NaN, returnCelsius ?? Number.NaN);
}
