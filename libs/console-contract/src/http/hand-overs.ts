import {
  HAND_OVER_KINDS,
  HAND_OVER_RESULTS,
  HAND_OVER_STATES,
  SETTLED_AS,
  SIDES,
} from '@lenglian/goods';
import { z } from 'zod';
import { pageQuerySchema } from './list.ts';
import { personPartSchema } from './persons.ts';
import { findingSchema } from './plans.ts';
import { boundInQuerySchema, toldInstantSchema } from './instants.ts';

const code = z.string().trim().min(1).max(64);
const name = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(1_000);
const kilograms = z.number().min(0).max(1e9);
const celsius = z.number().min(-60).max(95);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

/** Who gives or takes. */
const partySchema = z.object({
  name,
  /** Where it has its records here too: then it sees the hand-over and confirms for itself. */
  organisationId: optional(code),
  /** Personal data: a pseudonym (#…) to 观察, and erased when its time is over. */
  personName: optional(name),
});

const handedLotShape = {
  lotCode: code,
  quantityKilograms: optional(kilograms),
  /** 签收, 保留签收, 拒收. */
  result: z.enum(HAND_OVER_RESULTS).default('ACCEPTED'),
  damagedKilograms: optional(kilograms),
  rejectedKilograms: optional(kilograms),
  /** Why it was not taken as it is; required then. */
  reason: optional(text),
};

/** 交奶单 (生鲜乳生产收购管理办法). */
export const milkSlipSchema = z.object({
  vehiclePlate: code,
  transportPermitNumber: code,
  escortName: name,
  departureTemperatureCelsius: optional(celsius),
  arrivalTemperatureCelsius: celsius,
  farmTankTemperatureCelsius: optional(celsius),
  /** When the milking ended that came last into the farm's tank. */
  milkedAt: optional(toldInstantSchema),
  antibioticTestResult: z.enum(['NEGATIVE', 'POSITIVE', 'NOT_DONE']),
  sampleNumber: optional(code),
  cleaningRecord: text,
});

const reportedShape = {
  kind: z.enum(HAND_OVER_KINDS),
  handedOverAt: toldInstantSchema,
  placeCode: optional(code),
  runCode: optional(code),
  unitCode: optional(code),
  waybillNumber: optional(code),
  from: partySchema,
  to: partySchema,
  sealFoundNumber: optional(code),
  sealAppliedNumber: optional(code),
  surfaceTemperatureCelsius: optional(celsius),
  coreTemperatureCelsius: optional(celsius),
  thermometerNumber: optional(code),
  milk: optional(milkSlipSchema),
  photoSha256: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(100)
    .default([]),
  note: optional(text),
};

/** Goods change hands. */
export const handOverRequestSchema = z
  .object({
    ...reportedShape,
    lots: z.array(z.object(handedLotShape)).min(1).max(500),
    /** The record whose place this one takes; nothing is edited. */
    supersedesId: z.uuid().optional(),
  })
  .meta({ id: 'HandOverRequest' });
export type HandOverRequest = z.infer<typeof handOverRequestSchema>;

const gapSchema = z.object({ from: z.number().int(), until: z.number().int() });

/** How the goods of a unit were kept in the 24 h before. */
export const shownConditionSchema = z
  .object({
    unitCode: z.string(),
    from: z.number().int(),
    until: z.number().int(),
    readingCount: z.number().int(),
    signals: z.array(
      z.object({ signal: z.string(), minimumCelsius: z.number(), maximumCelsius: z.number() }),
    ),
    /** Longer than 10 minutes (GB 31605-2020); the first fifty. */
    gaps: z.array(gapSchema),
    gapMinutes: z.number(),
    openAlerts: z.array(z.object({ alertId: z.string(), rule: z.string(), severity: z.string() })),
  })
  .meta({ id: 'ShownCondition' });
export type ShownConditionView = z.infer<typeof shownConditionSchema>;

/** Answered by somebody without an account, and the name they gave: personal data. */
const byLinkShape = { isByLink: z.boolean(), personName: name.nullable() };

