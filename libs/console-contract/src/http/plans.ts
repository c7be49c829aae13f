import { RUN_STATES, UNIT_KINDS } from '@lenglian/placements';
import { LEG_MODES, PLAN_LINES_MAX } from '@lenglian/planning';
import { z } from 'zod';
import { runSchema } from './journeys.ts';
import { lotDetailsShape } from './lot-details.ts';
import { toldInstantInQuerySchema, toldInstantSchema } from './instants.ts';

const code = z.string().trim().min(1).max(64);

export const plannedLegSchema = z
  .object({
    mode: z.enum(LEG_MODES),
    fromPlaceCode: code,
    toPlaceCode: code,
    plannedDepartureAt: toldInstantSchema,
    plannedArrivalAt: toldInstantSchema,
  })
  .meta({ id: 'PlannedLeg' });

/** What is known of the goods may come later: what is absent is not known. */
const optionalDetails = {
  waybillNumber: lotDetailsShape.waybillNumber.default(null),
  shipperName: lotDetailsShape.shipperName.default(null),
  consigneeName: lotDetailsShape.consigneeName.default(null),
  harvestedAt: lotDetailsShape.harvestedAt.default(null),
  preCooledAt: lotDetailsShape.preCooledAt.default(null),
  pulpTemperatureCelsius: lotDetailsShape.pulpTemperatureCelsius.default(null),
  brixDegrees: lotDetailsShape.brixDegrees.default(null),
  cultivarCode: lotDetailsShape.cultivarCode.default(null),
  packageCount: lotDetailsShape.packageCount.default(null),
};

export const plannedLotSchema = z
  .object({
    code,
    /** Also the code of the limits by which it is judged. */
    commodityCode: code,
    quantityKilograms: z.number().positive().max(1e9).nullable().default(null),
    originPlaceCode: code.nullable().default(null),
    note: z.string().max(1_000).nullable().default(null),
    ...optionalDetails,
  })
  .meta({ id: 'PlannedLot' });

/** One unit with one lot; a mixed load is several lines with the same unit, an empty box has no lot. */
export const planLineSchema = z
  .object({
    /** Container number (ISO 6346) of a reefer; else plate or house number; a compartment is `<unit>/<part>`. */
    unitCode: code,
    unitKind: z.enum(UNIT_KINDS).default('reefer'),
    position: z.number().int().min(1).max(10_000).nullable().default(null),
    equipmentGroup: z.number().int().min(1).max(10_000).nullable().default(null),
    deviceId: code.nullable().default(null),
    /** 甩挂: the stop where it is coupled on, and the one where it is set out; null: begin and end. */
    joinPlaceCode: code.nullable().default(null),
    leavePlaceCode: code.nullable().default(null),
    /** What the carriage is to be set to. */
    setpointCelsius: z.number().min(-60).max(60).nullable().default(null),
    lot: plannedLotSchema.nullable().default(null),
  })
  .meta({ id: 'PlanLine' });

/** How a run is called and when it goes; its way is one of its service's unless legs are given. */
const planHeadShape = {
  runCode: code,
  serviceCode: code,
  departureAt: toldInstantSchema,
  /** From when on units and lots belong to the run; the departure when absent. */
  loadingAt: toldInstantSchema.optional(),
  /** Of the service; its first when absent. */
  wayCode: code.optional(),
};

export const journeyPlanSchema = z
  .object({
    ...planHeadShape,
    legs: z.array(plannedLegSchema).min(1).max(100).optional(),
    lines: z.array(planLineSchema).min(1).max(PLAN_LINES_MAX),
  })
  .meta({ id: 'JourneyPlan' });
export type JourneyPlanRequest = z.infer<typeof journeyPlanSchema>;

/** A plan as it is sent: its lines are read each by itself, so that all bad ones are told at once, as findings. */
export const sentPlanSchema = journeyPlanSchema.extend({
  lines: z.array(z.unknown()).min(1).max(PLAN_LINES_MAX),
});
export type SentPlan = z.infer<typeof sentPlanSchema>;

/** The same head for a CSV manifest, in the query. */
export const importQuerySchema = z.object({
  ...planHeadShape,
  departureAt: toldInstantInQuerySchema,
  loadingAt: toldInstantInQuerySchema.optional(),
});
export type ImportQuery = z.infer<typeof importQuerySchema>;

export const runCopySchema = z
  .object({ runCode: code, departureAt: toldInstantSchema })
  .meta({ id: 'RunCopy' });

export const runStateChangeSchema = z
  .object({
    state: z.enum(RUN_STATES),
    /** When it left (IN_TRANSIT) or arrived (ARRIVED); now when absent. */
    at: toldInstantSchema.optional(),
    reason: z.string().trim().min(1).max(1_000).optional(),
  })
  .meta({ id: 'RunStateChange' });

/** A run is late (or makes up for it): that departure or arrival and everything after it move. */
export const runDelaySchema = z
  .object({
    /** The leg, from 1. */
    leg: z.number().int().min(1).max(100),
    of: z.enum(['DEPARTURE', 'ARRIVAL']),
    /** At most ten days; negative makes up for time lost. */
    delayMinutes: z.number().int().min(-14_400).max(14_400),
    reason: z.string().trim().min(1).max(1_000),
  })
  .meta({ id: 'RunDelay' });

/** When a leg really began or ended; what is absent stays, null takes back. */
export const legReportSchema = z
  .object({
    /** The leg, from 1. */
    leg: z.number().int().min(1).max(100),
    departedAt: toldInstantSchema.nullable().optional(),
    arrivedAt: toldInstantSchema.nullable().optional(),
    reason: z.string().trim().min(1).max(1_000).optional(),
  })
  .meta({ id: 'LegReport' });

/** A leg as it was planned, and as it went so far, at a moment. */
export const legAsOfSchema = plannedLegSchema
  .extend({
    departedAt: z.number().int().nullable(),
    arrivedAt: z.number().int().nullable(),
  })
  .meta({ id: 'LegAsOf' });

export const legsQuerySchema = z.object({ asOf: toldInstantInQuerySchema });

export const planFormatQuerySchema = z.object({ format: z.enum(['json', 'csv']).default('json') });

/** One thing to mend or to know; `code` is stable, the words are for people. */
export const findingSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['REFUSE', 'WARN']),
    /** The line of the file or the nth of `lines`, from 1; null: the run as a whole. */
    line: z.number().int().nullable(),
    field: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
    zh: z.string(),
    en: z.string(),
  })
  .meta({ id: 'Finding' });
export type FindingView = z.infer<typeof findingSchema>;

export const planCheckSchema = z
  .object({ wouldBeTaken: z.boolean(), findings: z.array(findingSchema) })
  .meta({ id: 'PlanCheck' });
export type PlanCheckView = z.infer<typeof planCheckSchema>;

/** A run that moved, and what is to be known of it: what it is late for now, goods that arrive and wait for quality. */
export const movedRunSchema = runSchema
  .extend({ warnings: z.array(findingSchema) })
  .meta({ id: 'MovedRun' });
export type MovedRunView = z.infer<typeof movedRunSchema>;

export const takenPlanSchema = z
  .object({
    run: runSchema,
    /** Units that are planned to ride on it, and lots in them. */
    unitCount: z.number().int(),
    lotCount: z.number().int(),
    warnings: z.array(findingSchema),
  })
  .meta({ id: 'TakenPlan' });
export type TakenPlanView = z.infer<typeof takenPlanSchema>;
