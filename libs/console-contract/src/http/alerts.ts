import { ALERT_STATES, DISPOSITIONS } from '@lenglian/alerts';
import { RULES, RULE_UNIT_NAMES, SEVERITIES } from '@lenglian/breaches';
import { z } from 'zod';
import { dangerSchema } from './dangers.ts';
import { latenessSchema } from './lateness.ts';
import { flagSchema, pageQuerySchema } from './list.ts';
import { boundInQuerySchema, boundSchema, instantSchema } from './instants.ts';

const text = z.string().trim().min(1).max(1_000);

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
    startedAt: instantSchema,
    raisedAt: instantSchema,
    endedAt: instantSchema.nullable(),
    /** When we knew, on the server's clock. */
    detectedAt: instantSchema,
    /** Found in data that arrived long after it was measured. */
    isLate: z.boolean(),
    /** The verdict was taken back by later data: kept on record, nothing to do. */
    isAnnulled: z.boolean(),
    /** Annulled because it is a part of this alert's breach, which began earlier. */
    mergedIntoId: z.string().nullable(),
    /** First opened as a later part of this alert's breach. */
    splitFromId: z.string().nullable(),
    limitCelsius: z.number().nullable(),
    peakCelsius: z.number().nullable(),
    /** What `limitInUnit` and `peakInUnit` are measured in; null where the rule is about yes and no. */
    unit: z.enum(RULE_UNIT_NAMES).nullable(),
    limitInUnit: z.number().nullable(),
    peakInUnit: z.number().nullable(),
    /** Beyond the limit as measured; null where the rule is not about temperature. */
    kelvinMinutes: z.number().nullable(),
    /** Of a budget. */
    spentMinutes: z.number().nullable(),
    /** 待核实: something was held against the sensors that proved it. */
    isUnverified: z.boolean(),
    /** PROBE, RETURN, SUPPLY, AIR, ESTIMATE (估算) or UNIT. */
    signal: z.string().nullable(),
    acknowledgedAt: instantSchema.nullable(),
    acknowledgedBy: z.string().nullable(),
    nextCheckAt: instantSchema.nullable(),
    /** The next check has come, and nobody has looked since. */
    isCheckDue: z.boolean(),
    note: z.string().nullable(),
    /** 静置: silent until then; in every list all the same. */
    shelvedUntil: instantSchema.nullable(),
    shelvedBy: z.string().nullable(),
    shelfReason: z.string().nullable(),
    /** How often it was shelved. */
    shelfCount: z.number().int(),
    /** 原因 and 纠正措施, by whoever had it. */
    cause: z.string().nullable(),
    correctiveAction: z.string().nullable(),
    correctedBy: z.string().nullable(),
    correctedAt: instantSchema.nullable(),
    /** 放行, 暂扣 or 拒收, by quality. */
    disposition: z.enum(DISPOSITIONS).nullable(),
    dispositionReason: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: instantSchema.nullable(),
    /** 待判定: the goods are held until quality decides. */
    awaitsDisposition: z.boolean(),
    /** 复核: the verdict changed after people had decided. */
    openReviewId: z.string().nullable(),
    /** What is foretold of its goods now, while it is live; null in what was told before. */
    danger: dangerSchema.nullable(),
    /** Of LATE_ARRIVAL, while it is live: as it is expected now. */
    lateness: latenessSchema.nullable(),
    /** Increases with every change of this alert, and not with `danger` or `lateness`. */
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
  /** Left out: of gaps (DATA_GAP) there may be many. */
  notRule: z.enum(RULES).optional(),
  isShelved: flagSchema.optional(),
  awaitsDisposition: flagSchema.optional(),
  /** Of the first bad sample: included. */
  from: boundInQuerySchema.optional(),
  /** Excluded. */
  until: boundInQuerySchema.optional(),
  /** `custody`: those of other organisations that began on runs while they were in one's custody. */
  side: z.enum(['own', 'custody']).default('own'),
});

