import { readRunFiles } from '@lenglian/seed-files';

/** The device that the try-out run of the seeds carries, for the reader of the README. */
export const READY_DEVICE = 'MY-FIRST-REEFER';

/** The devices of every run that the simulators play. */
export function simulatedDevices(seedsDirectory: string): string[] {
  return readRunFiles(seedsDirectory)
    .filter((run) => run.isSimulated)
    .flatMap((run) => run.units.map((unit) => unit.deviceId));
}
