import { isGln } from '@lenglian/planning';
import { z } from 'zod';
import { codeSchema, figureSchema, namesShape, provenanceShape } from './figure.ts';

/**
 * What a place is for in the 1+8+N+1 network of the action plan (one core area, eight clusters, N
 * nodes, one belt of ports), or on the way to and from it.
 */
export const PLACE_ROLES = [
  'core',
  'cluster',
  'node',
  'port',
  'origin',
  /** 产地预冷站. */
  'pre-cooling',
  /** 产销冷链集配中心. */
  'distribution-centre',
  'market',
  'airport',
  'terminal',
  'waypoint',
] as const;
export type PlaceRole = (typeof PLACE_ROLES)[number];

/** 插电, 备用发电箱, 修机, 换箱, 冰, 加油: what can be done there for goods in danger (operations.md §C). */
export const STOP_ACTIONS = [
  'PLUG_IN',
  'SPARE_GENSET',
  'REPAIR',
  'SWAP_UNIT',
  'ICE',
  'REFUEL',
] as const;

/** Sooner than 5 min nobody can tell a power loss, and a day without is no contract. */
export const OFF_POWER_MINUTES = { min: 5, max: 24 * 60 } as const;

/** A place; coordinates are WGS-84 degrees, converted only where a map is drawn. */
export const placeSchema = z.strictObject({
  code: codeSchema,
  ...namesShape,
  roles: z.array(z.enum(PLACE_ROLES)).min(1),
  /** Which of the eight clusters it belongs to, 1…8. */
  cluster: z.number().int().min(1).max(8).optional(),
  latitudeDegrees: z.number().min(-90).max(90),
  longitudeDegrees: z.number().min(-180).max(180),
  /** How far off the coordinates may be. */
  accuracyKilometres: z.number().positive(),
  /** A unit within this distance is at the place. */
  geofenceRadiusKilometres: figureSchema.optional(),
  /** What can be done there for goods in danger; absent: nobody said. */
  stopActions: z
    .strictObject({
      codes: z.array(z.enum(STOP_ACTIONS)).max(STOP_ACTIONS.length),
      ...provenanceShape,
    })
    .optional(),
  /** For how long a unit may be without power there, by contract with whoever keeps the place; absent: nobody said. */
  offPowerMinutes: figureSchema
    .extend({ value: z.number().min(OFF_POWER_MINUTES.min).max(OFF_POWER_MINUTES.max) })
    .optional(),
  /** GS1 Global Location Number. */
  gln: z.string().refine(isGln, 'a GLN: 13 digits, the last a check digit').optional(),
  /** UN/LOCODE, stored as the UNECE list has it and never derived. */
  unLocode: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a UN/LOCODE like CNSHA')
    .optional(),
  iataCode: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an IATA code like URC')
    .optional(),
  ...provenanceShape,
});
export type Place = z.infer<typeof placeSchema>;

/** `seeds/places.json`. */
export const placesFileSchema = z.strictObject({
  crs: z.literal('WGS-84'),
  places: z.array(placeSchema).min(1),
});
export type PlacesFile = z.infer<typeof placesFileSchema>;
