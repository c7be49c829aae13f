import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, HOUR } from '@lenglian/quantities';
import { openRecords, type Actor, type NewJourneys, type Records } from '@lenglian/records';
import { signIn } from '../consoles.ts';
import type { BenchContext } from '../context.ts';
import { Installation } from '../installation.ts';
import { BENCH_ORGANISATION } from '../load/plan.ts';
import { atMost, type Row } from '../row.ts';
import { StallWatch } from '../stall-watch.ts';
import { Stack } from '../../processes/stack.ts';

const RUNS = 10_000;
const LOTS = 300_000;
/** Boxes that go again and again; those on the runs under way come with the installation. */
const BOXES = 3_200;
/** Runs under way, as many as a busy region has. */
const UNDER_WAY = 40;
const LOOKS = 200;
const BOUND_MILLISECONDS = 100;
/** Lots in one change: the records are filled as imports fill them, not in one enormous one. */
const LOTS_A_CHANGE = 5_000;
const CHANGES = 15;
const PAUSE_BETWEEN_CHANGES = 1_000;
const actor: Actor = { id: 'shell', reason: 'benchmark' };

/** Overview, run page and search over the records of years: 10,000 runs, 300,000 lots. */
export async function measureRecords(context: BenchContext): Promise<Row[]> {
  const devices = UNDER_WAY * 32;
  const { seed, clock } = context;
  const installation = await Installation.create({ devices, gateways: 0, seed, clock });
  const stack = new Stack({
    dataDirectory: installation.dataDirectory,
    environment: { ...context.environment, LOG_LEVEL: 'warn' },
    onLine: context.onLine,
  });
  try {
    const filledIn = await fill(installation.dataDirectory, context);
    await stack.start();
    const cookie = await signIn(stack.url);
    const ask = async (path: string): Promise<unknown> =>
      (await fetch(`${stack.url}/api/v1/${path}`, { headers: { cookie } })).json();
    const { items: runs } = (await ask(`runs?state=active&limit=${UNDER_WAY}`)) as {
      items: { id: string }[];
    };
    const overview = await timesOf(() => ask('runs?state=active&limit=100'));
    const page = await timesOf((look) => {
      const { id } = runs[look % runs.length] ?? { id: 'none' };
      return Promise.all([ask(`runs/${id}`), ask(`runs/${id}/units`), ask(`lots?runId=${id}`)]);
    });
    // More than a third of the lots begin so.
    const search = await timesOf(() => ask('lots?codePrefix=PAST-LOT-1&limit=100'));
    const note = `${RUNS} runs, ${LOTS} lots, filled in ${filledIn.toFixed(0)} s; ${LOOKS} looks`;
    return [
      toRow('overview p95', overview, note),
      toRow('run page p95', page, note),
      toRow('search by code p95', search, note),
      ...(await changeAgainAndAgain(installation.dataDirectory, stack.url, context)),
    ];
  } finally {
    await stack.stop();
    installation.remove();
  }
}

/** A device is bound anew each second, so that the api reads again what is where; how long it stalls. */
async function changeAgainAndAgain(
  dataDirectory: string,
  url: string,
  { clock }: BenchContext,
): Promise<Row[]> {
  const records = await openRecords({ dataDirectory, clock });
  const watch = new StallWatch(url);
  try {
    const { items } = await records.devices.list({ limit: 100 });
    const device = items.find(({ unitId }) => unitId !== null);
    if (!device?.unitId) throw new RangeError('no device rides on a unit');
    await watch.start();
    for (let change = 0; change < CHANGES; change++) {
      await records.devices.bind(actor, device.id, device.unitId, clock.now());
      await sleep(PAUSE_BETWEEN_CHANGES);
    }
    await watch.stop();
    return watch.rows('a change each second').filter(({ variant }) => variant.startsWith('api'));
  } finally {
    await records.close();
  }
}

/** @returns seconds that it took */
async function fill(dataDirectory: string, { clock }: BenchContext): Promise<number> {
  const began = performance.now();
  const records = await openRecords({ dataDirectory, clock });
  try {
    await addPast(records, clock.now());
  } finally {
    await records.close();
  }
  return (performance.now() - began) / 1000;
}

/** Runs that are over and lots that were unloaded, spread over the last three years. */
async function addPast(records: Records, now: number): Promise<void> {
  const add = (journeys: Omit<NewJourneys, 'organisationId'>) =>
    records.journeys.addMany(actor, { organisationId: BENCH_ORGANISATION, ...journeys });
  const at = (share: number): number => Math.floor(now - 3 * 365 * DAY * (1 - share) - 10 * DAY);
  const leg = { mode: 'RAIL', fromPlaceCode: 'KUQA', toPlaceCode: 'HUAIHUA' } as const;
  await add({
    runs: Array.from({ length: RUNS }, (_, run) => ({
      ...{ code: `PAST-RUN-${run}`, serviceCode: 'TRYOUT', state: 'CLOSED' as const },
      ...{ nameZh: `往期 ${run}`, nameEn: `Past ${run}` },
      legs: [
        {
          ...leg,
          plannedDepartureAt: at(run / RUNS),
          plannedArrivalAt: at(run / RUNS) + 5 * DAY,
        },
      ],
    })),
    units: Array.from({ length: BOXES }, (_, box) => {
      return { code: `PAST-BOX-${box}`, kind: 'reefer' as const };
    }),
  });
  for (let first = 0; first < LOTS; first += LOTS_A_CHANGE) {
    const numbers = Array.from({ length: LOTS_A_CHANGE }, (_, index) => first + index);
    await add({
      lots: numbers.map((lot) => ({
        ...{ code: `PAST-LOT-${lot}`, commodityCode: 'PEAR_KORLA', quantityKilograms: 21_000 },
        placement: {
          ...{ unitCode: `PAST-BOX-${lot % BOXES}`, profileCode: 'PEAR_KORLA' },
          from: at(lot / LOTS),
          until: at(lot / LOTS) + 5 * DAY - HOUR,
        },
      })),
    });
  }
}

async function timesOf(look: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < LOOKS; index++) {
    const began = performance.now();
    await look(index);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

function toRow(variant: string, times: readonly number[], note: string): Row {
  const value = times[Math.floor(times.length * 0.95)] ?? Number.NaN;
  const bound = BOUND_MILLISECONDS;
  return atMost({ name: 'records', variant, value, unit: 'ms', bound, ceiling: null, note });
}
