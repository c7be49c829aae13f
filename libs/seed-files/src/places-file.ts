import { z } from 'zod';
import { codeSchema, namesShape, provenanceShape } from './figure.ts';

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
  'market',
  'airport',
  'terminal',
  'waypoint',
] as const;

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
  iataCode: z.string().length(3).optional(),
  ...provenanceShape,
});
export type Place = z.infer<typeof placeSchema>;

/** `seeds/places.json`. */
export const placesFileSchema = z.strictObject({
  crs: z.literal('WGS-84'),
  places: z.array(placeSchema).min(1),
});
export type PlacesFile = z.infer<typeof placesFileSchema>;
