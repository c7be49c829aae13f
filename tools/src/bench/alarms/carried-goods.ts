import fs from 'node:fs';
import path from 'node:path';
import type { LimitProfile } from '@lenglian/limits';
import { SEED_FILES, parseCommoditiesFile, toLimitProfile } from '@lenglian/seed-files';
import type { TrialGoods } from '@lenglian/simulators';

/** One commodity of the seeds: what it does, and what it tolerates. */
export interface CarriedGoods {
  readonly profile: LimitProfile;
  readonly goods: TrialGoods;
}

/** Of 21 t near 0 °C, W: 5.9 W a tonne for each ml of CO2 a kilogram and hour (pear 2.5). [C] */
const RESPIRATION_WATTS = 310;
/** Those that breathe half as much: plum 1.25, grape 1.5. [C] */
const CALM_FRUIT: readonly string[] = ['PLUM_PRUNE', 'GRAPE', 'JUJUBE_FRESH'];

/** Every commodity of the seeds as a cooled box may carry it; raw milk goes in tankers. */
export function readCarriedGoods(folder: string): CarriedGoods[] {
  const file = path.join(folder, SEED_FILES.commodities);
  const { commodities } = parseCommoditiesFile(fs.readFileSync(file, 'utf8'), file);
  return commodities.map((commodity) => {
    const profile = { id: commodity.code, ...toLimitProfile(commodity, 1) };
    const isCalm = CALM_FRUIT.includes(commodity.code);
    const breath = RESPIRATION_WATTS * (isCalm ? 0.5 : 1);
    const isFresh = commodity.family === 'fruit' && profile.thermalState === 'chilled';
    return {
      profile,
      goods: {
        setpointCelsius: profile.setpoint,
        bandHighCelsius: profile.band.high,
        isFrozen: profile.thermalState === 'frozen',
        respirationWatts: isFresh ? breath : 0,
      },
    };
  });
}
