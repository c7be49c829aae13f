import { LEG_BASES } from '@lenglian/planning';
import { z } from 'zod';
import { instantSchema } from './instants.ts';

const nullableInstant = instantSchema.nullable();
const basis = z.enum([...LEG_BASES, 'PLANNED']);

/** Where a run is: at a place, or so far from one to the next. */
export const whereSchema = z
  .object({
    kind: z.enum(['AT', 'BETWEEN']),
    /** Which of `stops` it is at, or left; from 0. */
    stop: z.number().int(),
    /** Where it is, or where it left. */
    placeCode: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    /** Where it is going; null where it stands. */
    next: z.object({ placeCode: z.string(), nameZh: z.string(), nameEn: z.string() }).nullable(),
    /** Of the way between the two, 0…1; null where it stands. */
    share: z.number().min(0).max(1).nullable(),
    /** By positions, by somebody's word, or by the plan alone. */
    basis,
  })
  .meta({ id: 'Where' });

/** A stop of a run, as it was or as it is expected; UTC ms. */
export const stopProgressSchema = z
  .object({
    placeCode: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    plannedArrivalAt: nullableInstant,
    plannedDepartureAt: nullableInstant,
    /** As somebody reported it, else as it was measured. */
    arrivedAt: nullableInstant,
    /** `REPORTED` without a time: somebody said that it has not arrived. */
    arrivedBasis: z.enum(LEG_BASES).nullable(),
    departedAt: nullableInstant,
    departedBasis: z.enum(LEG_BASES).nullable(),
    /** As positions tell, also where somebody said otherwise. */
    measuredArrivalAt: nullableInstant,
    measuredDepartureAt: nullableInstant,
    /** Null where it was already, and at the first stop. */
    expectedArrivalAt: nullableInstant,
    /** The plan alone; the plan, shifted by the last known time; the way that is left, at the speed of now. */
    expectedBasis: z.enum(['PLAN', 'DELAY', 'SPEED']).nullable(),
    dwellMinutes: z.number().int().nullable(),
  })
  .meta({ id: 'StopProgress' });

export const progressSchema = z
  .object({
    /** Of when the newest position is; null without positions. */
    positionAt: nullableInstant,
    /** Null of a run that was cancelled or has no way, and where one may not know. */
    where: whereSchema.nullable(),
    stops: z.array(stopProgressSchema),
    /** At the next stop; negative is early. Null where nothing is known of it. */
    delayMinutes: z.number().int().nullable(),
    /** Half an hour or more at the last stop. */
    isLate: z.boolean(),
    /** No way between its stops could lead by where it is. */
    offRouteSince: nullableInstant,
    /** Units whose positions say that they are elsewhere: the device is on another unit, or the unit on another train. */
    strayUnits: z.array(z.object({ id: z.string(), code: z.string() })),
  })
  .meta({ id: 'RunProgress' });
export type RunProgressView = z.infer<typeof progressSchema>;
