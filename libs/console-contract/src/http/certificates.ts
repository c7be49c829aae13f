import { HAND_OVER_KINDS, HAND_OVER_STATES } from '@lenglian/goods';
import { z } from 'zod';
import { freshnessSchema, MEASURED_BY } from './freshness.ts';
import { instantSchema } from './instants.ts';

const celsius = z.number().nullable();

/** What was measured of a lot, to be printed: it supports a judgement and certifies nothing. */
export const temperatureCertificateSchema = z
  .object({
    lotCode: z.string(),
    commodityNameZh: z.string(),
    commodityNameEn: z.string(),
    /** 一单制. */
    waybillNumber: z.string().nullable(),
    quantityKilograms: z.number().nullable(),
    /** Where it lay, in order. */
    units: z.array(
      z.object({ unitCode: z.string(), from: instantSchema, until: instantSchema.nullable() }),
    ),
    limits: z.object({
      profileCode: z.string(),
      profileVersion: z.number().int(),
      bandLowCelsius: celsius,
      bandHighCelsius: z.number(),
      criticalLowCelsius: celsius,
      criticalHighCelsius: z.number(),
      /** Added to the upper limits where only the air was measured. */
      airMarginKelvin: z.number(),
    }),
    /** What is told: from loading, at most 40 days back, until unloading or now. */
    from: instantSchema,
    until: instantSchema,
    measuredBy: z.enum(MEASURED_BY).nullable(),
    /** Coldest and warmest by time. */
    chart: z.object({
      from: instantSchema,
      to: instantSchema,
      times: z.array(instantSchema),
      lowCelsius: z.array(z.number()),
      highCelsius: z.array(z.number()),
    }),
    lowestCelsius: celsius,
    highestCelsius: celsius,
    minutes: z.object({
      measured: z.number(),
      unknown: z.number(),
      aboveBand: z.number(),
      belowBand: z.number(),
      aboveCritical: z.number(),
      belowCritical: z.number(),
    }),
    /** Pauses of more than what `gapMinutesMin` says, the longest first where there are more than are told. */
    gaps: z.array(z.object({ from: instantSchema, until: instantSchema })),
    gapCount: z.number().int(),
    gapMinutesMin: z.number(),
    freshness: freshnessSchema,
    handOvers: z.array(
      z.object({
        kind: z.enum(HAND_OVER_KINDS),
        handedOverAt: instantSchema,
        state: z.enum(HAND_OVER_STATES),
        sealFoundNumber: z.string().nullable(),
        sealAppliedNumber: z.string().nullable(),
        surfaceTemperatureCelsius: celsius,
        coreTemperatureCelsius: celsius,
      }),
    ),
    /** Who answered for it, and minutes outside limits by rule in their time; null for whoever is outside. */
    custody: z
      .array(
        z.object({
          custodianName: z.string().nullable(),
          from: instantSchema.nullable(),
          until: instantSchema.nullable(),
          minutes: z.record(z.string(), z.number()),
        }),
      )
      .nullable(),
    /** What measured, and its newest calibration. */
    devices: z.array(
      z.object({
        deviceId: z.string(),
        calibration: z
          .object({
            certificateNumber: z.string().nullable(),
            calibratedAt: instantSchema,
            validUntil: instantSchema,
            offsetKelvin: z.number(),
          })
          .nullable(),
      }),
    ),
    /** What was changed of the lot's record after it was made, the newest first; at most fifty. */
    edits: z.array(z.object({ at: instantSchema, action: z.string() })),
    isDemo: z.boolean(),
    generatedAt: instantSchema,
  })
  .meta({ id: 'TemperatureCertificate' });
export type TemperatureCertificateView = z.infer<typeof temperatureCertificateSchema>;
