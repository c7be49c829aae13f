import { DEVICE_KINDS, RUN_STATES, UNIT_KINDS, UNIT_STATES } from '@lenglian/placements';
import { z } from 'zod';
import { codePrefixSchema, flagSchema, pageQuerySchema } from './list.ts';
import { boundInQuerySchema } from './instants.ts';

/** `active` = goods are loaded, under way or being unloaded; `open` = also those to come. */
export const runQuerySchema = pageQuerySchema.extend({
  state: z.enum([...RUN_STATES, 'active', 'open']).optional(),
  serviceCode: z.string().max(64).optional(),
  codePrefix: codePrefixSchema.optional(),
  /** Of the planned departure of the first leg: included. */
  departureFrom: boundInQuerySchema.optional(),
  /** Excluded. */
  departureUntil: boundInQuerySchema.optional(),
  /** `custody`: those of other organisations that are in one's custody now. */
  side: z.enum(['own', 'custody']).default('own'),
});

export const unitQuerySchema = pageQuerySchema.extend({
  runId: z.string().max(64).optional(),
  kind: z.enum(UNIT_KINDS).optional(),
  /** As it is declared now. */
  state: z.enum(UNIT_STATES).optional(),
  codePrefix: codePrefixSchema.optional(),
});

export const lotQuerySchema = pageQuerySchema.extend({
  unitId: z.string().max(64).optional(),
  runId: z.string().max(64).optional(),
  commodityCode: z.string().max(64).optional(),
  codePrefix: codePrefixSchema.optional(),
  /** 有货无单: only what stands for goods that nobody declared; else only what does not. */
  isProvisional: flagSchema.optional(),
  waybillNumber: z.string().max(64).optional(),
  /** The whole name. */
  consigneeName: z.string().max(200).optional(),
});

/** Which versions of limits; variants for the sugar of single lots are none of them. */
export const profileQuerySchema = pageQuerySchema.extend({
  code: z.string().max(64).optional(),
  codePrefix: codePrefixSchema.optional(),
  /** Of each commodity only the version by which goods are judged at this moment. */
  validAt: boundInQuerySchema.optional(),
});

/** Organisations are listed by their ids, which are no UUIDs: 1…64 characters. */
export const organisationQuerySchema = pageQuerySchema.extend({
  cursor: z.string().min(1).max(64).optional(),
});

export const serviceQuerySchema = pageQuerySchema.extend({
  codePrefix: codePrefixSchema.optional(),
});

/** Devices are listed by their ids, which are no UUIDs: 1…64 characters. */
export const deviceQuerySchema = pageQuerySchema.extend({
  cursor: z.string().min(1).max(64).optional(),
  kind: z.enum(DEVICE_KINDS).optional(),
  isRevoked: flagSchema.optional(),
  /** Whether it is on no unit now. */
  unbound: flagSchema.optional(),
});

/** Quarantined messages are numbered: 1…15 digits, so that a number holds it exactly. */
export const quarantineQuerySchema = pageQuerySchema.extend({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

/**
 * Which lines of the audit. `actor`: a user's id, `system`, `judge` or `shell`; `action`: how it begins,
 * as `device.` or `device.rotate`; `from` included, `until` excluded, UTC ms.
 */
const auditFilterSchema = z.object({
  actor: z.string().max(64).optional(),
  action: z.string().max(64).optional(),
  entity: z.string().max(64).optional(),
  entityId: z.string().max(128).optional(),
  from: boundInQuerySchema.optional(),
  until: boundInQuerySchema.optional(),
});
export type AuditFilterQuery = z.infer<typeof auditFilterSchema>;

export const auditQuerySchema = pageQuerySchema.extend({
  ...auditFilterSchema.shape,
  order: z.enum(['newest', 'oldest']).default('newest'),
});

/** `csv` begins with a byte order mark; `jsonl` is one line of the audit a line. */
export const auditExportQuerySchema = auditFilterSchema.extend({
  format: z.enum(['csv', 'jsonl']).default('csv'),
});

/**
 * The raw record of a unit or a run: `from` included, `to` excluded, UTC ms, at most 400 days.
 * `csv` begins with a byte order mark so that Excel reads Chinese; `ndjson` is one reading a line.
 */
export const exportQuerySchema = z.object({
  from: boundInQuerySchema,
  to: boundInQuerySchema,
  format: z.enum(['csv', 'ndjson']).default('csv'),
});

/** Answer to a replay: whether today's decoder took the message in. */
export const replaySchema = z.object({ wasTakenIn: z.boolean() }).meta({ id: 'Replay' });
