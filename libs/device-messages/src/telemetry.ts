import { ALARM_CODES_MAX, ALARM_CODE_LENGTH_MAX, CHANNELS } from '@lenglian/readings';
import { z } from 'zod';

const counter = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const instant = z.number().int();
const value = z.union([z.number(), z.boolean()]).nullish();

/**
 * One sample: `measuredAt` in UTC milliseconds, and any of the channels of `libs/readings` by their
 * wire names (unit last). Booleans may be true/false or 1/0; null means "not measured". Names we do
 * not know are ignored, so that newer firmware can talk to older servers.
 */
export const sampleSchema = z.object({
  measuredAt: instant.optional(),
  /** Codes of the controller's active alarms, `MAKER:CODE`; an empty list says that there are none. */
  alarmCodes: z.array(z.string().min(1).max(ALARM_CODE_LENGTH_MAX)).max(ALARM_CODES_MAX).nullish(),
  ...Object.fromEntries(CHANNELS.map((channel) => [channel.name, value])),
});

/** The envelope alone: one bad sample must not cost its neighbours. */
export const telemetryEnvelopeSchema = z.object({
  /** Counts restarts of the device. Together with `seq` the identity of the message. */
  boot: counter.max(2 ** 31 - 1).optional(),
  /** Counts messages since the restart. */
  seq: counter.optional(),
  /** The device's clock when it built the message, UTC ms. */
  sentAt: instant.optional(),
  /** True when the samples are history told after an interruption. */
  hist: z.boolean().optional(),
  samples: z.array(z.unknown()).min(1),
});

export type TelemetryEnvelope = z.infer<typeof telemetryEnvelopeSchema>;

/** What a device publishes on `…/telemetry`. */
export type TelemetrySample = {
  measuredAt?: number;
  alarmCodes?: readonly string[] | null;
} & Partial<Record<(typeof CHANNELS)[number]['name'], number | boolean | null>>;
export interface TelemetryMessage {
  boot?: number;
  seq?: number;
  sentAt?: number;
  hist?: boolean;
  samples: TelemetrySample[];
}

/** The bytes of a telemetry message: keys in the order given, so equal messages are equal bytes. */
export function encodeTelemetry(message: TelemetryMessage): string {
  return JSON.stringify(message);
}
