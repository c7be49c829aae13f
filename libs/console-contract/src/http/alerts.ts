import { ALERT_STATES } from '@lenglian/alerts';
import { RULES, SEVERITIES } from '@lenglian/breaches';
import { z } from 'zod';
import { instantInQuerySchema, pageQuerySchema } from './list.ts';

const instant = z.number().int();

/** One alert with what is needed to understand it on one card. */
export const alertSchema = z
  .object({
    id: z.string(),
    organisationId: z.string(),
    rule: z.enum(RULES),
    severity: z.enum(SEVERITIES),
    state: z.enum(ALERT_STATES),
    lotId: z.string().nullable(),
    lotCode: z.string().nullable(),
    commodityCode: z.string().nullable(),
    commodityNameZh: z.string().nullable(),
    commodityNameEn: z.string().nullable(),
    unitId: z.string(),
    unitCode: z.string(),
    runId: z.string().nullable(),
    runCode: z.string().nullable(),
    runNameZh: z.string().nullable(),
    runNameEn: z.string().nullable(),
    deviceId: z.string().nullable(),
    /** Event times: the first bad sample, the sample that proved it, the first good one again. */
    startedAt: instant,
    raisedAt: instant,
    endedAt: instant.nullable(),
    /** When we knew, on the server's clock. */
    detectedAt: instant,
    /** Found in data that arrived long after it was measured. */
    isLate: z.boolean(),
    /** The verdict was taken back by later data: kept on record, nothing to do. */
    isAnnulled: z.boolean(),
    limitCelsius: z.number().nullable(),
    peakCelsius: z.number().nullable(),
    /** PROBE, RETURN, SUPPLY or AIR. */
    signal: z.string().nullable(),
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: z.string().nullable(),
    nextCheckAt: instant.nullable(),
    note: z.string().nullable(),
    /** Increases with every change of this alert. */
    revision: z.number().int(),
  })
  .meta({ id: 'Alert' });
export type AlertView = z.infer<typeof alertSchema>;

export const alertQuerySchema = pageQuerySchema.extend({
  /** `live` = OPEN or ACKNOWLEDGED. */
  state: z.enum([...ALERT_STATES, 'live']).optional(),
  unitId: z.string().optional(),
  lotId: z.string().optional(),
  runId: z.string().optional(),
  severity: z.enum(SEVERITIES).optional(),
  rule: z.enum(RULES).optional(),
  /** Of the first bad sample: included. */
  from: instantInQuerySchema.optional(),
  /** Excluded. */
  until: instantInQuerySchema.optional(),
  /** `custody`: those of other organisations that began on runs while they were in one's custody. */
  side: z.enum(['own', 'custody']).default('own'),
});

/** Acknowledging is taking it: someone owns it, and says when they look again (operations §C). */
export const acknowledgeSchema = z
  .object({
    /** UTC ms; at most 4 h ahead; default 1 h. */
    nextCheckAt: instant.optional(),
    note: z.string().max(500).optional(),
  })
  .meta({ id: 'AcknowledgeAlert' });
