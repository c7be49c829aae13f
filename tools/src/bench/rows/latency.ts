import { DAY, MINUTE } from '@lenglian/quantities';
import { deviceTopic } from '@lenglian/device-messages';
import { Consoles } from '../consoles.ts';
import type { BenchContext } from '../context.ts';
import { Installation } from '../installation.ts';
import { LoadClient } from '../load/load-client.ts';
import { deviceIdOf, tokenOf, type LoadPlan } from '../load/plan.ts';
import { Publisher } from '../load/publisher.ts';
import { untilCaughtUp } from '../probe.ts';
import { atMost, type Row } from '../row.ts';
import { Stack } from '../../processes/stack.ts';

const FLEET = 10_000;
const FLEET_PER_SECOND = 5_000;
const BREACHES_LOADED = 1_000;
const BREACHES_IDLE = 200;
/** BAND_HI of chilled goods waits 20 minutes: 25 one-minute samples prove it in one message. */
const SAMPLES = 25;

/** From writing the PUBLISH that proves a breach to the event in a socket.io client. */
export async function measureLatency(context: BenchContext): Promise<Row[]> {
  const fleet = context.devices ?? FLEET;
  const plan: LoadPlan = {
    devices: fleet,
    organisationId: 'demo',
    start: context.clock.now() - 2 * DAY,
    seed: context.seed,
    batch: 1,
  };
  const provers = BREACHES_IDLE + BREACHES_LOADED;
  const installation = await Installation.create({
    devices: fleet + provers,
    gateways: 0,
    seed: plan.seed,
    clock: context.clock,
  });
  const stack = new Stack({
    dataDirectory: installation.dataDirectory,
    environment: { ...context.environment, LOG_LEVEL: 'warn' },
    onLine: context.onLine,
  });
  const load = new LoadClient();
  const consoles = new Consoles();
  try {
    await stack.start();
    await consoles.open(stack.url, 20);
    const idle = await prove(stack, plan, consoles, fleet, BREACHES_IDLE, 15);
    const rows = [toRow('idle p99', idle, 15)];
    await load.connect({
      plan,
      port: stack.mqttPort,
      connections: fleet,
      window: 4,
      connectsAtOnce: 50,
    });
    const seconds = Math.max(30, context.seconds);
    const background = load.run(seconds, FLEET_PER_SECOND);
    const spacing = ((seconds - 10) * 1000) / BREACHES_LOADED;
    const loaded = await prove(
      stack,
      plan,
      consoles,
      fleet + BREACHES_IDLE,
      BREACHES_LOADED,
      spacing,
    );
    await background;
    await untilCaughtUp(stack.url, 120);
    rows.push(
      toRow(`p99 at ${FLEET_PER_SECOND.toLocaleString('en')} readings/s fleet`, loaded, 50),
    );
    return rows;
  } finally {
    consoles.close();
    await load.end();
    await stack.stop();
    installation.remove();
  }
}

interface Proof {
  readonly expected: number;
  /** Milliseconds, ascending. */
  readonly latencies: number[];
}

async function prove(
  stack: Stack,
  plan: LoadPlan,
  consoles: Consoles,
  first: number,
  count: number,
  spacing: number,
): Promise<Proof> {
  const writtenAt = new Map<string, number>();
  const publishers = await connectProvers(stack, plan, first, count);
  let due = performance.now();
  for (const [index, publisher] of publishers.entries()) {
    due += spacing;
    await untilTime(due);
    const deviceId = deviceIdOf(first + index);
    const payload = provingMessage();
    writtenAt.set(deviceId, performance.timeOrigin + performance.now());
    publisher.publish(Buffer.from(deviceTopic('demo', deviceId, 'telemetry')), payload, false);
  }
  await untilTime(performance.now() + 3_000);
  for (const publisher of publishers) publisher.close();
  const latencies = [...consoles.alertsSeenAt.values()].flatMap(({ deviceId, at }) => {
    const written = writtenAt.get(deviceId ?? '');
    return written === undefined ? [] : [at - written];
  });
  return { expected: count, latencies: latencies.sort((a, b) => a - b) };
}

async function connectProvers(
  stack: Stack,
  plan: LoadPlan,
  first: number,
  count: number,
): Promise<Publisher[]> {
  const publishers: Publisher[] = [];
  for (let index = 0; index < count; index++) {
    publishers.push(
      await Publisher.connect({
        index,
        host: '127.0.0.1',
        port: stack.mqttPort,
        clientId: deviceIdOf(first + index),
        token: tokenOf(plan, first + index),
        window: 4,
        onAcknowledged: () => undefined,
        onLost: () => undefined,
      }),
    );
  }
  return publishers;
}

function provingMessage(): string {
  const now = Date.now();
  const samples = Array.from({ length: SAMPLES }, (_, index) => ({
    measuredAt: now - (SAMPLES - 1 - index) * MINUTE,
    cargoProbe1TemperatureCelsius: 5.5,
  }));
  return JSON.stringify({ boot: 1, seq: 1, samples });
}

function toRow(variant: string, { expected, latencies }: Proof, bound: number): Row {
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  const note = `${latencies.length} of ${expected} breaches seen, p50 ${at(0.5).toFixed(1)} ms`;
  return atMost(
    { name: 'latency', variant, value: at(0.99), unit: 'ms', bound, ceiling: null, note },
    latencies.length === expected,
  );
}

async function untilTime(at: number): Promise<void> {
  const wait = at - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
