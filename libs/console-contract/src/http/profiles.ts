import { z } from 'zod';

const thresholdSchema = z.object({
  delaySeconds: z.number(),
  backInRangeSeconds: z.number(),
  hysteresisKelvin: z.number(),
});
const criticalSchema = thresholdSchema.extend({ airDelaySeconds: z.number() });

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
      bandHigh: thresholdSchema,
      bandLow: thresholdSchema,
      criticalHigh: criticalSchema,
      criticalLow: criticalSchema,
      returnAirMarginKelvin: z.number(),
      gapMaxSeconds: z.number(),
      dataGapAfterSeconds: z.number(),
      offlineAfterSeconds: z.number(),
    }),
  })
  .meta({ id: 'Profile' });
export type ProfileView = z.infer<typeof profileSchema>;
