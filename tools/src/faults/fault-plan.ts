import {
  encodeTelemetry,
  type TelemetryMessage,
  type TelemetrySample,
} from '@lenglian/device-messages';
import { HOUR, MINUTE, SeededRandom, gaussian, type Instant } from '@lenglian/quantities';

/** What the devices of a round say: the same for the same seed, whatever is killed meanwhile. */
export interface FaultPlan {
  readonly devices: number;
  readonly messages: number;
  readonly samplesAMessage: number;
  readonly start: Instant;
  readonly seed: number;
}

export interface PlannedMessage {
  readonly seq: number;
  readonly payload: string;
  readonly samples: readonly Instant[];
}

export function faultDeviceId(device: number): string {
  return `FAULT-${String(device).padStart(4, '0')}`;
}

/** A share of messages trades places with a later one, as after a hole in the network. */
const LATE_SHARE = 0.05;

/** One device's messages in the order in which it sends them, some of them late. */
export function messagesOf(plan: FaultPlan, device: number): PlannedMessage[] {
  const random = SeededRandom.stream(plan.seed, device);
  const excursions = excursionsOf(plan, random);
  const messages = Array.from({ length: plan.messages }, (_, seq) => {
    const samples = Array.from({ length: plan.samplesAMessage }, (_unused, index) =>
      sampleAt(plan, seq * plan.samplesAMessage + index, excursions, random),
    );
    const message: TelemetryMessage = { boot: 1, seq, samples };
    return {
      seq,
      payload: encodeTelemetry(message),
      samples: samples.map(({ measuredAt }) => measuredAt ?? 0),
    };
  });
  return shuffledSome(messages, random);
}

/** Minutes (from, until) in which the cargo is too warm; one in three devices is never. */
function excursionsOf(plan: FaultPlan, random: SeededRandom): [number, number][] {
  const minutes = plan.messages * plan.samplesAMessage;
  const count = Math.floor(random.next() * 3);
  return Array.from({ length: count }, () => {
    const from = Math.floor(random.next() * minutes);
    return [from, from + 10 + Math.floor(random.next() * 90)];
  });
}

function sampleAt(
  plan: FaultPlan,
  minute: number,
  excursions: readonly [number, number][],
  random: SeededRandom,
): TelemetrySample {
  const isWarm = excursions.some(([from, until]) => minute >= from && minute < until);
  const cargo = (isWarm ? 4.2 : 0.6) + gaussian(random, 0.1);
  return {
    measuredAt: plan.start + minute * MINUTE,
    cargoProbe1TemperatureCelsius: Math.round(cargo * 10) / 10,
    returnTemperatureCelsius: Math.round((cargo + 0.4) * 10) / 10,
    supplyTemperatureCelsius: -0.2,
  };
}

function shuffledSome(messages: PlannedMessage[], random: SeededRandom): PlannedMessage[] {
  const order = [...messages];
  for (let i = 0; i < order.length; i++) {
    if (random.next() >= LATE_SHARE) continue;
    const j = Math.min(order.length - 1, i + 1 + Math.floor(random.next() * 20));
    [order[i], order[j]] = [order[j] as PlannedMessage, order[i] as PlannedMessage];
  }
  return order;
}

/** A start far enough back that the last sample is not in the future. */
export function startFor(now: Instant, messages: number, samplesAMessage: number): Instant {
  return Math.floor((now - messages * samplesAMessage * MINUTE - HOUR) / MINUTE) * MINUTE;
}
