import type { Load } from './reefers.ts';

/** A kind of goods, as cold as it is loaded when all is well. */
type Cargo = Omit<Load, 'kilograms' | 'originPlaceCode'>;

/**
 * Set-points as in `seeds/commodities.json`, product at loading up to 1 K above them [C]. Heat of respiration at
 * 0 °C, W/t: 5.9 for each ml CO2/kg·h (UC Davis fact sheets: Asian pear 2.5, plum 1.25, grape 1.5) [A, computed], apricot 3.5 [B];
 * apples as pears, dried goods, meat and fish none [C].
 */
export const CARGO = {
  PLUM_PRUNE: cargo('PLUM_PRUNE', { set: 0, loaded: 0.5, respiration: 7.4 }),
  PEAR_KORLA: cargo('PEAR_KORLA', { set: 0, loaded: 0.8, respiration: 14.75 }),
  APRICOT_AIR: cargo('APRICOT_AIR', { set: 2, loaded: 3, respiration: 20 }),
  APPLE_AKSU: cargo('APPLE_AKSU', { set: 0, loaded: 0.8, respiration: 14.75 }),
  GRAPE: cargo('GRAPE', { set: -0.5, loaded: 0, respiration: 8.9 }),
  JUJUBE_DRY: cargo('JUJUBE_DRY', { set: 8, loaded: 9, respiration: 0 }),
  LAMB_CHILLED: cargo('LAMB_CHILLED', { set: 0, loaded: 0.5, respiration: 0 }),
  SALMON_CHILLED: cargo('SALMON_CHILLED', { set: 0, loaded: 0.3, respiration: 0 }),
  MEAT_FROZEN: cargo('MEAT_FROZEN', { set: -20, loaded: -20, respiration: 0 }),
} as const satisfies Record<string, Cargo>;

function cargo(
  commodityCode: string,
  { set, loaded, respiration }: { set: number; loaded: number; respiration: number },
): Cargo {
  return {
    ...{ commodityCode, setpointCelsius: set, productAtLoadingCelsius: loaded },
    respirationWattsPerTonne: respiration,
  };
}
