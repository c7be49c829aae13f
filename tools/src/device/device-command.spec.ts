import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRecords, sha256Hex, type Records } from '@lenglian/records';

const ROOT = join(import.meta.dirname, '../../..');
const COMMAND = join(import.meta.dirname, 'main.ts');
// The command knows no other clock.
const clock = { now: () => Date.now() };

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** The real command, as npm runs it, in records of its own that a second handle keeps open. */
describe('npm run device', () => {
  let folder: string;
  let records: Records;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenglian-device-'));
    records = await openRecords({ dataDirectory: folder, clock });
  });
  afterEach(async () => {
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });

  function device(...args: string[]): Promise<Outcome> {
    const node = ['--conditions=@lenglian/source', COMMAND, ...args];
    const environment = { ...process.env, NODE_OPTIONS: '', DATA_DIR: folder, RECORDS_URL: '' };
    return new Promise((resolve) => {
      execFile(process.execPath, node, { cwd: ROOT, env: environment }, (error, out, said) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, said });
      });
    });
  }

  async function addUnit(code: string): Promise<void> {
    const unit = { code, kind: 'reefer' } as const;
    await records.organisations.ensure({ id: 'test' }, { id: 'demo', nameZh: '演', nameEn: 'D' });
    await records.journeys.addMany({ id: 'test' }, { organisationId: 'demo', units: [unit] });
  }

  it('adds a device and prints its token once, while somebody else has the records open', async () => {
    const before = await records.devices.accessVersion();
    const { code, out, said } = await device('add', 'RFR-1', '--kind', 'reefer');
    expect(code).toBe(0);
    expect(out).toMatch(/^[\w-]{43}\n$/);
    expect(said).toContain('RFR-1');
    expect(await records.devices.accessVersion()).toBe(before + 1);
    expect(await records.devices.access()).toMatchObject([
      { deviceId: 'RFR-1', organisationId: 'demo', tokenSha256: sha256Hex(out.trim()) },
    ]);
    const list = await device('list');
    expect(list.out).toMatch(/^RFR-1 +reefer +- +active +demo$/m);
    expect(list.out).not.toContain(out.trim());
  });

  it('binds, rotates and revokes, audited as the shell', async () => {
    await addUnit('XJLU3000015');
    const first = await device('add', 'RFR-1', '--kind', 'reefer');
    expect((await device('bind', 'RFR-1', '--unit', 'XJLU3000015')).code).toBe(0);
    expect((await device('list')).out).toContain('XJLU3000015');
    const second = await device('rotate', 'RFR-1');
    expect(second.out).not.toBe(first.out);
    expect((await records.devices.access())[0]?.tokenSha256).toBe(sha256Hex(second.out.trim()));
    expect((await device('revoke', 'RFR-1')).code).toBe(0);
    expect((await records.devices.access())[0]?.revoked).toBe(true);
    const audit = await records.audit.list({ limit: 9, entity: 'device', entityId: 'RFR-1' });
    expect(audit.items.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'shell device.add',
      'shell device.bind',
      'shell device.rotate',
      'shell device.revoke',
    ]);
  }, 20_000);

  it('imports a list as a spreadsheet saves it, and prints tokens that fit', async () => {
    await addUnit('XJLU3000015');
    const file = join(folder, 'list.csv');
    await writeFile(file, '\uFEFFid,kind,unit\r\nA-1,reefer,XJLU3000015\r\n"A-2",room,\r\n\r\n');
    const { code, out } = await device('import', file);
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines.shift()).toBe('id,token');
    const access = await records.devices.access();
    expect(lines.map((line) => line.split(','))).toHaveLength(2);
    for (const line of lines) {
      const [id, token = ''] = line.split(',');
      const one = access.find(({ deviceId }) => deviceId === id);
      expect(one?.tokenSha256).toBe(sha256Hex(token));
    }
    expect((await records.devices.get('A-1'))?.unitId).not.toBeNull();
  });

  it('imports all or nothing', async () => {
    const file = join(folder, 'list.json');
    await device('add', 'A-2', '--kind', 'reefer');
    await writeFile(
      file,
      JSON.stringify([
        { id: 'A-1', kind: 'reefer' },
        { id: 'A-2', kind: 'room' },
      ]),
    );
    const { code, out, said } = await device('import', file);
    expect([code, out, said]).toEqual([1, '', 'Device A-2 exists.\n']);
    expect(await records.devices.get('A-1')).toBeUndefined();
  });

  it('says in one sentence what is wrong', async () => {
    const csv = join(folder, 'bad.csv');
    await writeFile(csv, 'id,kind\nA-1,reefer\nA-2,fridge\n');
    const mistakes: [string[], number, string][] = [
      [[], 2, 'Which command? Try --help.'],
      [['fly'], 2, 'There is no command fly; try --help.'],
      [['add'], 2, 'The device id is missing.'],
      [['add', 'a/b', '--kind', 'box'], 2, 'a/b is no device id'],
      [['add', 'A', '--kind', 'fridge'], 2, 'fridge is no kind: it is one of reefer, tanker'],
      [['rotate', 'A', '--kind', 'box'], 2, 'rotate takes no --kind.'],
      [['bind', 'A', '--unit', 'U', '--from', 'yesterday'], 2, 'no ISO 8601 time with a zone'],
      [['rotate', 'NOBODY'], 1, 'There is no device NOBODY.'],
      [['bind', 'NOBODY', '--unit', 'NOWHERE'], 1, 'There is no device NOBODY.'],
      [['add', 'A', '--kind', 'box', '--organisation', 'other'], 1, 'no organisation other.'],
      [['import', join(folder, 'none.csv')], 2, 'cannot be read.'],
      [['import', csv], 2, 'bad.csv, line 3: fridge is no kind'],
    ];
    const outcomes = await Promise.all(mistakes.map(([args]) => device(...args)));
    outcomes.forEach((outcome, place) => {
      const [, code, sentence] = mistakes[place] ?? [];
      expect(outcome).toMatchObject({ code, out: '' });
      expect(outcome.said).toContain(sentence);
      expect(outcome.said.trim().split('\n')).toHaveLength(1);
    });
  }, 30_000);

  it('explains itself', async () => {
    const { code, out } = await device('--help');
    expect(code).toBe(0);
    for (const word of ['add ID', 'bind ID', 'list', 'rotate ID', 'revoke ID', 'import FILE']) {
      expect(out).toContain(word);
    }
  });
});
