import fs from 'node:fs';
import path from 'node:path';
import { predictedLimits, type PredictedLimits } from '@lenglian/prediction';
import { SeededRandom } from '@lenglian/quantities';
import { SEED_FILES, parseCommoditiesFile, toLimitProfile } from '@lenglian/seed-files';
import type { TrialGoods } from '@lenglian/simulators';

/** One commodity as a trial needs it: what it does, and what it tolerates. */
export interface Carried {
  readonly code: string;
  readonly goods: TrialGoods;
  readonly limits: PredictedLimits;
}

/** Heat of respiration of 21 t of cold fruit, W; slaughtered goods make none. [C] */
const RESPIRATION_WATTS = 310;

/** Everything of the seeds that goes in a cooled box; milk goes in tankers. */
export function readCarried(folder: string): Carried[] {
  const file = path.join(folder, SEED_FILES.commodities);
  const { commodities } = parseCommoditiesFile(fs.readFileSync(file, 'utf8'), file);
  return commodities
    .filter(({ family, thermalState }) => family !== 'dairy' && thermalState !== 'ambient')
    .map((commodity) => {
      const profile = toLimitProfile(commodity, 1);
      const goods: TrialGoods = {
        setpointCelsius: profile.setpoint,
        bandHighCelsius: profile.band.high,
        isFrozen: profile.thermalState === 'frozen',
        respirationWatts: commodity.family === 'fruit' ? RESPIRATION_WATTS : 0,
      };
      const zones = commodity.zones.map(({ lowCelsius, highCelsius }) => {
        return { low: lowCelsius, high: highCelsius };
      });
      return { code: commodity.code, goods, limits: predictedLimits(profile, zones) };
    });
}

/** One of them, by chance; those with a zone where the fault is a warm load. */
export function pickCarried(all: readonly Carried[], seed: number, needsZone: boolean): Carried {
  const fitting = needsZone ? all.filter(({ limits }) => limits.zones.length > 0) : all;
  const share = SeededRandom.stream(seed, 21).next();
  return fitting[Math.floor(share * fitting.length)] as Carried;
}
