import type { Band } from '@lenglian/limits';
import type { DeviceKind } from '@lenglian/placements';

/** Postharvest classes of UC Davis' tables, weakest first. */
export const ETHYLENE_CLASSES = ['none', 'very-low', 'low', 'medium', 'high', 'very-high'] as const;
export type EthyleneClass = (typeof ETHYLENE_CLASSES)[number];

/** Goods of different families never share a compartment: odour and hygiene. */
export const FOOD_FAMILIES = ['fruit', 'meat', 'fish', 'dairy'] as const;
export type FoodFamily = (typeof FOOD_FAMILIES)[number];

/** What a commodity asks of the compartment that it shares. */
export interface CommodityFacts {
  readonly code: string;
  /** °C, of the product; both ends included. */
  readonly band: Band;
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

export interface UnitFacts {
  readonly kind: DeviceKind;
  /** The run that it is on, or will be, at any time from the plan's loading on; null when it is free. */
  readonly onRunCode: string | null;
  /** It belongs to somebody else. */
  readonly isForeign: boolean;
}

export interface DeviceFacts {
  readonly kind: DeviceKind;
  readonly isRevoked: boolean;
  /** The unit that it is on at the plan's loading or later; null when it rides nowhere. */
  readonly onUnitCode: string | null;
}

export interface ServiceFacts {
  readonly commodityCodes: readonly string[];
  /** `MM-DD`, both included; it may go over the new year. Null: the whole year. */
  readonly season: { readonly from: string; readonly until: string } | null;
}

/** What is known of everything that a plan names. What is not in a map does not exist. */
export interface PlanFacts {
  readonly runCodes: ReadonlySet<string>;
  readonly lotCodes: ReadonlySet<string>;
  readonly placeCodes: ReadonlySet<string>;
  readonly services: ReadonlyMap<string, ServiceFacts>;
  readonly commodities: ReadonlyMap<string, CommodityFacts>;
  readonly units: ReadonlyMap<string, UnitFacts>;
  readonly devices: ReadonlyMap<string, DeviceFacts>;
}
