import { SEVERITIES } from '@lenglian/breaches';
import { INCIDENT_CAUSES, INCIDENT_STATES } from '@lenglian/incidents';
import { z } from 'zod';
import { alertSchema } from './alerts.ts';
import { dangerSchema } from './dangers.ts';
import { pageQuerySchema } from './list.ts';
import { instantSchema } from './instants.ts';

/** What came of an incident on one unit. */
const incidentChildSchema = z.object({
  unitId: z.string(),
  unitCode: z.string(),
  /** Place in the train, from 1, where it is now. */
  position: z.number().int().nullable(),
  severity: z.enum(SEVERITIES),
  /** Its alerts: causes first, then as they began. */
  alertIds: z.array(z.string()),
});

const shape = {
  /** That of the alert that it began with. */
  id: z.string(),
  organisationId: z.string(),
  cause: z.enum(INCIDENT_CAUSES),
  /** Worst of what lasts; from WARN on it is a line before somebody. */
  severity: z.enum(SEVERITIES),
  state: z.enum(INCIDENT_STATES),
  runId: z.string().nullable(),
  runCode: z.string().nullable(),
  runNameZh: z.string().nullable(),
  runNameEn: z.string().nullable(),
  /** The one unit that it is about; null when it is about several. */
  unitId: z.string().nullable(),
  /** Of GENSET_GROUP: which group of the run. */
  equipmentGroup: z.number().int().nullable(),
  /** What lies in its units now, by kind of goods. */
  goods: z.array(
    z.object({
      commodityCode: z.string(),
      commodityNameZh: z.string(),
      commodityNameEn: z.string(),
      /** Null where nobody weighed. */
      quantityKilograms: z.number().nullable(),
    }),
  ),
  /** Event times: when the first of its alerts began, and when the last one ended. */
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  /** Of silence in a stretch without coverage: until when it is as expected. */
  expectedUntil: instantSchema.nullable(),
  /** When we knew, on the server's clock. */
  openedAt: instantSchema,
  acknowledgedAt: instantSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
  nextCheckAt: instantSchema.nullable(),
  /** Of OPEN: since when nobody has it; after 10 min the duty lead is to be called, after 30 the manager. */
  untakenSince: instantSchema.nullable(),
  note: z.string().nullable(),
  /** Of MERGED: the incident that has its alerts. */
  mergedIntoId: z.string().nullable(),
  /** Of the goods that need somebody first, while it lasts. */
  danger: dangerSchema.nullable(),
  /** Increases with every change of this incident, and not with `danger`. */
  revision: z.number().int(),
};

/** Alerts of one cause: one line, with its units as children and their alerts as stages. */
export const incidentSchema = z
  .object({ ...shape, children: z.array(incidentChildSchema) })
  .meta({ id: 'Incident' });
export type IncidentView = z.infer<typeof incidentSchema>;
export type IncidentChildView = z.infer<typeof incidentChildSchema>;

/** Kinds of moments in an incident. */
export const INCIDENT_EVENTS = ['BEGAN', 'RAISED', 'ENDED', 'TAKEN'] as const;

/** An incident whole: cause, units, stages, and what happened when. */
export const incidentTreeSchema = z
  .object({
    ...shape,
    children: z.array(incidentChildSchema.extend({ stages: z.array(alertSchema) })),
    /** Alerts that later data took back. */
    annulled: z.array(alertSchema),
    /** Oldest first. */
    timeline: z.array(
      z.object({
        at: instantSchema,
        event: z.enum(INCIDENT_EVENTS),
        /** Null where it happened to the incident. */
        alertId: z.string().nullable(),
        unitId: z.string().nullable(),
        rule: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'IncidentTree' });
export type IncidentTreeView = z.infer<typeof incidentTreeSchema>;

export const incidentQuerySchema = pageQuerySchema.extend({
  /** `live` = OPEN or ACKNOWLEDGED. */
  state: z.enum([...INCIDENT_STATES, 'live']).optional(),
  runId: z.string().max(64).optional(),
  /** Those about this unit alone. */
  unitId: z.string().max(64).optional(),
  cause: z.enum(INCIDENT_CAUSES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  /** This bad or worse; `WARN`: the lines before officers. */
  severityMin: z.enum(SEVERITIES).optional(),
});
