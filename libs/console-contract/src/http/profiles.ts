import { z } from 'zod';

const timingSchema = z.object({
  delaySeconds: z.number(),
  /** Takes the place of the delay where only the air is measured. */
  airDelaySeconds: z.number(),
  backInRangeSeconds: z.number(),
  hysteresisKelvin: z.number(),
});

/** What a commodity tolerates: one version. Limits are for the product; both ends included. */
export const profileSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    version: z.number().int(),
    validFrom: z.number().int(),
    nameZh: z.string(),
    nameEn: z.string(),
    thermalState: z.enum(['chilled', 'frozen', 'ambient']),
    setpointCelsius: z.number(),
    bandLowCelsius: z.number().nullable(),
    bandHighCelsius: z.number(),
    criticalLowCelsius: z.number().nullable(),
    criticalHighCelsius: z.number(),
    rules: z.object({
      bandHigh: timingSchema,
      bandLow: timingSchema.nullable(),
      criticalHigh: timingSchema,
      criticalLow: timingSchema,
      returnAirMarginKelvin: z.number(),
      gapMaxSeconds: z.number(),
      dataGapAfterSeconds: z.number(),
      offlineAfterSeconds: z.number(),
      offlineMajorAfterSeconds: z.number(),
    }),
  })
  .meta({ id: 'Profile' });
export type ProfileView = z.infer<typeof profileSchema>;
