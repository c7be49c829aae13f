import fs from 'node:fs';
import path from 'node:path';
import { MINUTE, type Clock } from '@lenglian/quantities';
import {
  ensureAdmin,
  ensureOrganisation,
  loadSeeds,
  newToken,
  openRecords,
  sha256Hex,
  type Records,
} from '@lenglian/records';
import { provisionFleet } from '../device/provision-fleet.ts';
import { FIRST_SIMULATED_RUN, READY_DEVICE, simulatedDevices } from './fleet.ts';
import type { LaunchSettings } from './settings.ts';

const ORGANISATION = 'demo';
const SIGN_IN_LINK_LIFE = 30 * MINUTE;

/** What only the launcher knows and the person at the terminal must see. */
export interface Prepared {
  /** Made up at the first start; undefined later, and where ADMIN_PASSWORD was given. */
  readonly adminPassword: string | undefined;
  readonly signInToken: string;
  /** The ready device's token, on the first start only. */
  readonly readyDeviceToken: string | undefined;
  readonly credentialsFile: string;
  /** How much of the past the fleet tells: six days to an empty store, then only what its story needs. */
  readonly historyDays: number;
  /** Whether simulated runs are in the data: the console must say so, also without the fleet. */
  readonly hasDemoData: boolean;
}

/** Makes an empty data directory a working installation; what is there already stays as it is. */
export async function prepare(settings: LaunchSettings, clock: Clock): Promise<Prepared> {
  fs.mkdirSync(settings.dataDirectory, { recursive: true, mode: 0o700 });
  const { dataDirectory, recordsUrl: url } = settings;
  const records = await openRecords({ url, dataDirectory, clock });
  try {
    await ensureOrganisation(records, ORGANISATION);
    const admin = await ensureAdmin(records, settings.adminPassword);
    const seeds = path.join(settings.root, 'seeds');
    const historyDays = (await records.journeys.runByCode(ORGANISATION, FIRST_SIMULATED_RUN))
      ? 0
      : 6;
    const hasReadyDevice = !settings.isClockSimulated;
    const isFirstStart = hasReadyDevice && (await records.devices.get(READY_DEVICE)) === undefined;
    await loadSeeds(records, seeds, clock.now(), {
      withSimulatedRuns: settings.hasFleet,
      withRuns: !settings.isClockSimulated,
    });
    const credentialsFile = path.join(settings.dataDirectory, 'fleet-credentials.json');
    if (settings.hasFleet)
      await provisionFleet(records, await simulatedDevices(seeds), credentialsFile);
    return {
      adminPassword: admin.madeUpPassword ?? undefined,
      signInToken: await oneTimeLink(records, admin.userId, clock),
      readyDeviceToken: isFirstStart ? await issueReadyDevice(records) : undefined,
      credentialsFile,
      historyDays,
      hasDemoData:
        (await records.journeys.runByCode(ORGANISATION, FIRST_SIMULATED_RUN)) !== undefined,
    };
  } finally {
    await records.close();
  }
}

async function oneTimeLink(records: Records, userId: string, clock: Clock): Promise<string> {
  const token = newToken();
  await records.sessions.addOneTimeLink(sha256Hex(token), {
    userId,
    expiresAt: clock.now() + SIGN_IN_LINK_LIFE,
  });
  return token;
}

/** Seeds bring the device with a token that nobody knows; the first start gives it one to show. */
async function issueReadyDevice(records: Records): Promise<string> {
  const token = newToken();
  await records.devices.rotate(
    { id: 'shell', reason: 'first start' },
    READY_DEVICE,
    sha256Hex(token),
  );
  return token;
}
