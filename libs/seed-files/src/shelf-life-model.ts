import {
  kineticsProblems,
  ShelfLifeModelError,
  type KeepingProblem,
  type Kinetics,
  type ShelfLifeModel,
} from '@lenglian/freshness';
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
  const problems = keepingProblems(commodity);
  if (problems.length > 0) throw new ShelfLifeModelError(problems);
  const kept = keptNearest(commodity);
  const kinetics = kineticsOf(commodity);
  if (!kept || !kinetics) return null;
  const { reference, daysMin, daysMax } = kept;
  return { reference, keepsLeast: daysMin * DAY, keepsMost: daysMax * DAY, kinetics };
}

/** Says everything that is wrong with how a commodity is said to keep, also where it says too little for a model. */
export function keepingProblems(commodity: Keeping): KeepingProblem[] {
  const [first, ...others] = commodity.kinetics;
  const mixed = others.flatMap(({ model }, index): KeepingProblem[] => {
    // The square-root model stands alone, ranges of Q10 among themselves.
    if (first?.model === 'q10' && model === 'q10') return [];
    const field = `kinetics.${index + 1}.model`;
    return [{ code: 'KINETICS_MIXED', field, value: null, bound: null }];
  });
  const kinetics = mixed.length > 0 ? null : kineticsOf(commodity);
  const said = first?.model === 'square-root' ? first.referenceCelsius : undefined;
  const reference = keptNearest(commodity)?.reference ?? said ?? commodity.setpointCelsius.value;
  return [
    ...commodity.shelfLife.flatMap(swappedEnds),
    ...mixed,
    ...(kinetics ? kineticsProblems(kinetics, reference) : []),
  ];
}

function swappedEnds(
  { daysMin, daysMax, fromCelsius, toCelsius }: Keeping['shelfLife'][number],
  index: number,
): KeepingProblem[] {
  const ends = { daysMax: [daysMin, daysMax], toCelsius: [fromCelsius, toCelsius] } as const;
  return Object.entries(ends).flatMap(([name, [bound, value]]) => {
    const field = `shelfLife.${index}.${name}`;
    return bound <= value ? [] : [{ code: 'ENDS_SWAPPED', field, value, bound }];
  });
}

function keptNearest({ setpointCelsius, shelfLife }: Keeping) {
  const { value: setpoint } = setpointCelsius;
  return shelfLife
    .map((one) => ({ ...one, reference: clamp(setpoint, one.fromCelsius, one.toCelsius) }))
    .reduce<{ reference: number; daysMin: number; daysMax: number } | undefined>(
      (best, one) =>
        best && Math.abs(best.reference - setpoint) <= Math.abs(one.reference - setpoint)
          ? best
          : one,
      undefined,
    );
}

/** Null where the seeds say none. */
function kineticsOf({ kinetics }: Keeping): Kinetics | null {
  const [first] = kinetics;
  if (!first) return null;
  if (first.model === 'square-root') return { model: first.model, minimum: first.minimumCelsius };
  const ranges = kinetics.flatMap((range) =>
    range.model === 'q10' ? [{ q10: range.q10, from: range.fromCelsius, to: range.toCelsius }] : [],
  );
  return { model: first.model, ranges };
}

/**
 * The same, of what is kept with a profile; null where that is not a commodity of the seeds, or says
 * nothing: profiles were once taken without a look at their kinetics, and goods have them still.
 */
export function shelfLifeModelIn(details: unknown): ShelfLifeModel | null {
  const keeping = keepingSchema.safeParse(details);
  if (!keeping.success || keepingProblems(keeping.data).length > 0) return null;
  return toShelfLifeModel(keeping.data);
}

/** Whatever else is with it. */
const keepingSchema = z.object({
  setpointCelsius: commoditySchema.shape.setpointCelsius,
  shelfLife: commoditySchema.shape.shelfLife,
  kinetics: commoditySchema.shape.kinetics,
});

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
