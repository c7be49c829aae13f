import type { ColderLimits, MovableLimits } from '@lenglian/limits';
import type { DeviceKind, UnitKind, UnitState, Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { PlannedLot } from './journey-plan.ts';

/** Postharvest classes of UC Davis' tables, weakest first. */
export const ETHYLENE_CLASSES = ['none', 'very-low', 'low', 'medium', 'high', 'very-high'] as const;
export type EthyleneClass = (typeof ETHYLENE_CLASSES)[number];

/** Goods of different families never share a compartment: odour and hygiene. */
export const FOOD_FAMILIES = ['fruit', 'meat', 'fish', 'dairy'] as const;
export type FoodFamily = (typeof FOOD_FAMILIES)[number];

/** What a commodity asks of the compartment that it shares. */
export interface CommodityFacts {
  readonly code: string;
  /** °C, of the product, both ends of the band included; of ordinary goods: sugar and cultivar may move them. */
  readonly limits: MovableLimits;
  readonly sweet: (ColderLimits & { readonly fromBrixDegrees: number }) | null;
  readonly cultivars: readonly (ColderLimits & { readonly code: string })[];
  readonly thermalState: 'chilled' | 'frozen' | 'ambient';
  /** Null where the profile does not say. */
  readonly family: FoodFamily | null;
  readonly ethylene: {
    readonly production: EthyleneClass;
    readonly sensitivity: EthyleneClass;
  } | null;
  /** Percent, both ends included. */
  readonly relativeHumidity: { readonly low: number; readonly high: number } | null;
}

/** A ride until its planned arrival, or until the unit is set out; an open end is not known to anybody. */
export interface UnitRide extends Validity {
  readonly runCode: string;
}

export interface UnitFacts {
  readonly kind: UnitKind;
  /** The runs that it is on, or will be, at any time from the plan's loading on; each until it is expected there. */
  readonly rides: readonly UnitRide[];
  /** As it is declared when the plan loads. */
  readonly state: UnitState;
  /** The last cleaning (CIP) on record before the plan loads. */
  readonly cleaning: { readonly cleanedAt: Instant; readonly isClean: boolean } | null;
  /** When goods last came into it before the plan loads. */
  readonly loadedAt: Instant | null;
  /** What lies in it when the plan loads, and is not what another run brings there and takes out. */
  readonly goods: readonly PlannedLot[];
}

export interface DeviceFacts {
  readonly kind: DeviceKind;
  readonly isRevoked: boolean;
  /** The unit that it is on at the plan's loading or later; null when it rides nowhere. */
  readonly onUnitCode: string | null;
  /** Until when its last calibration is valid; null when none is on record. */
  readonly calibratedUntil: Instant | null;
}

export interface ServiceFacts {
  readonly commodityCodes: readonly string[];
  /** `MM-DD`, both included; it may go over the new year. Null: the whole year. */
  readonly season: { readonly from: string; readonly until: string } | null;
}

/** What is known of everything that a plan names. What is not in a map does not exist. */
export interface PlanFacts {
  readonly now: Instant;
  readonly runCodes: ReadonlySet<string>;
  readonly lotCodes: ReadonlySet<string>;
  readonly placeCodes: ReadonlySet<string>;
  readonly services: ReadonlyMap<string, ServiceFacts>;
  readonly commodities: ReadonlyMap<string, CommodityFacts>;
  readonly units: ReadonlyMap<string, UnitFacts>;
  readonly devices: ReadonlyMap<string, DeviceFacts>;
}
