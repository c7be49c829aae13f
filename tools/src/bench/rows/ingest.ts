import { DAY } from '@lenglian/quantities';
import { startInfluxd } from '@lenglian/history/testing';
import { Consoles } from '../consoles.ts';
import type { BenchContext } from '../context.ts';
import { Installation } from '../installation.ts';
import { LoadClient } from '../load/load-client.ts';
import type { LoadResult } from '../load/load-process.ts';
import { SENT_FOR_ONE, type LoadPlan } from '../load/plan.ts';
import { ProcessorTime } from '../processor-time.ts';
import { lagsOf, untilCaughtUp, worstOf } from '../probe.ts';
import { atLeast, type Row } from '../row.ts';
import { StallWatch } from '../stall-watch.ts';
import { differencesFromTruth, influxDifferences } from '../truth.ts';
import { Stack } from '../../processes/stack.ts';

/** A load of the contract over a store. */
export interface IngestShape {
  readonly name: 'ingest' | 'batch';
  readonly variant: string;
  readonly connections: number;
  readonly window: number;
  readonly batch: number;
  readonly store: 'embedded' | 'influx';
  /** Readings a second that the contract asks for. */
  readonly bound: number;
}

const DEVICES = 10_000;
const GATEWAYS = 50;
const CONSOLES = 20;
/** Lag that still counts as keeping up, in seconds. */
const LAG_MAX = 2;
/** Loads offered at most, at rates that rise while the chain keeps up and fall while it does not. */
const TRIES = 8;
/** Rates that the chain kept up with and that it did not are so near to each other in the end. */
const NEAR = 1.06;
const RISE = 1.2;
const FALL = 0.85;

export const INGEST_SHAPES: readonly IngestShape[] = [
  {
    name: 'ingest',
    variant: 'fleet, embedded',
    connections: DEVICES,
    window: 4,
    batch: 1,
    store: 'embedded',
    bound: 15_000,
  },
  {
    name: 'ingest',
    variant: 'fleet, influx',
    connections: DEVICES,
    window: 4,
    batch: 1,
    store: 'influx',
    bound: 15_000,
  },
  {
    name: 'ingest',
    variant: 'gateways, embedded',
    connections: GATEWAYS,
    window: 1_000,
    batch: 1,
    store: 'embedded',
    bound: 30_000,
  },
  {
    name: 'ingest',
    variant: 'gateways, influx',
    connections: GATEWAYS,
    window: 1_000,
    batch: 1,
    store: 'influx',
    bound: 30_000,
  },
  {
    name: 'batch',
    variant: 'gateways × 10, embedded',
    connections: GATEWAYS,
    window: 1_000,
    batch: 10,
    store: 'embedded',
    bound: 50_000,
  },
];

/** One shape measured: its rate, and the stalls of broker and api meanwhile. */
export async function measureIngest(shape: IngestShape, context: BenchContext): Promise<Row[]> {
  const plan: LoadPlan = {
    devices: context.devices ?? DEVICES,
    organisationId: 'demo',
    // A reading is a minute of event time: more readings a message must not reach into the future.
    start: context.clock.now() - 2 * DAY * shape.batch,
    seed: context.seed,
    batch: shape.batch,
  };
  const connections = Math.min(shape.connections, plan.devices);
  const gateways = connections < plan.devices ? connections : 0;
  const { devices, seed } = plan;
  const installation = await Installation.create({ devices, gateways, seed, clock: context.clock });
  const influx = shape.store === 'influx' ? await startInfluxd() : undefined;
  const stack = new Stack({
    dataDirectory: installation.dataDirectory,
    environment: {
      ...context.environment,
      LOG_LEVEL: 'warn',
      ...(influx ? { INFLUX_URL: influx.url } : {}),
    },
    onLine: context.onLine,
  });
  const load = new LoadClient();
  const consoles = new Consoles();
  try {
    await stack.start();
    const { window } = shape;
    await load.connect({ plan, port: stack.mqttPort, connections, window, connectsAtOnce: 50 });
    const ceiling = await ceilingOf(shape, context, stack, load);
    await consoles.open(stack.url, CONSOLES);
    const processes = processesOf(stack, load, influx?.pid);
    const sustained = await highestSustained(shape, context, stack, load, processes);
    const measured = { ...sustained, ...(await stallsAt(sustained, shape, context, stack, load)) };
    const lostConsoles = consoles.lost > 0 ? [`${consoles.lost} consoles were cut off`] : [];
    consoles.close();
    const far = influx ? await influxDifferences(influx.url, plan, measured.messages) : [];
    await stack.stop();
    return await toRows(
      shape,
      context,
      { ...measured, wrong: [...lostConsoles, ...far] },
      ceiling,
      {
        installation,
        plan,
      },
    );
  } finally {
    consoles.close();
    await load.end();
    await stack.stop();
    await influx?.stop();
    installation.remove();
  }
}

/** Broker and journal alone; what it leaves is the data that the store holds before the row begins. */
async function ceilingOf(
  shape: IngestShape,
  context: BenchContext,
  stack: Stack,
  load: LoadClient,
): Promise<number> {
  await stack.api?.stop();
  const run = await load.run(Math.min(10, context.seconds), 0);
  await stack.startApi();
  await untilCaughtUp(stack.url, 600);
  return (run.acknowledgedNow * shape.batch) / run.seconds;
}

