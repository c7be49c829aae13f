import { readSeeds } from '@lenglian/records';

/** The device that the try-out run of the seeds carries, for the reader of the README. */
export const READY_DEVICE = 'MY-FIRST-REEFER';

/** A run of the seeds that simulators play: where it is known, the fleet has been here before. */
export const FIRST_SIMULATED_RUN = 'XL-DEMO-1';

/** The devices of every run that the simulators play. */
export async function simulatedDevices(seedsDirectory: string): Promise<string[]> {
  const { runs } = await readSeeds(seedsDirectory);
  return runs
    .filter((run) => run.isSimulated)
    .flatMap((run) => run.units.map((unit) => unit.deviceId));
}
