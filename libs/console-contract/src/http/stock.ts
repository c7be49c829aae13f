import { DEVICE_KINDS, UNIT_KINDS } from '@lenglian/placements';
import { z } from 'zod';
import { deviceSchema } from './devices.ts';
import { unitSchema } from './journeys.ts';
import { lotRecordSchema } from './lots.ts';
import { findingSchema, plannedLotSchema } from './plans.ts';
import { toldInstantSchema } from './instants.ts';

const code = z.string().trim().min(1).max(64);
const seconds = z.number().int().min(10).max(3600);

/** A unit that comes without a manifest. */
export const newUnitSchema = z
  .object({
    /** Container number (ISO 6346) of a reefer; else plate or house number; a compartment is `<unit>/<part>`. */
    code,
    kind: z.enum(UNIT_KINDS),
    /** Compartments or zones, by what comes after the `/` of their codes. */
    parts: z
      .array(z.string().regex(/^[A-Za-z0-9._-]{1,16}$/))
      .max(50)
      .default([]),
  })
  .meta({ id: 'NewUnit' });

export const addedUnitSchema = z
  .object({ unit: unitSchema, parts: z.array(unitSchema), warnings: z.array(findingSchema) })
  .meta({ id: 'AddedUnit' });
export type AddedUnitView = z.infer<typeof addedUnitSchema>;

/** Goods that come without a run (入库). */
export const newLotSchema = plannedLotSchema
  .extend({
    /** Where they lie, `from` included, `until` excluded; null: not said yet. */
    placement: z
      .object({
        unitCode: code,
        from: toldInstantSchema,
        until: toldInstantSchema.nullable().default(null),
      })
      .nullable()
      .default(null),
  })
  .meta({ id: 'NewLot' });

export const addedLotSchema = z
  .object({ lot: lotRecordSchema, warnings: z.array(findingSchema) })
  .meta({ id: 'AddedLot' });
export type AddedLotView = z.infer<typeof addedLotSchema>;

const deviceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/** A device, on its unit from a moment on where one is named. */
export const newDeviceSchema = z
  .object({
    /** Its MQTT client id: unique over all organisations, and never used again. */
    id: deviceId,
    kind: z.enum(DEVICE_KINDS),
    samplingIntervalSeconds: seconds.optional(),
    reportingIntervalSeconds: seconds.optional(),
    unitCode: code.optional(),
    /** When it came onto the unit; now when absent. */
    boundFrom: toldInstantSchema.optional(),
    /** Makes it a gateway: the devices of one's own that it may also speak for. */
    publishesFor: z.array(deviceId).min(1).max(1_000).optional(),
  })
  .meta({ id: 'NewDevice' });

/** The only time that its token is told: 43 characters. */
export const addedDeviceSchema = z
  .object({ device: deviceSchema, token: z.string(), warnings: z.array(findingSchema) })
  .meta({ id: 'AddedDevice' });
export type AddedDeviceView = z.infer<typeof addedDeviceSchema>;
