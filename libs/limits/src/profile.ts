import type { Celsius, Duration, Instant } from '@lenglian/quantities';

/** How sure we are of a figure: seen in a source, widely published, or an engineering default. */
export type Confidence = 'A' | 'B' | 'C';

/** An interval of temperatures in °C, both ends included; without `low` open downwards. */
export interface Band {
  readonly low: Celsius | null;
  readonly high: Celsius;
}

/** How a threshold rule waits and ends. All on event time. */
export interface ThresholdTiming {
  /** The condition must have been measured for this long before the alert is raised. */
  readonly delay: Duration;
  /** Values must stay inside, by the hysteresis, for this long before the breach has ended. */
  readonly backInRange: Duration;
  /** In kelvin, ≥ 0. */
  readonly hysteresis: number;
}

/** A rule that waits differently on the product itself and on the air around it. */
export interface ProductAndAirTiming extends ThresholdTiming {
  /** Takes the place of `delay` where a sample has air only: air swings, the product does not. */
  readonly airDelay: Duration;
}

/** How air is believed less while its warmth is explained (operations.md §A1: it fails safe). */
export interface GraceParameters {
  /** After a flagged defrost has ended. */
  readonly afterDefrost: Duration;
  /** After the door was closed. */
  readonly afterDoor: Duration;
  /** At most so much grace … */
  readonly max: Duration;
  /** … in any stretch of this length; beyond it air is judged. */
  readonly within: Duration;
}

/** How the product follows the air where it has no probe: its outer part by a lag, its core behind that by a longer one. */
export interface EstimateParameters {
  readonly lag: Duration;
  /** While the fan stands still: defrost, no power. */
  readonly lagFanOff: Duration;
  /** With which the outer part follows the core. */
  readonly lagBehindCore: Duration;
  /** With which the core follows the outer part. */
  readonly lagOfCore: Duration;
}

/** Goods that were loaded warm: judged by whether they cool, and until when. */
export interface PullDownParameters extends Pick<ThresholdTiming, 'backInRange' | 'hysteresis'> {
  /** Cooled down is product at most this far above the set-point, in kelvin. */
  readonly margin: number;
  readonly deadline: Duration;
  /** From then on after loading the product must fall. */
  readonly fallsFrom: Duration;
}

export interface PowerOffParameters extends Pick<ThresholdTiming, 'backInRange'> {
  /** INFO: too soon for an officer, soon enough to see that a whole group lost power. */
  readonly noticedAfter: Duration;
  /** MAJOR on the way. */
  readonly movingAfter: Duration;
  /** MAJOR at a planned stop, where units are shunted and plugged. */
  readonly restingAfter: Duration;
  /** CRITICAL when product or air has moved towards a limit meanwhile, or frost will have reached the goods. */
  readonly harmfulAfter: Duration;
  /** With which the goods at the rim follow the frost outside. */
  readonly lagOutside: Duration;
  /** When somebody can act where no plan says. */
  readonly helpWithin: Duration;
}

/** Signs of a sensor that does not tell the truth (operations.md §A3). */
export interface SuspectParameters extends ThresholdTiming {
  /** Air that moved by less than 0.05 K for so long while the unit cycles. */
  readonly stuckAir: Duration;
  /** A probe that stood exactly still for so long while the air moved by 3 K. */
  readonly stuckProbe: Duration;
  /** Between probes of one compartment, in kelvin. */
  readonly disagreement: number;
}

/** Raw milk: what is judged when, and the second limit (operations.md §A4). */
export interface MilkParameters {
  /** Below it a tank's sensor hangs in the air, percent. */
  readonly levelMin: number;
  /** Between the band and the critical limit, °C. */
  readonly majorHigh: Celsius;
  readonly majorTiming: ThresholdTiming;
  /** Percent by which the level must fall outside a planned stop for a theft. */
  readonly tamperFall: number;
}

export const BUDGET_RULES = ['BUDGET_HEAT', 'BUDGET_CRIT', 'BUDGET_COLD', 'ZONE'] as const;
export type BudgetRule = (typeof BUDGET_RULES)[number];

/** Time in a range of product temperature that a lot may spend over its whole journey. */
export interface Budget {
  readonly rule: BudgetRule;
  /** The range, °C, its ends outside of it; null is open. */
  readonly low: Celsius | null;
  readonly high: Celsius | null;
  readonly max: Duration;
  /** Of an episode at 80 and at 100 %; at 50 % it is INFO. */
  readonly severityAt80: 'INFO' | 'WARN' | 'MAJOR';
  readonly severityAt100: 'WARN' | 'MAJOR' | 'CRITICAL';
}

/** A quantity in percent with a limit of its own. */
export interface PercentLimit extends ThresholdTiming {
  readonly limit: number;
}

/** What is left to run a unit: as a share, and as hours at the pace of the last ones (operations.md §B). */
export interface FuelParameters extends PercentLimit {
  /** So much longer than to the next place where it can be had it must last. */
  readonly reserve: Duration;
  /** From so much running at most, and at least half of that, its use is learnt. */
  readonly learntOver: Duration;
}

/** When a late arrival takes too much of the life that goods have left (operations.md §B). */
export interface LateArrivalParameters {
  /** Less late than this is no news, however soon the goods perish. */
  readonly after: Duration;
  /** Of the life that a punctual arrival would have left, percent: so much is taken by being late. */
  readonly share: number;
  /** Life at the arrival, at the reference temperature, below which it is MAJOR. */
  readonly leastLife: Duration;
}

/** By when a unit is to be cold that goods are to be loaded into (operations.md §B, PRECOOL_LATE). */
export interface PrecoolParameters extends ThresholdTiming {
  /** Kelvin by which its air may be above the planned set-point. */
  readonly margin: number;
  /** So long before the loading it is to be cold. */
  readonly lead: Duration;
}

