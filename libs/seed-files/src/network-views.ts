import { z } from 'zod';
import { PLACE_ROLES, placeSchema } from './places-file.ts';
import { serviceSchema } from './services-file.ts';

/** Over the api a place and a service are what they are in `seeds/`: each figure with its source. */
export const newPlaceSchema = placeSchema.meta({ id: 'NewPlace' });
export const newServiceSchema = serviceSchema.meta({ id: 'NewService' });

const recordShape = {
  id: z.string(),
  revision: z.number().int(),
  /** As the seeds brought it: newer seeds may change it. */
  isSeeded: z.boolean(),
};

/** What was not said of it is absent. */
export const placeViewSchema = z
  .object({
    ...placeSchema.partial().shape,
    ...recordShape,
    ...placeSchema.pick({ code: true, nameZh: true, nameEn: true }).shape,
    ...placeSchema.pick({ latitudeDegrees: true, longitudeDegrees: true }).shape,
    roles: z.array(z.enum(PLACE_ROLES)),
    crs: z.literal('WGS-84'),
  })
  .meta({ id: 'Place' });
export type PlaceView = z.infer<typeof placeViewSchema>;

export const serviceViewSchema = z
  .object({
    ...serviceSchema.partial().shape,
    ...recordShape,
    ...serviceSchema.pick({ code: true, nameZh: true, nameEn: true }).shape,
  })
  .meta({ id: 'Service' });
export type ServiceView = z.infer<typeof serviceViewSchema>;
