import type { Duration, Instant } from '@lenglian/quantities';
import {
  CHANNELS,
  CONTROLLER_ALARM,
  QualityFlag,
  UNCOUNTED,
  channelIndex,
  contentHash,
  noValues,
  worstAlarm,
  type Channel,
  type ChannelName,
  type Reading,
  type ReadingValues,
} from '@lenglian/readings';
import { isPlainEnvelope, isPlainSample } from './plain-telemetry.ts';
import { sampleSchema, telemetryEnvelopeSchema, type TelemetrySample } from './telemetry.ts';

/** Why a message, or a sample of it, was not taken as a reading. Stable: people filter by it. */
export const REJECTION_REASONS = [
  'NOT_JSON',
  'WRONG_SHAPE',
  'SAMPLE_WRONG_SHAPE',
  'SAMPLE_WITHOUT_VALUES',
  'MEASURED_TOO_EARLY',
  'MEASURED_IN_FUTURE',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export interface Rejection {
  readonly reason: RejectionReason;
  /** For people: which field or sample, and what was wrong with it. */
  readonly detail: string;
}

/** What the journal knows about a message besides its bytes. */
export interface MessageContext {
  readonly deviceId: string;
  readonly receivedAt: Instant;
}

/** Bounds of what is believed, and of what one message may bring. */
export interface MessageBounds {
  /** No device of ours existed before this; an earlier clock is a clock that was reset. */
  readonly earliest: Instant;
  /** How far ahead of us a device's clock may run before it is corrected or refused. */
  readonly aheadMax: Duration;
  /** Samples in one message, at most. */
  readonly samplesMax: number;
}

export const DEFAULT_MESSAGE_BOUNDS: MessageBounds = {
  earliest: Date.UTC(2020, 0, 1),
  aheadMax: 2 * 60_000,
  samplesMax: 1_000,
};

/** Every message gives all its good samples and names all its bad ones. */
export interface DecodedTelemetry {
  readonly readings: Reading[];
  readonly rejections: Rejection[];
  /** Added to every `measuredAt`; 0 unless the device's clock was provably wrong. */
  readonly clockOffset: Duration;
}

/**
 * Values that sensors send for "no value": DS18B20 power-on (85) and bus error (−127), and the
 * usual full-scale codes of transmitters. 85 is one only where it is exactly 85 (CIP water is near).
 */
const SENTINELS: ReadonlySet<number> = new Set([
  -127, 85, 127.9, -128, 850, -999, -3276.8, 3276.7, 6553.5, -32768, 32767,
]);

/**
 * Turns one telemetry message into readings. A pure function of text and context, so that judging
 * the journal again gives the same readings.
 *
 * @param payload the message's bytes read as UTF-8
 */
export function decodeTelemetry(
  payload: string,
  context: MessageContext,
  bounds: MessageBounds = DEFAULT_MESSAGE_BOUNDS,
): DecodedTelemetry {
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch (cause) {
    return rejected('NOT_JSON', (cause as SyntaxError).message);
  }
  const envelope = isPlainEnvelope(json)
    ? { success: true as const, data: json }
    : telemetryEnvelopeSchema.safeParse(json);
  if (!envelope.success) return rejected('WRONG_SHAPE', describeIssue(envelope.error));

  const message = envelope.data;
  const count = message.samples.length;
  if (count > bounds.samplesMax)
    return rejected('WRONG_SHAPE', `samples: ${count} are more than ${bounds.samplesMax}`);
  const counted = message.boot !== undefined && message.seq !== undefined;
  const clockOffset = clockOffsetOf(message.sentAt, context.receivedAt, bounds);
  const common: SampleContext = {
    ...context,
    bounds,
    clockOffset,
    boot: counted ? (message.boot as number) : UNCOUNTED,
    seq: counted ? (message.seq as number) : UNCOUNTED,
    flags:
      (message.hist === true ? QualityFlag.BACKFILL : 0) |
      (clockOffset === 0 ? 0 : QualityFlag.CLOCK_CORRECTED),
  };

  const readings: Reading[] = [];
  const rejections: Rejection[] = [];
  message.samples.forEach((sample, index) => {
    const outcome = decodeSample(sample, counted ? index : 0, common);
    if ('reason' in outcome) {
      rejections.push({ ...outcome, detail: `samples[${index}]: ${outcome.detail}` });
    } else {
      readings.push(outcome);
    }
  });
  return { readings, rejections, clockOffset };
}

interface SampleContext extends MessageContext {
  readonly bounds: MessageBounds;
  readonly clockOffset: Duration;
  readonly boot: number;
  readonly seq: number;
  readonly flags: number;
}

function decodeSample(given: unknown, index: number, context: SampleContext): Reading | Rejection {
  const parsed = isPlainSample(given)
    ? { success: true as const, data: given }
    : sampleSchema.safeParse(given);
  if (!parsed.success) return { reason: 'SAMPLE_WRONG_SHAPE', detail: describeIssue(parsed.error) };

  const sample = parsed.data as TelemetrySample;
  const values = noValues();
  const { measured, excluded, suspicions } = takeValues(sample, values);
  if (measured === 0) {
    return { reason: 'SAMPLE_WITHOUT_VALUES', detail: 'no channel that we know has a value' };
  }
  const hasTime = sample.measuredAt !== undefined;
  const measuredAt = hasTime
    ? (sample.measuredAt as Instant) + context.clockOffset
    : context.receivedAt;
  const refusal = hasTime ? refuseTime(measuredAt, context) : undefined;
  if (refusal) return refusal;
  return {
    deviceId: context.deviceId,
    measuredAt,
    receivedAt: context.receivedAt,
    boot: context.boot,
    seq: context.seq,
    index,
    hash: contentHash(values),
    flags: context.flags | suspicions | (hasTime ? 0 : QualityFlag.TIME_OF_RECEPTION),
    excluded,
    values,
  };
}

/** Puts what a sample measured into `values`, and says how much and what of it is suspicious. */
function takeValues(sample: TelemetrySample, values: ReadingValues) {
  let measured = 0;
  let excluded = 0;
  let suspicions = 0;
  // A sample names six channels of twenty-seven, so its names are walked and not ours.
  for (const name in sample) {
    const channel = channelIndex(name);
    const given = sample[name as ChannelName];
    // Ours to say, by the codes.
    if (channel === CONTROLLER_ALARM) continue;
    if (channel === undefined || given === undefined || given === null) continue;
    const value = Number(given);
    values[channel] = value === 0 ? 0 : value;
    measured++;
    const suspicion = suspicionOf(CHANNELS[channel] as Channel, value);
    if (suspicion === 0) continue;
    suspicions |= suspicion;
    excluded |= 1 << channel;
  }
  const { alarmCodes } = sample;
  if (alarmCodes !== undefined && alarmCodes !== null) {
    values[CONTROLLER_ALARM] = worstAlarm(alarmCodes);
    measured++;
  }
  return { measured, excluded, suspicions };
}

/**
 * How far a device's clock is off, where that can be proven from one message: a `sentAt` in our
 * future, or before any device existed. A `sentAt` in the recent past proves nothing: the message
 * may simply have waited on a bad network.
 */
function clockOffsetOf(
  sentAt: Instant | undefined,
  receivedAt: Instant,
  bounds: MessageBounds,
): Duration {
  if (sentAt === undefined) return 0;
  const isAhead = sentAt > receivedAt + bounds.aheadMax;
  const isReset = sentAt < bounds.earliest;
  return isAhead || isReset ? receivedAt - sentAt : 0;
}

function refuseTime(measuredAt: Instant, context: SampleContext): Rejection | undefined {
  if (measuredAt < context.bounds.earliest) {
    return {
      reason: 'MEASURED_TOO_EARLY',
      detail: `measuredAt ${measuredAt} is before any device existed`,
    };
  }
  if (measuredAt > context.receivedAt + context.bounds.aheadMax) {
    return {
      reason: 'MEASURED_IN_FUTURE',
      detail: `measuredAt ${measuredAt} is after its reception at ${context.receivedAt}`,
    };
  }
  return undefined;
}

function suspicionOf(channel: Channel, value: number): number {
  if (channel.kind === 'celsius' && SENTINELS.has(value)) return QualityFlag.SENTINEL;
  return value < channel.min || value > channel.max ? QualityFlag.IMPLAUSIBLE : 0;
}

function rejected(reason: RejectionReason, detail: string): DecodedTelemetry {
  return { readings: [], rejections: [{ reason, detail }], clockOffset: 0 };
}

function describeIssue(error: { issues: { path: PropertyKey[]; message: string }[] }): string {
  const issue = error.issues[0];
  return issue === undefined ? 'invalid' : `${issue.path.join('.') || 'message'}: ${issue.message}`;
}