/** Acknowledging is taking it: someone owns it, and says when they look again (operations §C). */
export const acknowledgeSchema = z
  .object({
    /** UTC ms; at most 4 h ahead; default: when the next place is reached (`danger.nextAction`), 15 min to 4 h ahead; 1 h where none is known. */
    nextCheckAt: boundSchema.optional(),
    note: z.string().max(500).optional(),
  })
  .meta({ id: 'AcknowledgeAlert' });

/** 静置: at most 4 h, never what is critical. */
export const shelveSchema = z
  .object({ until: boundSchema, reason: text.max(500) })
  .meta({ id: 'ShelveAlert' });

/** What it was and what was done; closes the alert unless the goods still wait for quality. */
export const closeAlertSchema = z
  .object({ cause: text, correctiveAction: text })
  .meta({ id: 'CloseAlert' });

/** 放行, 暂扣, 拒收: of quality only. */
export const dispositionSchema = z
  .object({ disposition: z.enum(DISPOSITIONS), reason: text })
  .meta({ id: 'DisposeAlert' });

const tellingKinds = ['ACKNOWLEDGED', 'SHELVED', 'CLOSED', 'DECIDED', 'DIALLED'] as const;

/** An alert as it was told at a moment, and who was told of it then. */
export const alertRevisionSchema = z
  .object({
    id: z.string(),
    revision: z.number().int(),
    at: instantSchema,
    /** A name, `judge` or `system`. */
    actor: z.string(),
    /** `open`, `change`, `severity`, `clear`, `annul`, `merge`, `acknowledge`, `shelve`, `close`, …; `keep` for what was there before. */
    step: z.string(),
    shown: alertSchema,
    tellings: z.array(
      z.object({
        how: z.enum(tellingKinds),
        at: instantSchema,
        user: z.string(),
        /** Whom they dialled. */
        contactId: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AlertRevision' });
export type AlertRevisionView = z.infer<typeof alertRevisionSchema>;

/** The cursor is a revision. */
export const alertHistoryQuerySchema = pageQuerySchema.extend({
  cursor: z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .optional(),
});

/** 复核: what was believed when people decided, and what is believed now. */
export const reviewSchema = z
  .object({
    id: z.string(),
    alertId: z.string(),
    lotId: z.string().nullable(),
    openedAt: instantSchema,
    /** Null for an alert found late, about goods that were decided on. */
    before: alertSchema.nullable(),
    after: alertSchema,
    changedAt: instantSchema,
    resolvedAt: instantSchema.nullable(),
    resolvedBy: z.string().nullable(),
    note: z.string().nullable(),
    /** For `If-Match`. */
    revision: z.number().int(),
  })
  .meta({ id: 'AlertReview' });
export type ReviewView = z.infer<typeof reviewSchema>;

export const reviewQuerySchema = pageQuerySchema.extend({
  state: z.enum(['OPEN', 'RESOLVED']).optional(),
  alertId: z.string().max(64).optional(),
  lotId: z.string().max(64).optional(),
});

/** The decision stays unless another one is given. */
export const reviewResolutionSchema = z
  .object({ note: text, disposition: z.enum(DISPOSITIONS).optional() })
  .meta({ id: 'ReviewResolution' });

/** Somebody was told of a breach that was taken back since. */
export const correctionSchema = z
  .object({
    id: z.string(),
    alertId: z.string(),
    /** As it is now. */
    alert: alertSchema,
    /** When it was taken back. */
    at: instantSchema,
    how: z.enum(tellingKinds),
    toldAt: instantSchema,
    userId: z.string(),
    user: z.string(),
    /** Whom they dialled. */
    contactId: z.string().nullable(),
    /** It is a part of this alert's breach; null when there was none. */
    mergedIntoId: z.string().nullable(),
  })
  .meta({ id: 'AlertCorrection' });
export type CorrectionView = z.infer<typeof correctionSchema>;

export const correctionQuerySchema = pageQuerySchema.extend({
  alertId: z.string().max(64).optional(),
  userId: z.string().max(64).optional(),
});
