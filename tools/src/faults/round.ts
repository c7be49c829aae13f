import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBreach } from '@lenglian/breaches';
import { openLocalStore } from '@lenglian/history';
import { SegmentReader } from '@lenglian/journal';
import { HOUR, SeededRandom, type Clock } from '@lenglian/quantities';
import { openRecords } from '@lenglian/records';
import { untilCaughtUp } from '../bench/probe.ts';
import { Stack } from '../processes/stack.ts';
import { faultDeviceId, messagesOf, type FaultPlan, type PlannedMessage } from './fault-plan.ts';
import { provisionFaultFleet } from './fault-fleet.ts';
import { Killer } from './killer.ts';
import { LedgerDevice } from './ledger-device.ts';

/** How one round went; a lossless one has no wrongs. */
export interface RoundReport {
  readonly seed: number;
  readonly killed: readonly string[];
  readonly acknowledgedMessages: number;
  readonly readings: number;
  /** Alerts by lot, rule and event times: what must be the same in every round. */
  readonly alerts: readonly string[];
  readonly wrongs: readonly string[];
}

export interface RoundOptions {
  readonly plan: FaultPlan;
  /** 0 is the undisturbed run. */
  readonly kills: number;
  readonly killSeed: number;
  readonly clock: Clock;
  readonly onLine: (name: string, line: string) => void;
}

const CATCH_UP_SECONDS = 120;
/** A kill, the start after it and the pause before it, in milliseconds. */
const KILL_TAKES = 2_500;

/** Sends the plan through real processes while they are killed, then looks what is left of it. */
export async function runRound(options: RoundOptions): Promise<RoundReport> {
  const { plan, clock } = options;
  const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'lenglian-faults-'));
  const tokens = await provisionFaultFleet(dataDirectory, plan, clock);
  const environment = { LOG_LEVEL: 'warn', JOURNAL_RESERVE_BYTES: '0' };
  const stack = new Stack({ dataDirectory, environment, onLine: options.onLine });
  const spoken = Array.from({ length: plan.devices }, (_, device) => messagesOf(plan, device));
  const devices = spoken.map((messages, device) => ({ messages, token: tokens[device] as string }));
  try {
    await stack.start();
    const ledgers = devices.map(
      ({ messages, token }, device) =>
        new LedgerDevice({
          deviceId: faultDeviceId(device),
          token,
          port: stack.mqttPort,
          messages,
          window: 20,
          intervalMilliseconds: (options.kills * KILL_TAKES) / plan.messages,
        }),
    );
    const killer = new Killer(stack, new SeededRandom(options.killSeed));
    const killing = killer.run(options.kills);
    await Promise.all([killing, ...ledgers.map((ledger) => ledger.run())]);
    await Promise.all(ledgers.map((ledger) => ledger.end()));
    const caughtUp = await untilCaughtUp(stack.url, CATCH_UP_SECONDS);
    await stack.stop();
    return {
      seed: options.killSeed,
      killed: killer.killed,
      acknowledgedMessages: ledgers.reduce((sum, ledger) => sum + ledger.acknowledged.size, 0),
      readings: plan.devices * plan.messages * plan.samplesAMessage,
      alerts: await alertsOf(dataDirectory, clock),
      wrongs: [
        ...(Number.isNaN(caughtUp) ? [`not caught up after ${CATCH_UP_SECONDS} s`] : []),
        ...journalWrongs(dataDirectory, ledgers),
        ...historyWrongs(dataDirectory, spoken, clock),
      ],
    };
  } finally {
    await stack.stop();
    fs.rmSync(dataDirectory, { recursive: true, force: true });
  }
}

/** Acknowledged, and not in the journal. */
function journalWrongs(dataDirectory: string, ledgers: readonly LedgerDevice[]): string[] {
  const kept = new Set<string>();
  const reader = new SegmentReader(path.join(dataDirectory, 'journal'));
  let position = reader.beginning();
  for (;;) {
    const page = reader.read(position, 5_000);
    if (page.entries.length === 0) break;
    for (const entry of page.entries) {
      if (entry.kind !== 'TELEMETRY') continue;
      const { seq } = JSON.parse(Buffer.from(entry.payload).toString()) as { seq: number };
      kept.add(`${entry.deviceId}/${seq}`);
    }
    position = page.position;
  }
  reader.close();
  return ledgers.flatMap((ledger) =>
    [...ledger.acknowledged]
      .filter((seq) => !kept.has(`${ledger.deviceId}/${seq}`))
      .map(
        (seq) =>
          `lost: ${ledger.deviceId} message ${seq} was acknowledged and is not in the journal`,
      ),
  );
}

/** Said, and not in the history exactly once. */
function historyWrongs(
  dataDirectory: string,
  spoken: readonly PlannedMessage[][],
  clock: Clock,
): string[] {
  const database = new DatabaseSync(path.join(dataDirectory, 'judge', 'judge.sqlite'));
  const store = openLocalStore({
    database,
    directory: path.join(dataDirectory, 'readings'),
    clock,
  });
  try {
    return spoken.flatMap((messages, device) => {
      const deviceId = faultDeviceId(device);
      const expected = messages.flatMap(({ samples }) => samples).sort((a, b) => a - b);
      const kept = store
        .readings(deviceId, 0, clock.now() + HOUR)
        .map(({ measuredAt }) => measuredAt);
      return JSON.stringify(kept) === JSON.stringify(expected)
        ? []
        : [
            `different: ${deviceId} has ${kept.length} readings in the history, ${expected.length} were acknowledged`,
          ];
    });
  } finally {
    store.close();
    database.close();
  }
}

async function alertsOf(dataDirectory: string, clock: Clock): Promise<string[]> {
  const records = await openRecords({ dataDirectory, clock });
  const alerts: string[] = [];
  try {
    const codes = new Map<string, string>();
    await allPages(async (cursor) => {
      const page = await records.journeys.lots({ limit: 500, cursor });
      for (const lot of page.items) codes.set(lot.id, lot.code);
      return page.nextCursor;
    });
    await allPages(async (cursor) => {
      const page = await records.alerts.list({ limit: 500, cursor });
      for (const alert of page.items) {
        if (!isBreach(alert.rule) || alert.isAnnulled) continue;
        const { rule, severity, startedAt, raisedAt, endedAt, peakCelsius } = alert;
        const lot = codes.get(alert.lotId ?? '') ?? 'no lot';
        // While it lasts, what is told of a peak lags behind by less than a step of it.
        const peak = endedAt === null ? 'lasts' : peakCelsius;
        alerts.push([lot, rule, severity, startedAt, raisedAt, endedAt, peak].join(' '));
      }
      return page.nextCursor;
    });
  } finally {
    await records.close();
  }
  return alerts.sort();
}

async function allPages(
  read: (cursor: string | undefined) => Promise<string | null>,
): Promise<void> {
  let cursor: string | undefined;
  do cursor = (await read(cursor)) ?? undefined;
  while (cursor !== undefined);
}
