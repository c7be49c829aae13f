import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DAY, type Clock } from '@lenglian/quantities';
import {
  ensureAdmin,
  ensureOrganisation,
  loadSeeds,
  openRecords,
  sha256Hex,
  type Actor,
  type Records,
} from '@lenglian/records';
import { gatewayIdOf } from './load/load-process.ts';
import { BENCH_ORGANISATION, deviceIdOf, tokenOf } from './load/plan.ts';
import { ROOT } from '../processes/stack.ts';

export const ADMIN_PASSWORD = 'bench-admin-password';
const actor: Actor = { id: 'shell', reason: 'benchmark' };
/** Boxes of one train: as many as the longest in the seeds. */
const UNITS_A_RUN = 32;

export interface InstallationOptions {
  readonly devices: number;
  readonly gateways: number;
  readonly seed: number;
  readonly clock: Clock;
}

/** A data directory with organisations, runs, units, lots and devices for a load; removed by `remove`. */
export class Installation {
  readonly dataDirectory: string;

  private constructor(dataDirectory: string) {
    this.dataDirectory = dataDirectory;
  }

  static async create(options: InstallationOptions): Promise<Installation> {
    const installation = new Installation(
      fs.mkdtempSync(path.join(os.tmpdir(), 'lenglian-bench-')),
    );
    const records = await openRecords({
      dataDirectory: installation.dataDirectory,
      clock: options.clock,
    });
    try {
      await ensureOrganisation(records, BENCH_ORGANISATION);
      await ensureAdmin(records, ADMIN_PASSWORD);
      await loadSeeds(records, path.join(ROOT, 'seeds'), options.clock.now(), {
        withSimulatedRuns: false,
      });
      await addFleet(records, options);
    } finally {
      await records.close();
    }
    return installation;
  }

  remove(): void {
    fs.rmSync(this.dataDirectory, { recursive: true, force: true });
  }
}

async function addFleet(
  records: Records,
  { devices, gateways, seed, clock }: InstallationOptions,
): Promise<void> {
  // Before the first reading of any load.
  const from = clock.now() - 40 * DAY;
  const numbers = Array.from({ length: devices }, (_, device) => device);
  const runs = Array.from({ length: Math.ceil(devices / UNITS_A_RUN) }, (_, run) => run);
  await records.journeys.addMany(actor, {
    organisationId: BENCH_ORGANISATION,
    runs: runs.map((run) => ({
      code: `BENCH-RUN-${run}`,
      serviceCode: 'TRYOUT',
      nameZh: `基准 ${run}`,
      nameEn: `Bench ${run}`,
      state: 'IN_TRANSIT' as const,
      legs: [],
    })),
    devices: numbers.map((device) => ({
      id: deviceIdOf(device),
      kind: 'reefer' as const,
      tokenSha256: sha256Hex(tokenOf({ seed }, device)),
    })),
    units: numbers.map((device) => ({
      code: `BENCH-UNIT-${device}`,
      kind: 'reefer' as const,
      run: {
        runCode: `BENCH-RUN-${Math.floor(device / UNITS_A_RUN)}`,
        position: (device % UNITS_A_RUN) + 1,
        equipmentGroup: null,
        from,
      },
      devices: [{ deviceId: deviceIdOf(device), from }],
    })),
    lots: numbers.map((device) => ({
      code: `BENCH-LOT-${device}`,
      commodityCode: 'PEAR_KORLA',
      quantityKilograms: 21_000,
      placement: { unitCode: `BENCH-UNIT-${device}`, profileCode: 'PEAR_KORLA', from },
    })),
  });
  await records.devices.addMany(
    actor,
    Array.from({ length: gateways }, (_, gateway) => ({
      id: gatewayIdOf(gateway),
      organisationId: BENCH_ORGANISATION,
      kind: 'box' as const,
      tokenSha256: sha256Hex(tokenOf({ seed }, devices + gateway)),
      publishesFor: numbers.filter((device) => device % gateways === gateway).map(deviceIdOf),
    })),
  );
}
