import type { Celsius, Duration } from '@lenglian/quantities';

/** What a watch of a rule looks at. A number each; NaN is "nothing is said", neither good nor bad. */
export const SIGNALS = [
  /** Product, °C: the warmest and the coldest healthy cargo probe, and the estimate without one. */
  'warmestProbe',
  'coldestProbe',
  'estimate',
  /** As the heat rules may see them: not while a pull-down goes well, air not under a grace. */
  'probeForHeat',
  'estimateForHeat',
  'estimateForCritical',
  'returnForHeat',
  /** The mean of air over goods with a probe, as the heat rules may see it, while supply air is not what was set. */
  'airBesideProbe',
  /** Supply air without a probe and not under a grace. */
  'supplyForBandLow',
  /** Air for freezing, while the fans blow it: no grace; return air too in winter, or when supply air cannot be. */
  'supplyAir',
  'returnInWinter',
  /** Air that stands still without power, the colder of both, and what the goods that it touches feel of it. */
  'stillAir',
  'stillSurface',
  /** Air for freezing while no door or defrost explains it: for much cold in little time. */
  'supplyUnexplained',
  'returnInWinterUnexplained',
  /** The tank's product, where it is milk that is measured. */
  'milk',
  /** What a farm gave, °C, while the tank stands where it took it in; the milk itself otherwise not said. */
  'milkTakenIn',
  /** While a farm gives warm milk: how warm what is in the tank will be where its ride ends. */
  'milkAtArrival',
  /** 1 while milk is not stirred; while a tank is open where no stop is planned. */
  'notAgitated',
  'tankOpened',
  /** 1 while goods that were loaded warm do not cool as they must. */
  'pullDownLate',
  /** And by what was noted of them at loading, whatever a probe says. */
  'notedLate',
  /** Kelvin from the planned set-point. */
  'setpointDeviation',
  /** Kelvin by which both airs are warmer than what the unit is set to, on the way, while nothing explains it. */
  'airUnheld',
  /** The same once it is late to be cold after a defrost, and where it is cold again (`Recovery`). */
  'airUnrecovered',
  /** Cubic metres an hour from the fresh air that the goods are to have. */
  'ventDeviation',
  /** 1 without power: anywhere, where it is not a planned stop, and while goods move to a limit. */
  'unpowered',
  'unpoweredMoving',
  'unpoweredHarmful',
  /** 1 without power where no contract says for how long; for longer than one says. */
  'unpoweredAnywhere',
  'unpoweredPastContract',
  /** 1 without power where frost will be in the goods before anybody can act. */
  'unpoweredInFrost',
  /** Kelvin an hour. */
  'productRise',
  'returnRise',
  /** 1 while return air goes up and down like a saw. */
  'startStop',
  /** 1 while a door is open where no stop is planned: under 一箱制, otherwise, stops unknown. */
  'doorOneBox',
  'doorUnplanned',
  'doorPlaceUnknown',
  /** 1 where one is open after an hour in which none was. */
  'doorEdge',
  'doorOpen',
  'defrosting',
  /** 1 for some hours after a defrost began soon after another. */
  'defrostAgain',
  /** 1 while a sensor contradicts itself or another; while one stands still. */
  'suspect',
  'airAtOdds',
  /** Kelvin by which air warms less than is usual. */
  'airLacks',
  /** And by which it warms more. */
  'airGains',
  'stuck',
  /** Percent. */
  'humidity',
  'co2',
  'battery',
  'fuel',
  /** What of it will be left its reserve after the next place where it can be had; below 0 it is what is missing. */
  'fuelSpare',
  /** Percent by which a tank's level fell at no planned stop. */
  'levelFall',
  'clockCorrected',
  /** How bad a unit's own alarms are: 0 none, 1 to know, 2 look (or what nobody knows), 3 it cools no more. */
  'unitAlarms',
  /** 1 for goods that nobody declared, once their unit cools. */
  'noLot',
] as const;
export type SignalName = (typeof SIGNALS)[number];

/** Whose word a signal is, by place in `until`: of probes, of air, of goods by whichever tells of them, or of anything. */
export const PROBES = 0;
export const AIRS = 1;
export const GOODS = 2;
export const ANYTHING = 3;
const SOURCES = 4;

const SAID_BY: Readonly<Partial<Record<SignalName, number>>> = {
  ...saidBy(PROBES, ['warmestProbe', 'coldestProbe', 'probeForHeat']),
  ...saidBy(PROBES, ['milk', 'milkTakenIn', 'milkAtArrival']),
  ...saidBy(AIRS, ['estimate', 'estimateForHeat', 'estimateForCritical', 'returnForHeat']),
  ...saidBy(AIRS, ['airBesideProbe', 'supplyForBandLow', 'supplyAir', 'returnInWinter']),
  ...saidBy(AIRS, ['stillAir', 'stillSurface', 'supplyUnexplained', 'returnInWinterUnexplained']),
  ...saidBy(AIRS, ['airUnheld', 'airUnrecovered', 'returnRise', 'startStop', 'notedLate']),
  ...saidBy(AIRS, ['airAtOdds', 'airLacks', 'airGains']),
  ...saidBy(GOODS, ['pullDownLate', 'productRise']),
};