/** Rule parameters of a profile: one member a rule, null where the goods have no such rule. */
export interface RuleParameters {
  readonly bandHigh: ProductAndAirTiming & {
    /** For so long a probe is believed although return air says otherwise. */
    readonly besideProbeDelay: Duration;
  };
  /** Null where cold below the band is nobody's concern (frozen goods). */
  readonly bandLow: ProductAndAirTiming | null;
  readonly criticalHigh: ProductAndAirTiming;
  /** Applies only where the profile has a `criticalLow`. */
  readonly criticalLow: ProductAndAirTiming & {
    /** Of air that stands still without power, and reaches the goods so much more slowly. */
    readonly stillAirDelay: Duration;
    /** Kelvin-minutes below the limit that prove it sooner than any delay. */
    readonly doseMax: number;
  };
  /** Return air is compared with `band.high` plus this many kelvin, ≥ 0: it passed the cargo. */
  readonly returnAirMargin: number;
  /** A silence longer than this is a hole, neither good nor bad, unless what is silent is always heard more rarely (ADR 0045). */
  readonly gapMax: Duration;
  /** Silence on reception: a data gap after the first, an offline device after the second. */
  readonly dataGapAfter: Duration;
  readonly offlineAfter: Duration;
  /** Silence that lasts so long after it was raised is MAJOR. */
  readonly offlineMajorAfter: Duration;
  readonly grace: GraceParameters;
  readonly estimate: EstimateParameters;
  /** Null for goods that are never cooled on the way: frozen, milk. */
  readonly pullDown: PullDownParameters | null;
  readonly setpoint: ThresholdTiming & {
    /** Kelvin from the planned set-point: MAJOR beyond the first, CRITICAL beyond the second. */
    readonly tolerance: number;
    readonly criticalTolerance: number;
  };
  /** Kelvin by which both airs may be warmer than what the unit is set to; null for goods that need no cold. */
  readonly setpointHeld:
    | (ThresholdTiming & {
        readonly tolerance: number;
        /** From the end of a defrost until air is to be cold again. */
        readonly recoveryDelay: Duration;
      })
    | null;
  readonly powerOff: PowerOffParameters;
  /** Fresh air in m³/h, and how far off is still as planned; null where nobody says how much. */
  readonly vent:
    | (Pick<ThresholdTiming, 'delay' | 'backInRange'> & {
        readonly planned: number;
        readonly tolerance: number;
      })
    | null;
  /** Kelvin an hour; product and, without a probe, return air. */
  readonly riseRate: ThresholdTiming & { readonly product: number; readonly air: number };
  /** Null for frozen goods, whose units cycle by design. */
  readonly startStop: {
    /** Kelvin between two turns of return air. */
    readonly swing: number;
    /** From turn to turn, on average: faster is noise, or a valve that seeks its place. */
    readonly turnMin: Duration;
    /** From one turn to the next. */
    readonly turnMax: Duration;
    /** From the first turn to the last. */
    readonly lasting: Duration;
    readonly within: Duration;
    readonly backInRange: Duration;
  } | null;
  readonly doorInTransit: Pick<ThresholdTiming, 'delay' | 'backInRange'>;
  readonly doorLong: Pick<ThresholdTiming, 'delay' | 'backInRange'>;
  readonly defrostLong: Pick<ThresholdTiming, 'delay' | 'backInRange'>;
  /** A defrost that begins so soon after another one began: the first has not cleared the coil. */
  readonly defrostOften: Pick<ThresholdTiming, 'backInRange'> & { readonly within: Duration };
  readonly suspect: SuspectParameters;
  /** Humidity outside the range by more than `margin` percent; null where it is only reported. */
  readonly humidity:
    | (ThresholdTiming & { readonly low: number; readonly high: number; readonly margin: number })
    | null;
  readonly co2: PercentLimit | null;
  readonly battery: PercentLimit;
  readonly fuel: FuelParameters;
  readonly milk: MilkParameters | null;
  /** Of milk: a farm gave it above the band; it is not stirred. */
  readonly milkPickUp: Pick<ThresholdTiming, 'delay' | 'backInRange'> & {
    /** Kelvin an hour by which milk warms in a full tank, the faster the less there is, and at most. */
    readonly warming: number;
    readonly warmingMost: number;
  };
  readonly notAgitated: Pick<ThresholdTiming, 'delay' | 'backInRange'>;
  readonly clockSkew: Pick<ThresholdTiming, 'delay' | 'backInRange'>;
  /** Goods that nobody declared. */
  readonly noLot: ThresholdTiming;
  readonly unitAlarm: Pick<ThresholdTiming, 'delay' | 'backInRange'>;
  readonly lateArrival: LateArrivalParameters;
  /** Null where the goods need no cold unit. */
  readonly precool: PrecoolParameters | null;
  readonly budgets: readonly Budget[];
}

/**
 * What a commodity tolerates: one version, valid from a moment on. Limits are for the product, and
 * a temperature equal to a limit is inside it. `validateProfile` says which profiles make sense.
 */
export interface LimitProfile {
  readonly id: string;
  /** For example `PEAR_KORLA`. */
  readonly code: string;
  readonly version: number;
  readonly validFrom: Instant;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly thermalState: 'chilled' | 'frozen' | 'ambient';
  readonly setpoint: Celsius;
  readonly band: Band;
  /** Product limit against freezing; null where cold does no harm. */
  readonly criticalLow: Celsius | null;
  readonly criticalHigh: Celsius;
  readonly rules: RuleParameters;
}
