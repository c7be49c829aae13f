import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FleetError } from '../device/simulator-errors.ts';

/** The file's name inside DATA_DIR. */
export const FLEET_CREDENTIALS_FILE = 'fleet-credentials.json';

/** Who the simulated devices are to the broker. */
export const fleetCredentialsSchema = z.object({
  organisationId: z.string().min(1),
  devices: z.array(z.object({ deviceId: z.string().min(1), token: z.string().min(1) })),
});
export type FleetCredentials = z.infer<typeof fleetCredentialsSchema>;

/**
 * Reads the credentials that the launcher, or `npm run device`, wrote.
 *
 * @throws FleetError when the file is missing or of another shape
 */
export async function readFleetCredentials(path: string): Promise<FleetCredentials> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new FleetError(`cannot read the fleet's credentials ${path}`, { cause });
  }
  const credentials = fleetCredentialsSchema.safeParse(json);
  if (!credentials.success) {
    throw new FleetError(`${path} does not hold fleet credentials: ${credentials.error.message}`);
  }
  return credentials.data;
}