function saidBy(source: number, names: readonly SignalName[]) {
  return Object.fromEntries(names.map((name) => [name, source]));
}

/** The place in `until` of whose word a signal is. */
export function sourceOf(name: SignalName): number {
  return SAID_BY[name] ?? ANYTHING;
}

/** The place of each signal in `SIGNALS`. */
const PLACES = Object.fromEntries(SIGNALS.map((name, i) => [name, i])) as Record<
  SignalName,
  number
>;

/** What else is known at one instant. */
interface Known {
  /** The product for exposure: probe, else estimate, or what it is supposed to be where that is warmer. */
  productWarm: Celsius;
  /** The same without what is only supposed: in a range with an upper end warmer is not worse. */
  productKnown: Celsius;
  productCold: Celsius;
  /** What it was before, and how long ago; NaN behind a hole. */
  productWarmBefore: Celsius;
  productKnownBefore: Celsius;
  productColdBefore: Celsius;
  sinceProduct: Duration;
  /** The same of its coldest. */
  sinceProductCold: Duration;
  /** By how much probes that spoke within `gapMax` differ, kelvin. */
  probesApart: number;
  /** For how long what a source leaves open is waited for, at most. */
  gapMax: Duration;
  /** Whether anything is held against the sensors at this instant. */
  isUnverified: boolean;
  /** Whether goods loaded warm are still cooling as they should. */
  isPullingDown: boolean;
  /** Whether another probe that stands is warmer, or colder. */
  isWarmLeft: boolean;
  isColdLeft: boolean;
  /** Whether they do so in the room where they are pre-cooled. */
  isPreCooling: boolean;
}

/**
 * What is known of a lot at one instant, worked out once for all rules. Signals go by their names; they lie
 * side by side in `numbers`, in the order of `SIGNALS`, for what looks at all of them with each reading.
 */
export type Signals = Record<SignalName, number> &
  Known & {
    readonly numbers: Float64Array;
    /** Until when what is said stands, by whose word it is: what is said later is behind a hole. */
    readonly until: Float64Array;
    /** Who speaks in the reading at a slow pace, 1 or 0: who does and says nothing of a signal leaves it open, and is not silent. */
    readonly speaks: Float64Array;
    /** Whether another that stands says worse of what a signal is about, 1 or 0: then a good value is no word (`saidTo`). */
    readonly left: Float64Array;
    /** What the device itself said of it before, where that stands; NaN where it said nothing, or nobody keeps it. */
    readonly own: Float64Array;
    /** Nothing is said any more. */
    silence(): void;
  };

class SignalBoard implements Known {
  readonly numbers = new Float64Array(SIGNALS.length).fill(Number.NaN);
  readonly until = new Float64Array(SOURCES).fill(Number.NaN);
  readonly speaks = new Float64Array(SOURCES);
  readonly left = new Float64Array(SIGNALS.length);
  readonly own = new Float64Array(SIGNALS.length).fill(Number.NaN);
  isWarmLeft = false;
  isColdLeft = false;
  productWarm = Number.NaN;
  productKnown = Number.NaN;
  productCold = Number.NaN;
  productWarmBefore = Number.NaN;
  productKnownBefore = Number.NaN;
  productColdBefore = Number.NaN;
  sinceProduct = Number.NaN;
  sinceProductCold = Number.NaN;
  probesApart = Number.NaN;
  gapMax = Number.NaN;
  isUnverified = false;
  isPullingDown = false;
  isPreCooling = false;

  silence(): void {
    this.numbers.fill(Number.NaN);
    this.productWarm = this.productKnown = this.productCold = Number.NaN;
    this.productWarmBefore = this.productKnownBefore = this.productColdBefore = Number.NaN;
    this.sinceProduct = this.sinceProductCold = this.probesApart = Number.NaN;
    this.isUnverified = this.isPullingDown = this.isPreCooling = false;
  }
}
for (const [i, name] of SIGNALS.entries()) {
  Object.defineProperty(SignalBoard.prototype, name, {
    get(this: SignalBoard) {
      return this.numbers[i];
    },
    set(this: SignalBoard, value: number) {
      this.numbers[i] = value;
    },
  });
}

/** Signals of a sample in which nothing was measured. */
export function noSignals(): Signals {
  // The compiler does not see what the loop above gave to each board.
  return new SignalBoard() as Known as Signals;
}

/** The place of a signal in `numbers`. */
export function placeOf(name: SignalName): number {
  return PLACES[name];
}
