import path from 'node:path';
import { DAY, type Clock } from '@lenglian/quantities';
import {
  ensureAdmin,
  loadSeeds,
  newToken,
  openRecords,
  sha256Hex,
  type Actor,
} from '@lenglian/records';
import { ROOT } from '../processes/stack.ts';
import { faultDeviceId, type FaultPlan } from './fault-plan.ts';

const actor: Actor = { id: 'shell', reason: 'fault campaign' };

/** A device, a unit and a lot for each of the plan's devices. Returns their tokens, by number. */
export async function provisionFaultFleet(
  dataDirectory: string,
  plan: FaultPlan,
  clock: Clock,
): Promise<string[]> {
  const records = await openRecords({ dataDirectory, clock });
  try {
    await ensureAdmin(records, newToken());
    await loadSeeds(records, path.join(ROOT, 'seeds'), clock.now(), { withSimulatedRuns: false });
    const from = plan.start - DAY;
    const devices = Array.from({ length: plan.devices }, (_, device) => device);
    const tokens = devices.map(() => newToken());
    await records.journeys.addMany(actor, {
      organisationId: 'demo',
      devices: devices.map((device) => ({
        id: faultDeviceId(device),
        kind: 'reefer' as const,
        tokenSha256: sha256Hex(tokens[device] as string),
      })),
      units: devices.map((device) => ({
        code: `FAULT-UNIT-${device}`,
        kind: 'reefer' as const,
        devices: [{ deviceId: faultDeviceId(device), from }],
      })),
      lots: devices.map((device) => ({
        code: `FAULT-LOT-${device}`,
        commodityCode: 'PEAR_KORLA',
        quantityKilograms: 20_000,
        placement: { unitCode: `FAULT-UNIT-${device}`, profileCode: 'PEAR_KORLA', from },
      })),
    });
    return tokens;
  } finally {
    await records.close();
  }
}
