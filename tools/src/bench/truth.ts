import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBreach } from '@lenglian/breaches';
import { openLocalStore } from '@lenglian/history';
import type { Clock } from '@lenglian/quantities';
import { openRecords, type AlertRecord } from '@lenglian/records';
import { deviceIdOf, expectedBreachStart, type LoadPlan } from './load/plan.ts';

/** What a stopped installation holds, against what the load sent: empty when it is exactly that. */
export async function differencesFromTruth(
  dataDirectory: string,
  plan: LoadPlan,
  messages: readonly number[],
  clock: Clock,
): Promise<string[]> {
  return [
    ...countDifferences(dataDirectory, plan, messages, clock),
    ...alertDifferences(plan, messages, await allAlerts(dataDirectory, clock)),
  ];
}

/** The same for an InfluxDB 1.x, as one count over all devices. */
export async function influxDifferences(
  url: string,
  plan: LoadPlan,
  messages: readonly number[],
): Promise<string[]> {
  const q = 'SELECT count(returnTemperatureCelsius) FROM readings';
  const query = new URLSearchParams({ db: 'lenglian', q });
  const body = (await (await fetch(`${url}/query?${query.toString()}`)).json()) as {
    results: { series?: { values: [unknown, number][] }[] }[];
  };
  const kept = body.results[0]?.series?.[0]?.values[0]?.[1] ?? 0;
  const expected = messages.reduce((sum, sent) => sum + sent * plan.batch, 0);
  return kept === expected ? [] : [`InfluxDB has ${kept} readings, ${expected} were acknowledged`];
}

function countDifferences(
  dataDirectory: string,
  plan: LoadPlan,
  messages: readonly number[],
  clock: Clock,
): string[] {
  const database = new DatabaseSync(path.join(dataDirectory, 'judge', 'judge.sqlite'));
  const store = openLocalStore({
    database,
    directory: path.join(dataDirectory, 'readings'),
    clock,
  });
  try {
    return messages.flatMap((sent, device) => {
      const kept = store.readings(deviceIdOf(device), 0, Number.MAX_SAFE_INTEGER).length;
      const expected = sent * plan.batch;
      return kept === expected
        ? []
        : [`${deviceIdOf(device)}: ${kept} readings kept, ${expected} acknowledged`];
    });
  } finally {
    store.close();
    database.close();
  }
}

function alertDifferences(
  plan: LoadPlan,
  messages: readonly number[],
  alerts: readonly AlertRecord[],
): string[] {
  const byDevice = new Map<string, AlertRecord[]>();
  for (const alert of alerts.filter((one) => isBreach(one.rule) && !one.isAnnulled)) {
    const device = alert.deviceId ?? '';
    byDevice.set(device, [...(byDevice.get(device) ?? []), alert]);
  }
  // BAND_HI waits 20 minutes of event time: a lot with fewer readings out of band raises nothing.
  const provenAfter = 22;
  return messages.flatMap((sent, device) => {
    const found = byDevice.get(deviceIdOf(device)) ?? [];
    const start = expectedBreachStart(plan, device, sent);
    const isProven = start !== undefined && sent * plan.batch > 3 * plan.batch + provenAfter + 2;
    if (!isProven) {
      return start === undefined && found.length > 0
        ? [`${deviceIdOf(device)}: ${found.length} alerts, none expected`]
        : [];
    }
    // What a load's warm lots show besides (a steep rise, a sensor that leapt) follows from its steps.
    const bands = found.filter(({ rule }) => rule === 'BAND_HI');
    const isRight = bands.length === 1 && bands[0]?.startedAt === start;
    return isRight
      ? []
      : [
          `${deviceIdOf(device)}: expected one BAND_HI from ${start}, found ${JSON.stringify(found)}`,
        ];
  });
}

async function allAlerts(dataDirectory: string, clock: Clock): Promise<AlertRecord[]> {
  const records = await openRecords({ dataDirectory, clock });
  const alerts: AlertRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.alerts.list({ limit: 500, cursor });
    alerts.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  await records.close();
  return alerts;
}
