import { SEVERITIES } from '@lenglian/breaches';
import { PHASES } from '@lenglian/goods';
import { UNIT_STATES } from '@lenglian/placements';
import { LEG_BASES } from '@lenglian/planning';
import { ALARM_SEVERITIES } from '@lenglian/readings';
import { z } from 'zod';
import { CONDITIONS } from '../constants.ts';
import { dangerSchema } from './dangers.ts';
import { progressSchema } from './progress.ts';
import { instantSchema } from './instants.ts';

export { CONDITIONS, type Condition } from '../constants.ts';

const nullableNumber = z.number().nullable();

export const lotSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    /** 有货无单: it stands for goods that nobody declared. */
    isProvisional: z.boolean(),
    commodityCode: z.string(),
    commodityNameZh: z.string(),
    commodityNameEn: z.string(),
    quantityKilograms: nullableNumber,
    unitId: z.string().nullable(),
    profileVersion: z.number().int(),
    setpointCelsius: z.number(),
    bandLowCelsius: nullableNumber,
    bandHighCelsius: z.number(),
    criticalLowCelsius: nullableNumber,
    criticalHighCelsius: z.number(),
    placedFrom: instantSchema,
    placedUntil: instantSchema.nullable(),
    /** Where it is in its journey; null of goods that lie cooled in a store. */
    phase: z.enum(PHASES).nullable(),
    /** What is foretold of it; null where nothing is known, and for whoever is not its owner. */
    danger: dangerSchema.nullable(),
  })
  .meta({ id: 'Lot' });
export type LotView = z.infer<typeof lotSchema>;

/** The latest values of a unit. Null is "not measured"; a stale value is told by `measuredAt`. */
export const latestSchema = z
  .object({
    measuredAt: instantSchema,
    receivedAt: instantSchema,
    setpointTemperatureCelsius: nullableNumber,
    supplyTemperatureCelsius: nullableNumber,
    returnTemperatureCelsius: nullableNumber,
    /** The warmest healthy cargo probe (货芯). */
    cargoTemperatureCelsius: nullableNumber,
    ambientTemperatureCelsius: nullableNumber,
    relativeHumidityPercent: nullableNumber,
    doorOpen: z.boolean().nullable(),
    isConnectedToPowerSource: z.boolean().nullable(),
    isDefrosting: z.boolean().nullable(),
    /** The worst active alarm of its controller; null without one, or where it does not tell codes. */
    controllerAlarm: z
      .object({
        /** `MAKER:CODE`, all that mean the same; none where nobody knows what it means. */
        codes: z.array(z.string()),
        severity: z.enum(ALARM_SEVERITIES),
        nameZh: z.string(),
        nameEn: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'LatestReading' });
export type LatestReading = z.infer<typeof latestSchema>;

export const unitSchema = z
  .object({
    id: z.string(),
    /** Container number (ISO 6346), plate or house number. */
    code: z.string(),
    kind: z.string(),
    /** Of a compartment or zone: the unit that it is a part of. */
    wholeUnitId: z.string().nullable(),
    /** For `If-Match`. */
    revision: z.number().int(),
    /** As it is declared: in use, empty (空箱), laid up (封存). */
    state: z.enum(UNIT_STATES),
    runId: z.string().nullable(),
    /** Place in the train, from 1. */
    position: z.number().int().nullable(),
    /** Units that share a genset. */
    equipmentGroup: z.number().int().nullable(),
    /** What the plan of its run asks the carriage to be set to. */
    plannedSetpointCelsius: nullableNumber,
    deviceIds: z.array(z.string()),
    lots: z.array(lotSchema),
    condition: z.enum(CONDITIONS),
    latest: latestSchema.nullable(),
    /** Since when nothing has come, on the server's clock; null while data comes. */
    silentSince: instantSchema.nullable(),
    /** Where silence is expected, and when it should be over; null where it is not, or has been missed. */
    expectedHole: z
      .object({ nameZh: z.string(), nameEn: z.string(), until: instantSchema })
      .nullable(),
    liveAlertIds: z.array(z.string()),
  })
  .meta({ id: 'Unit' });
export type UnitView = z.infer<typeof unitSchema>;

export const legSchema = z
  .object({
    mode: z.enum(['RAIL', 'ROAD', 'AIR', 'CITY']),
    fromPlaceCode: z.string(),
    fromNameZh: z.string(),
    fromNameEn: z.string(),
    toPlaceCode: z.string(),
    toNameZh: z.string(),
    toNameEn: z.string(),
    plannedDepartureAt: instantSchema,
    plannedArrivalAt: instantSchema,
    /** As somebody reported it, else as it was measured; null while neither is so. */
    departedAt: instantSchema.nullable(),
    arrivedAt: instantSchema.nullable(),
    /** On what it stands; `REPORTED` without a time: somebody said that it was not. */
    departedBasis: z.enum(LEG_BASES).nullable(),
    arrivedBasis: z.enum(LEG_BASES).nullable(),
    /** As positions tell, also where somebody said otherwise. */
    measuredDepartureAt: instantSchema.nullable(),
    measuredArrivalAt: instantSchema.nullable(),
    /** When somebody said anew, of a leg under way, when it will arrive (`plannedArrivalAt`). */
    arrivalSaidAt: instantSchema.nullable(),
  })
  .meta({ id: 'Leg' });

export const runSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    serviceCode: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    state: z.string(),
    /** For `If-Match`. */
    revision: z.number().int(),
    legs: z.array(legSchema),
    /** Units that are on it now. */
    unitCount: z.number().int(),
    /** Units that ride on it at any time, also later. */
    plannedUnitCount: z.number().int(),
    /** How many units stand how. */
    conditions: z.partialRecord(z.enum(CONDITIONS), z.number().int()),
    liveAlerts: z.partialRecord(z.enum(SEVERITIES), z.number().int()),
    /** The newest measurement of any unit, event time. */
    latestMeasuredAt: instantSchema.nullable(),
    /** Where it is on its way, and when it will be where. */
    progress: progressSchema,
  })
  .meta({ id: 'Run' });
export type RunView = z.infer<typeof runSchema>;
