import { createHash } from 'node:crypto';
import { HOUR, MINUTE, type Instant } from '@lenglian/quantities';

/** What the load is, so that what must come out of it is known before it is sent. */
export interface LoadPlan {
  readonly devices: number;
  readonly organisationId: string;
  /** Event time of the first reading of every device. */
  readonly start: Instant;
  readonly seed: number;
  /** Readings in one message. */
  readonly batch: number;
}

/** Every 20th message is sent twice (5 %), every 50th is hours late (2 %), every 100th lot breaks (1 %). */
const REPEAT_EVERY = 20;
/** Messages that are sent for each that counts. */
export const SENT_FOR_ONE = 1 + 1 / REPEAT_EVERY;
const LATE_EVERY = 50;
const BREACH_EVERY = 100;
const BREACH_FROM_MESSAGE = 3;
const LATE_BY = 6 * HOUR;

export const BENCH_ORGANISATION = 'demo';

export function deviceIdOf(device: number): string {
  return `BENCH-${String(device).padStart(5, '0')}`;
}

/** Long enough to be a token, and known to both sides without a list. */
export function tokenOf(plan: Pick<LoadPlan, 'seed'>, device: number): string {
  return createHash('sha256').update(`${plan.seed}/${device}`).digest('base64url');
}

export function isRepeated(device: number, message: number): boolean {
  return (message + device) % REPEAT_EVERY === REPEAT_EVERY - 1;
}

export function isLate(device: number, message: number): boolean {
  return (message + device) % LATE_EVERY === LATE_EVERY - 1;
}

export function isInBreach(device: number): boolean {
  return device % BREACH_EVERY === 0;
}

/** Event time of one reading. Late messages tell of a stretch before everything else. */
export function measuredAt(
  plan: LoadPlan,
  device: number,
  message: number,
  index: number,
): Instant {
  const minute = message * plan.batch + index;
  const start = isLate(device, message) ? plan.start - LATE_BY - 24 * HOUR : plan.start;
  return start + minute * MINUTE;
}

/** Above the band of pears (2 °C) and far from 8 °C: exactly one BAND_HI. */
export function cargoOf(device: number, message: number): number {
  const isOut = isInBreach(device) && message >= BREACH_FROM_MESSAGE && !isLate(device, message);
  return isOut ? 4.5 : 0.4;
}

/** When the one alert of a lot in breach must start, if `messages` were sent. */
export function expectedBreachStart(
  plan: LoadPlan,
  device: number,
  messages: number,
): Instant | undefined {
  if (!isInBreach(device)) return undefined;
  for (let message = BREACH_FROM_MESSAGE; message < messages; message++) {
    if (!isLate(device, message)) return measuredAt(plan, device, message, 0);
  }
  return undefined;
}

/** One telemetry message: 6 values a reading, 150–200 bytes each, as firmware sends it. */
export function messageOf(plan: LoadPlan, device: number, message: number): string {
  const cargo = cargoOf(device, message);
  const wobble = ((message * 7 + device * 13) % 10) / 10;
  let samples = '';
  for (let index = 0; index < plan.batch; index++) {
    if (index > 0) samples += ',';
    samples += `{"measuredAt":${measuredAt(plan, device, message, index)},"setpointTemperatureCelsius":0,"supplyTemperatureCelsius":${(0.1 + wobble / 2).toFixed(1)},"returnTemperatureCelsius":${(0.8 + wobble).toFixed(1)},"cargoProbe1TemperatureCelsius":${cargo},"relativeHumidityPercent":${90 + (message % 4)},"doorOpen":false}`;
  }
  return `{"boot":1,"seq":${message},"hist":${isLate(device, message)},"samples":[${samples}]}`;
}
