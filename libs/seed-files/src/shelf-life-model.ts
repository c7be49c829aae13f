import { checkShelfLifeModel, ShelfLifeModelError, type ShelfLifeModel } from '@lenglian/freshness';
import { DAY } from '@lenglian/quantities';
import { z } from 'zod';
import { commoditySchema, type Commodity } from './commodities-file.ts';

/** What of a commodity tells how long it keeps. */
type Keeping = Pick<Commodity, 'setpointCelsius' | 'shelfLife' | 'kinetics'>;

/**
 * How long a commodity keeps and how that changes with temperature. The reference is the keeping time that
 * is nearest to the set-point: the temperature at which such goods are meant to be.
 *
 * @returns null where the seeds say no kinetics or no keeping time
 * @throws ShelfLifeModelError, naming the field
 */
export function toShelfLifeModel(commodity: Keeping): ShelfLifeModel | null {
  const { kinetics, shelfLife } = commodity;
  const setpoint = commodity.setpointCelsius.value;
  shelfLife.forEach(({ fromCelsius, toCelsius }, index) => {
    if (fromCelsius > toCelsius)
      throw new ShelfLifeModelError(`shelfLife[${index}].toCelsius: less than fromCelsius`);
  });
  const kept = shelfLife
    .map((one) => ({ ...one, reference: clamp(setpoint, one.fromCelsius, one.toCelsius) }))
    .reduce<{ reference: number; daysMin: number; daysMax: number } | undefined>(
      (best, one) =>
        best && Math.abs(best.reference - setpoint) <= Math.abs(one.reference - setpoint)
          ? best
          : one,
      undefined,
    );
  const [first] = kinetics;
  if (!kept || !first) return null;
  const model: ShelfLifeModel = {
    reference: kept.reference,
    ...{ keepsLeast: kept.daysMin * DAY, keepsMost: kept.daysMax * DAY },
    kinetics:
      first.model === 'square-root'
        ? { model: 'square-root', minimum: first.minimumCelsius }
        : { model: 'q10', ranges: rangesOf(kinetics) },
  };
  if (first.model === 'square-root' && kinetics.length > 1)
    throw new ShelfLifeModelError('kinetics[1]: the square-root model stands alone');
  checkShelfLifeModel(model);
  return model;
}

/** The same, of what is kept with a profile; null where that is not a commodity of the seeds. */
export function shelfLifeModelIn(details: unknown): ShelfLifeModel | null {
  const keeping = keepingSchema.safeParse(details);
  return keeping.success ? toShelfLifeModel(keeping.data) : null;
}

/** Whatever else is with it. */
const keepingSchema = z.object({
  setpointCelsius: commoditySchema.shape.setpointCelsius,
  shelfLife: commoditySchema.shape.shelfLife,
  kinetics: commoditySchema.shape.kinetics,
});

function rangesOf(kinetics: Keeping['kinetics']) {
  return kinetics.map((range, index) => {
    if (range.model !== 'q10')
      throw new ShelfLifeModelError(`kinetics[${index}].model: ${range.model} among ranges of Q10`);
    return { q10: range.q10, from: range.fromCelsius, to: range.toCelsius };
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
