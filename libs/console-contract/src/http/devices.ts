import { z } from 'zod';

export const deviceSchema = z
  .object({
    id: z.string(),
    organisationId: z.string(),
    kind: z.string(),
    unitId: z.string().nullable(),
    unitCode: z.string().nullable(),
    isRevoked: z.boolean(),
    samplingIntervalSeconds: z.number().int(),
    reportingIntervalSeconds: z.number().int(),
    configVersion: z.number().int(),
    /** Of a gateway: whom it may speak for, beside itself. */
    publishesFor: z.array(z.string()),
    /** For `If-Match`. */
    revision: z.number().int(),
    lastReceivedAt: z.number().int().nullable(),
    isConnected: z.boolean().nullable(),
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof deviceSchema>;

export const deviceConfigChangeSchema = z
  .object({
    samplingIntervalSeconds: z.number().int().min(10).max(3600).optional(),
    reportingIntervalSeconds: z.number().int().min(10).max(3600).optional(),
  })
  .meta({ id: 'DeviceConfigChange' });

export const quarantineEntrySchema = z
  .object({
    id: z.string(),
    receivedAt: z.number().int(),
    organisationId: z.string(),
    deviceId: z.string(),
    topic: z.string(),
    reason: z.string(),
    detail: z.string(),
    /** The bytes as text where they are text, else base64. */
    payload: z.string(),
    encoding: z.enum(['utf8', 'base64']),
    replayedAt: z.number().int().nullable(),
  })
  .meta({ id: 'QuarantineEntry' });
export type QuarantineEntry = z.infer<typeof quarantineEntrySchema>;

export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: z.number().int(),
    actor: z.string(),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;
