import { z } from 'zod';

/** Retained on `…/config`: what the device shall do until it hears otherwise. */
export const deviceConfigSchema = z.object({
  /** Increases with every change; a device ignores one that is not newer than what it has. */
  version: z.number().int().positive(),
  /** Time between two samples, in seconds: 10…3600. */
  samplingIntervalSeconds: z.number().int().min(10).max(3600),
  /** Time between two messages, in seconds: 10…3600. */
  reportingIntervalSeconds: z.number().int().min(10).max(3600),
});
export type DeviceConfig = z.infer<typeof deviceConfigSchema>;

/** On `…/error`: what we could not take, so that firmware can be mended. */
export const deviceErrorSchema = z.object({
  receivedAt: z.number().int(),
  boot: z.number().int().optional(),
  seq: z.number().int().optional(),
  reason: z.string(),
  detail: z.string(),
});
export type DeviceError = z.infer<typeof deviceErrorSchema>;

/** On `…/status`, retained and as last will: whether the device is there. */
export const deviceStatusSchema = z.object({
  online: z.boolean(),
  firmware: z.string().max(64).optional(),
});
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;