/** A hand-over as it was recorded, and beside it everything that was done with it. */
export const handOverSchema = z
  .object({
    ...reportedShape,
    id: z.string(),
    organisationId: z.string(),
    state: z.enum(HAND_OVER_STATES),
    recordedAt: z.number().int(),
    recordedBy: z.string(),
    runId: z.string().nullable(),
    unitId: z.string().nullable(),
    lots: z.array(z.object({ ...handedLotShape, lotId: z.string() })),
    confirmations: z.array(
      z.object({
        side: z.enum(SIDES),
        confirmedBy: z.string(),
        confirmedAt: z.number().int(),
        isOnPaper: z.boolean(),
        ...byLinkShape,
      }),
    ),
    disputes: z.array(
      z.object({
        id: z.string(),
        side: z.enum(SIDES),
        openedBy: z.string(),
        openedAt: z.number().int(),
        ...byLinkShape,
        reason: z.string(),
        settledBy: z.string().nullable(),
        settledAt: z.number().int().nullable(),
        settlement: z.string().nullable(),
        /** By both words, or decided by the recorder for the reason beside it. */
        settledAs: z.enum(SETTLED_AS).nullable(),
        settlementReason: z.string().nullable(),
        /** Who agreed by a link: personal data. */
        agreedByName: name.nullable(),
        /** Offered to whoever disputed by a link, oldest first. */
        proposals: z.array(
          z.object({
            id: z.string(),
            settlement: z.string(),
            proposedBy: z.string(),
            proposedAt: z.number().int(),
          }),
        ),
      }),
    ),
    /** As they were shown when it was recorded; a unit is missing whose history could not be read. */
    conditions: z.array(shownConditionSchema),
    supersedesId: z.string().nullable(),
    supersededById: z.string().nullable(),
    /** 已删除: where names were that have been erased. */
    erasedPersons: z.array(personPartSchema),
    /** For `If-Match`: one more with each answer to it. */
    revision: z.number().int(),
  })
  .meta({ id: 'HandOver' });
export type HandOverView = z.infer<typeof handOverSchema>;

/** The same, with the conditions by what is known now: late data are in them. */
export const handOverWithConditionsSchema = handOverSchema
  .extend({ conditionsNow: z.array(shownConditionSchema) })
  .meta({ id: 'HandOverWithConditions' });
export type HandOverWithConditionsView = z.infer<typeof handOverWithConditionsSchema>;

export const recordedHandOverSchema = z
  .object({ handOver: handOverSchema, warnings: z.array(findingSchema) })
  .meta({ id: 'RecordedHandOver' });
export type RecordedHandOverView = z.infer<typeof recordedHandOverSchema>;

export const handOverQuerySchema = pageQuerySchema.extend({
  runId: z.string().max(64).optional(),
  unitId: z.string().max(64).optional(),
  lotId: z.string().max(64).optional(),
  state: z.enum(HAND_OVER_STATES).optional(),
  /** Of the moment when the goods changed hands: included. */
  from: boundInQuerySchema.optional(),
  /** Excluded. */
  until: boundInQuerySchema.optional(),
});

export const handOverConfirmationSchema = z
  .object({ side: z.enum(SIDES) })
  .meta({ id: 'HandOverConfirmation' });

export const handOverDisputeSchema = z
  .object({ side: z.enum(SIDES), reason: text })
  .meta({ id: 'HandOverDispute' });

export const disputeSettlementSchema = z
  .object({
    disputeId: z.uuid(),
    settlement: text,
    /**
     * For what was disputed by a link: why it is decided without the word of that side. Without a reason the
     * settlement is proposed, and that side agrees by a new link.
     */
    reason: text.optional(),
  })
  .meta({ id: 'DisputeSettlement' });

const custodySpanSchema = z.object({
  /** Null: nobody is on record. */
  custodianName: z.string().nullable(),
  from: z.number().int().nullable(),
  until: z.number().int().nullable(),
  handOverId: z.string().nullable(),
  state: z.enum(HAND_OVER_STATES).nullable(),
  /** Outside limits, by rule. */
  minutes: z.record(z.string(), z.number()),
});

/** Who answered for a lot, and what it was exposed to in their time. */
export const lotCustodySchema = z
  .object({
    lotId: z.string(),
    asOf: z.number().int(),
    spans: z.array(custodySpanSchema),
    /** The lots that its goods were before, nearest first, each in its own time; told to its owner only. */
    before: z.array(
      z.object({
        lotId: z.string(),
        lotCode: z.string(),
        /** When its goods became what they are now, or on the way to it. */
        until: z.number().int(),
        spans: z.array(custodySpanSchema),
      }),
    ),
    /** There were more of them than are told. */
    hasMoreBefore: z.boolean(),
  })
  .meta({ id: 'LotCustody' });
export type LotCustodyView = z.infer<typeof lotCustodySchema>;