async function toRows(
  shape: IngestShape,
  context: BenchContext,
  measured: Sustained & { readonly stalls: readonly Row[]; readonly wrong: readonly string[] },
  ceiling: number,
  { installation, plan }: { installation: Installation; plan: LoadPlan },
): Promise<Row[]> {
  const { dataDirectory } = installation;
  const near = await differencesFromTruth(dataDirectory, plan, measured.messages, context.clock);
  const wrong = [...measured.wrong, ...near];
  const lag = `lag ${measured.lag.toFixed(1)} s at the end; ${measured.cost}`;
  const note = wrong.length > 0 ? `${lag}; ${wrong.length} wrong: ${wrong[0]}` : lag;
  const isRight = wrong.length === 0 && measured.lag < LAG_MAX && measured.lost === 0;
  const { name, variant, bound } = shape;
  const value = measured.perSecond;
  const row = atLeast({ name, variant, value, unit: 'readings/s', bound, ceiling, note }, isRight);
  return [row, ...measured.stalls];
}

interface Sustained {
  readonly perSecond: number;
  readonly lag: number;
  /** Processor time of every process while the row ran. */
  readonly cost: string;
  /** Connections, since the load began. */
  readonly lost: number;
  readonly messages: number[];
}

/**
 * The highest rate that the chain kept up with for the row's whole time. The first try is what a short
 * burst suggests; it was seen to be far too low where a burst costs more than a steady stream.
 */
async function highestSustained(
  shape: IngestShape,
  context: BenchContext,
  stack: Stack,
  load: LoadClient,
  processes: ReadonlyMap<string, number>,
): Promise<Sustained> {
  const burst = await load.run(Math.min(8, context.seconds), 0);
  const drained = await untilCaughtUp(stack.url, 300);
  let sent = total(burst.messages);
  let offered = (burst.acknowledgedNow / (burst.seconds + drained)) * 0.95;
  let best: Sustained | undefined;
  let refused = Number.POSITIVE_INFINITY;
  let kept = 0;
  for (let attempt = 1; ; attempt++) {
    const used = new ProcessorTime(processes);
    used.start();
    const run = await load.run(context.seconds, offered);
    const lag = worstOf(await lagsOf(stack.url));
    const perSecond = readingsPerSecond(run, sent, shape);
    const cost = used.perReading((total(run.messages) - sent) * shape.batch);
    sent = total(run.messages);
    await untilCaughtUp(stack.url, 300);
    const now = { perSecond, lag, cost, lost: run.lost, messages: run.messages };
    const isSlowerThanOffered = run.acknowledgedNow / run.seconds < offered * 0.97;
    const keepsUp = lag < LAG_MAX;
    if (keepsUp && now.perSecond > (best?.perSecond ?? 0)) best = now;
    if (keepsUp && !isSlowerThanOffered) kept = Math.max(kept, offered);
    else refused = Math.min(refused, offered);
    const isFound = best !== undefined && refused < kept * NEAR;
    const isAllThatTheLoadGives = keepsUp && isSlowerThanOffered && kept === 0;
    // What came after the best counts for the comparison with the truth.
    if (isFound || isAllThatTheLoadGives || attempt === TRIES)
      return { ...(best ?? now), messages: now.messages };
    offered = nextRate(kept, refused);
  }
}

/**
 * @param kept the highest rate that the chain kept up with, messages a second; 0 before there is one
 * @param refused the lowest that it did not; ∞ before there is one
 */
function nextRate(kept: number, refused: number): number {
  if (refused === Number.POSITIVE_INFINITY) return kept * RISE;
  return kept === 0 ? refused * FALL : (kept + refused) / 2;
}

/**
 * Event loops while the load comes at the rate that the contract asks for, or at what this machine sustained where that
 * is less: what waits for a rate that nothing keeps up with tells nothing of the loops.
 */
async function stallsAt(
  { perSecond, messages }: Sustained,
  shape: IngestShape,
  context: BenchContext,
  stack: Stack,
  load: LoadClient,
): Promise<{ stalls: Row[] } & Pick<Sustained, 'lost' | 'messages'>> {
  const watch = new StallWatch(stack.url);
  await watch.start();
  // Repeats are sent as well, and are no readings.
  const offered = (Math.min(shape.bound, perSecond) / shape.batch) * SENT_FOR_ONE;
  const run = await load.run(Math.min(30, context.seconds), offered);
  await watch.stop();
  await untilCaughtUp(stack.url, 300);
  const acknowledged = readingsPerSecond(run, total(messages), shape);
  const at = `${shape.variant} at ${Math.round(acknowledged).toLocaleString('en')}/s`;
  return { stalls: watch.rows(at), lost: run.lost, messages: run.messages };
}

/** Without the repeats: they are acknowledged, and are no readings. */
function readingsPerSecond(run: LoadResult, sentBefore: number, { batch }: IngestShape): number {
  return ((total(run.messages) - sentBefore) * batch) / run.seconds;
}

function processesOf(
  stack: Stack,
  load: LoadClient,
  influxd: number | undefined,
): ReadonlyMap<string, number> {
  return new Map([
    ['broker', stack.broker?.pid ?? -1],
    ['api', stack.api?.pid ?? -1],
    ...(influxd === undefined ? [] : [['influxd', influxd] as const]),
    ['load', load.pid],
  ]);
}

function total(messages: readonly number[]): number {
  return messages.reduce((sum, sent) => sum + sent, 0);
}
