import fs from 'node:fs';
import type { BenchContext } from '../context.ts';
import { Installation } from '../installation.ts';
import { LoadClient } from '../load/load-client.ts';
import { atMost, type Row } from '../row.ts';
import { Stack } from '../../processes/stack.ts';

const DEVICES = 10_000;

/** 10,000 devices CONNECT at once, and nothing more: how long it takes and what the broker holds then. */
export async function measureConnect(context: BenchContext): Promise<Row[]> {
  const devices = context.devices ?? DEVICES;
  const installation = await Installation.create({
    devices,
    gateways: 0,
    seed: context.seed,
    clock: context.clock,
  });
  const stack = new Stack({
    dataDirectory: installation.dataDirectory,
    environment: { ...context.environment, LOG_LEVEL: 'warn' },
    onLine: context.onLine,
  });
  const load = new LoadClient();
  try {
    await stack.start();
    const seconds = await load.connect({
      plan: {
        devices,
        organisationId: 'demo',
        start: context.clock.now(),
        seed: context.seed,
        batch: 1,
      },
      port: stack.mqttPort,
      connections: devices,
      window: 1,
      connectsAtOnce: 500,
    });
    const variant = `${devices.toLocaleString('en')} CONNECT, plain`;
    const resident = residentMebibytes(stack.broker?.pid ?? -1);
    return [
      atMost({ name: 'connect', variant, value: seconds, unit: 's', bound: 5, ceiling: null }),
      atMost({
        name: 'connect',
        variant: `${variant}: broker memory`,
        value: resident,
        unit: 'MiB',
        bound: 400,
        ceiling: null,
      }),
    ];
  } finally {
    await load.end();
    await stack.stop();
    installation.remove();
  }
}

/** Resident memory of a process; NaN where /proc is not there. */
function residentMebibytes(pid: number): number {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : Number.NaN;
  } catch {
    return Number.NaN;
  }
}
