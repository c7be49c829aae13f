import { LEG_MODES, isContainerNumber } from '@lenglian/planning';
import { DEVICE_KINDS, RUN_STATES } from '@lenglian/placements';
import { z } from 'zod';
import { codeSchema, namesShape, provenanceShape } from './figure.ts';
import { seedContactSchema } from './seed-contact.ts';

const minutes = z.number();
const pastMinutes = z.number().nonnegative();

/** Whom to call; a run that nobody simulates has none (`checkSeeds`). */
const contacts = z.array(seedContactSchema).min(1).optional();

/** One leg; times are minutes from the departure of the run, negative before it. */
const runLegSchema = z.strictObject({
  mode: z.enum(LEG_MODES),
  fromPlaceCode: codeSchema,
  toPlaceCode: codeSchema,
  departureMinutes: minutes,
  arrivalMinutes: minutes,
  contacts,
});

/**
 * Where the run is when, and how warm it is there by night and by day. Between two points it moves
 * evenly; before the first it stands there, after the last it has arrived.
 */
const runWaypointSchema = z.strictObject({
  placeCode: codeSchema,
  /** Minutes from the departure of the run. */
  atMinutes: minutes,
  ambientLowCelsius: z.number(),
  ambientHighCelsius: z.number(),
  ...provenanceShape,
});

/** A stretch without coverage: no unit of the run can be heard, minutes from the departure. */
const runCoverageHoleSchema = z.strictObject({
  code: codeSchema,
  ...namesShape,
  atMinutes: minutes,
  durationMinutes: z.number().positive(),
  /** True in a tunnel: a device there does not know where it is either. */
  hidesSky: z.boolean().optional(),
  ...provenanceShape,
});

const seedLotSchema = z.strictObject({
  code: z.string().min(1),
  commodityCode: codeSchema,
  originPlaceCode: codeSchema,
  /** The payload mass, net. */
  quantityKilograms: z.number().positive(),
  /** Temperature of the fruit or meat when the doors were closed on it. */
  productAtLoadingCelsius: z.number(),
  /** Something about this lot that its record should say. */
  note: z.string().optional(),
});

const seedUnitSchema = z
  .strictObject({
    /** A container number with its check digit (ISO 6346), for a reefer; else plate or name. */
    code: z.string().min(1),
    kind: z.enum(DEVICE_KINDS),
    /** ISO 6346 size and type, `45R1` is a 40-foot high-cube reefer. */
    sizeType: z.string().length(4).optional(),
    /** Place in the train, from 1. */
    position: z.number().int().positive(),
    /** Units with the same number share a genset; null when each has its own supply. */
    equipmentGroup: z.number().int().positive().nullable(),
    deviceId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'a device id'),
    lots: z.array(seedLotSchema),
    contacts,
  })
  .refine((unit) => unit.kind !== 'reefer' || isContainerNumber(unit.code), {
    path: ['code'],
    message: 'not a container number, or its check digit is wrong (ISO 6346)',
  });
export type SeedUnit = z.infer<typeof seedUnitSchema>;

/**
 * A file in `seeds/runs/`: one run with its units, lots and devices. All times are relative to the
 * moment of the first load, so that a demonstration is always under way.
 */
export const runFileSchema = z.strictObject({
  code: z.string().min(1),
  serviceCode: codeSchema,
  ...namesShape,
  state: z.enum(RUN_STATES),
  /** False when the devices are real: nothing is simulated for this run. */
  isSimulated: z.boolean(),
  /** How often its devices sample and report, where that is not the usual 60 and 300. */
  intervalSeconds: z.number().int().min(10).max(3600).optional(),
  departedMinutesAgo: pastMinutes,
  /** How much of the past a simulated fleet tells, in minutes before the first load. */
  historyMinutes: pastMinutes,
  /** When devices were bound and lots placed: not after the history begins. */
  devicesBoundMinutesAgo: pastMinutes,
  lotsPlacedMinutesAgo: pastMinutes,
  legs: z.array(runLegSchema).min(1),
  waypoints: z.array(runWaypointSchema),
  coverageHoles: z.array(runCoverageHoleSchema),
  units: z.array(seedUnitSchema).min(1),
  contacts,
  /** What the figures above rest on, each with its confidence. */
  basis: z.array(z.strictObject({ figure: z.string().min(1), ...provenanceShape })).min(1),
});
export type RunFile = z.infer<typeof runFileSchema>;
