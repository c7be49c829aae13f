import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { newToken, sha256Hex, type Records } from '@lenglian/records';

/** What the simulated fleet signs in with: `DATA_DIR/fleet-credentials.json`, for the owner's eyes only. */
interface FleetCredentials {
  readonly organisationId: string;
  readonly devices: readonly { readonly deviceId: string; readonly token: string }[];
}

const ORGANISATION_ID = 'demo';

/**
 * Makes sure that each of these devices has a token that the credentials file knows. Tokens in the
 * file that still fit the records are kept; the others are replaced by new ones, in the records and
 * in the file (mode 0600). A revoked device is left out.
 */
export async function provisionFleet(
  records: Records,
  deviceIds: readonly string[],
  credentialsFile: string,
): Promise<void> {
  const known = await readTokens(credentialsFile);
  const access = new Map((await records.devices.access()).map((one) => [one.deviceId, one]));
  const usable = deviceIds.filter((id) => access.get(id)?.revoked === false);
  const devices = usable.map((deviceId) => {
    const token = known.get(deviceId);
    const isValid = token !== undefined && sha256Hex(token) === access.get(deviceId)?.tokenSha256;
    return { deviceId, token: isValid ? token : newToken(), isValid };
  });
  // The file first: were we to die in between, its new tokens fit nothing and the next start
  // replaces them; the other way round, tokens would be lost that the records hold as valid.
  await writeCredentials(credentialsFile, {
    organisationId: ORGANISATION_ID,
    devices: devices.map(({ deviceId, token }) => ({ deviceId, token })),
  });
  const rotated = devices.filter(({ isValid }) => !isValid);
  if (rotated.length === 0) return;
  await records.devices.rotateMany(
    { id: 'system', reason: 'tokens for the simulated fleet' },
    rotated.map(({ deviceId, token }) => ({ id: deviceId, tokenSha256: sha256Hex(token) })),
  );
}

/** Whatever a file that is missing or broken held is worth nothing: its devices get new tokens. */
async function readTokens(file: string): Promise<Map<string, string>> {
  try {
    const content = JSON.parse(await readFile(file, 'utf8')) as Partial<FleetCredentials>;
    return new Map((content.devices ?? []).map(({ deviceId, token }) => [deviceId, token]));
  } catch {
    return new Map();
  }
}

/** Beside it first and then renamed, so that nobody ever reads half a file. */
async function writeCredentials(file: string, credentials: FleetCredentials): Promise<void> {
  const unfinished = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(unfinished, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}
