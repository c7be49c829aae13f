import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRecords, sha256Hex, UNISSUED_TOKEN_SHA256, type Records } from '@lenglian/records';
import { provisionFleet } from './provision-fleet.ts';

const TESTER = { id: 'test' };

describe('provisioning the fleet', () => {
  let folder: string;
  let file: string;
  let records: Records;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenglian-fleet-'));
    file = join(folder, 'fleet-credentials.json');
    records = await openRecords({ dataDirectory: folder, clock: { now: () => 1_000 } });
    await records.organisations.ensure(TESTER, { id: 'demo', nameZh: '演示', nameEn: 'Demo' });
    const device = { organisationId: 'demo', kind: 'reefer', tokenSha256: UNISSUED_TOKEN_SHA256 };
    const ids = ['A', 'B', 'C'];
    await records.devices.addMany(
      TESTER,
      ids.map((id) => ({ ...device, id, kind: 'reefer' })),
    );
  });
  afterEach(async () => {
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });

  interface Credentials {
    readonly organisationId: string;
    readonly devices: { readonly deviceId: string; readonly token: string }[];
  }
  const read = async () => JSON.parse(await readFile(file, 'utf8')) as Credentials;
  const everyTokenFits = async () => {
    const access = new Map((await records.devices.access()).map((one) => [one.deviceId, one]));
    const { devices } = await read();
    return devices.every((one) => access.get(one.deviceId)?.tokenSha256 === sha256Hex(one.token));
  };

  it('gives each device a token that fits, in a file for the owner only', async () => {
    await provisionFleet(records, ['A', 'B'], file);
    const { organisationId, devices } = await read();
    expect(organisationId).toBe('demo');
    expect(devices.map(({ deviceId }) => deviceId)).toEqual(['A', 'B']);
    expect(await everyTokenFits()).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const untouched = (await records.devices.access()).find(({ deviceId }) => deviceId === 'C');
    expect(untouched?.tokenSha256).toBe(UNISSUED_TOKEN_SHA256);
  });

  it('keeps tokens that still fit and changes nothing then', async () => {
    await provisionFleet(records, ['A', 'B'], file);
    const [before, version] = [await read(), await records.devices.accessVersion()];
    await provisionFleet(records, ['A', 'B'], file);
    expect(await read()).toEqual(before);
    expect(await records.devices.accessVersion()).toBe(version);
  });

  it('replaces what does not fit any more, and leaves out what is revoked', async () => {
    await provisionFleet(records, ['A', 'B', 'C'], file);
    const before = await read();
    await records.devices.rotate(TESTER, 'A', 'f'.repeat(64));
    await records.devices.revoke(TESTER, 'C');
    await provisionFleet(records, ['A', 'B', 'C'], file);
    const after = await read();
    expect(after.devices.map(({ deviceId }) => deviceId)).toEqual(['A', 'B']);
    expect(after.devices[0]).not.toEqual(before.devices[0]);
    expect(after.devices[1]).toEqual(before.devices[1]);
    expect(await everyTokenFits()).toBe(true);
  });

  it('begins anew from a file that is broken', async () => {
    await writeFile(file, '{"devices": [');
    await provisionFleet(records, ['A'], file);
    expect(await everyTokenFits()).toBe(true);
  });
});
