import { ALARM_CODES_MAX, ALARM_CODE_LENGTH_MAX } from '@lenglian/readings';
import type { TelemetryEnvelope, TelemetrySample } from './telemetry.ts';

const BOOT_MAX = 2 ** 31 - 1;

/**
 * Says of nearly every message of nearly every device, several times faster than the schema, that
 * the schema would take it. False only means "ask the schema", which alone refuses and says why; a
 * property holds that it is never true of what the schema would refuse.
 */
export function isPlainEnvelope(json: unknown): json is TelemetryEnvelope {
  if (!isPlainObject(json)) return false;
  const { boot, seq, sentAt, hist, samples } = json;
  return (
    (boot === undefined || (isCounter(boot) && boot <= BOOT_MAX)) &&
    (seq === undefined || isCounter(seq)) &&
    (sentAt === undefined || Number.isSafeInteger(sentAt)) &&
    (hist === undefined || typeof hist === 'boolean') &&
    Array.isArray(samples) &&
    samples.length > 0
  );
}

/** As `isPlainEnvelope`, for one sample. */
export function isPlainSample(sample: unknown): sample is TelemetrySample {
  if (!isPlainObject(sample)) return false;
  for (const name in sample) {
    const value = sample[name];
    if (name === 'measuredAt') {
      if (!Number.isSafeInteger(value)) return false;
    } else if (name === 'alarmCodes') {
      if (value !== null && !areCodes(value)) return false;
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return false;
    } else if (typeof value !== 'boolean' && value !== null) return false;
  }
  return true;
}

function isPlainObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function areCodes(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= ALARM_CODES_MAX &&
    value.every(
      (code) => typeof code === 'string' && code.length > 0 && code.length <= ALARM_CODE_LENGTH_MAX,
    )
  );
}

function isCounter(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
