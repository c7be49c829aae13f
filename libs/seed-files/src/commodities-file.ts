import {
  BUDGET_MINUTES_MAX,
  MILK_TIMING_UNITS,
  PARAMETER_UNITS,
  SILENCE_UNITS,
} from '@lenglian/limits';
import { ETHYLENE_CLASSES, FOOD_FAMILIES } from '@lenglian/planning';
import { z } from 'zod';
import {
  codeSchema,
  figureSchema,
  namesShape,
  optionalFigureSchema,
  provenanceShape,
} from './figure.ts';
import { RULE_OVERRIDES, overrideShape } from './rule-overrides.ts';

const budgetMinutes = z.number().positive().max(BUDGET_MINUTES_MAX);

/** Rule parameters that differ from the defaults of libs/limits; minutes on event time. */
export const ruleOverridesSchema = z.strictObject({
  ...RULE_OVERRIDES,
  returnAirMarginKelvin: figureSchema.optional(),
  /** Above which fruit suffocates, percent; without it CO₂ is only reported. */
  co2HighPercent: figureSchema.optional(),
  /** Fresh air that the goods are to have; without it vents are only reported. */
  freshAirCubicMetresPerHour: figureSchema.optional(),
  /** Humidity outside the commodity's range by more is an alarm; without it it is only reported. */
  humidityAlarm: z
    .strictObject({
      marginPercent: z.number().nonnegative(),
      ...overrideShape(PARAMETER_UNITS.humidity),
      ...provenanceShape,
    })
    .optional(),
  /** When the silence of its devices is a gap, an alarm, and a worse one. */
  silence: z.strictObject({ ...overrideShape(SILENCE_UNITS), ...provenanceShape }).optional(),
  /** Of goods that travel in tanks: what is milk and what is air, and the limit between band and critical. */
  rawMilk: z
    .strictObject({
      levelMinPercent: z.number().nonnegative(),
      majorHighCelsius: z.number(),
      majorTiming: z.strictObject(overrideShape(MILK_TIMING_UNITS)).optional(),
      tamperFallPercent: z.number().positive(),
      ...provenanceShape,
    })
    .optional(),
});

/** How bad it is that a budget is nearly, and wholly, used up. */
const severitiesShape = {
  severityAt80: z.enum(['INFO', 'WARN', 'MAJOR']).optional(),
  severityAt100: z.enum(['WARN', 'MAJOR', 'CRITICAL']).optional(),
};
const budgetSchema = figureSchema.extend({ value: budgetMinutes, ...severitiesShape });

/** A temperature range that does harm by the time spent in it, without being a critical limit. */
const zoneSchema = z.strictObject({
  lowCelsius: z.number().nullable(),
  highCelsius: z.number().nullable(),
  budgetMinutes,
  ...severitiesShape,
  harm: z.enum(['internal-breakdown', 'chilling']),
  ...provenanceShape,
});

/** How long goods keep at a temperature. */
const shelfLifeSchema = z.strictObject({
  daysMin: z.number().positive(),
  daysMax: z.number().positive(),
  fromCelsius: z.number(),
  toCelsius: z.number(),
  packaging: z.string().optional(),
  ...provenanceShape,
});

/** How ageing follows temperature: Q10 within a range, or the square-root model (Ratkowsky). */
const kineticsSchema = z.discriminatedUnion('model', [
  z.strictObject({
    model: z.literal('q10'),
    q10: z.number().positive(),
    fromCelsius: z.number(),
    toCelsius: z.number(),
    ...provenanceShape,
  }),
  z.strictObject({
    model: z.literal('square-root'),
    minimumCelsius: z.number(),
    referenceCelsius: z.number(),
    ...provenanceShape,
  }),
]);

/** Colder limits that some lots bear, °C: those that are sweet enough, or of a cultivar. */
const colderLimitsShape = {
  setpointCelsius: z.number(),
  bandLowCelsius: z.number(),
  criticalLowCelsius: z.number(),
  ...provenanceShape,
};

const ethyleneClass = z.enum(ETHYLENE_CLASSES);

/**
 * One commodity and what it tolerates. Limits are for the product (pulp), in °C; a null limit means
 * that this direction does no harm, and says why.
 */
export const commoditySchema = z.strictObject({
  code: codeSchema,
  ...namesShape,
  /** Families never share a compartment. */
  family: z.enum(FOOD_FAMILIES),
  thermalState: z.enum(['chilled', 'frozen', 'ambient']),
  setpointCelsius: figureSchema,
  bandLowCelsius: optionalFigureSchema,
  bandHighCelsius: figureSchema,
  criticalLowCelsius: optionalFigureSchema,
  criticalHighCelsius: figureSchema,
  /** The warmest temperature at which this product begins to freeze; null when that cannot matter. */
  freezingPointCelsius: optionalFigureSchema,
  relativeHumidityPercent: z
    .strictObject({
      low: z.number().min(0).max(100),
      high: z.number().min(0).max(100),
      ...provenanceShape,
    })
    .nullable(),
  ethylene: z
    .strictObject({ production: ethyleneClass, sensitivity: ethyleneClass, ...provenanceShape })
    .nullable(),
  /** Minutes above the band and above the critical limit that a journey may use up. */
  budgets: z.strictObject({
    aboveBandMinutes: budgetSchema,
    aboveCriticalMinutes: budgetSchema,
    /** Below the band; six hours where nobody says. */
    belowBandMinutes: budgetSchema.optional(),
    /** Where the first of them counts from, when that is not the end of the band. */
    countsAboveCelsius: figureSchema.optional(),
  }),
  zones: z.array(zoneSchema),
  shelfLife: z.array(shelfLifeSchema),
  kinetics: z.array(kineticsSchema),
  /** From this sugar content on. */
  sweet: z
    .strictObject({ fromBrixDegrees: z.number().positive(), ...colderLimitsShape })
    .optional(),
  cultivars: z
    .array(z.strictObject({ code: codeSchema, ...namesShape, ...colderLimitsShape }))
    .optional(),
  rules: ruleOverridesSchema.optional(),
  notes: z.array(z.string()).optional(),
});
export type Commodity = z.infer<typeof commoditySchema>;

/** `seeds/commodities.json`. */
export const commoditiesFileSchema = z.strictObject({
  version: z.number().int().positive(),
  commodities: z.array(commoditySchema).min(1),
});
export type CommoditiesFile = z.infer<typeof commoditiesFileSchema>;
