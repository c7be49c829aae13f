import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadSeeds, openRecords, sha256Hex, verifyPassword, type Records } from '@lenglian/records';

const ROOT = join(import.meta.dirname, '../../..');
const SEEDS = join(ROOT, 'seeds');
// The command knows no other clock.
const clock = { now: () => Date.now() };

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** The real command, as npm runs it, in records of its own that a second handle keeps open. */
describe('npm run organisation', () => {
  let folder: string;
  let records: Records;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lenglian-organisation-'));
    records = await openRecords({ dataDirectory: folder, clock });
    await loadSeeds(records, SEEDS, clock.now(), { withSimulatedRuns: false });
  }, 20_000);
  afterEach(async () => {
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });

  function organisation(...args: string[]): Promise<Outcome> {
    const command = join(import.meta.dirname, 'main.ts');
    const node = ['--conditions=@lenglian/source', command, ...args];
    const environment = { ...process.env, NODE_OPTIONS: '', DATA_DIR: folder, RECORDS_URL: '' };
    return new Promise((resolve) => {
      execFile(process.execPath, node, { cwd: ROOT, env: environment }, (error, out, said) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, said });
      });
    });
  }

  const add = (id: string, admin: string) =>
    organisation('add', id, '--zh', '北疆', '--en', 'North', '--admin', admin);

  it('adds one with its own copies of the seeds and an administrator who can sign in', async () => {
    const { code, out } = await add('north', 'gulnar');
    expect(code).toBe(0);
    const [link = '', password = ''] = out.trim().split('\n');
    const token = link.replace('/sign-in#token=', '');
    const user = await records.users.findByUsername('gulnar');
    expect(user).toMatchObject({ organisationId: 'north', role: 'admin' });
    const session = await records.sessions.useOneTimeLink(sha256Hex(token), clock.now());
    expect(session?.userId).toBe(user?.id);
    expect(await verifyPassword(password, user?.passwordHash ?? '')).toBe(true);
    const of = async (id: string) => {
      const { journeys, profiles } = records;
      const found = await profiles.list({ organisationId: id, limit: 200 });
      const lists = [await journeys.places(id), await journeys.services(id), found.items];
      return lists.map((list) => list.map((item) => item.code).sort());
    };
    expect(await of('north')).toEqual(await of('demo'));
    expect((await organisation('list')).out).toContain('north  北疆  North\n');
  }, 20_000);

  it('is followed by newer seeds as the first one is, and loading them again changes nothing', async () => {
    await add('north', 'gulnar');
    const before = await records.audit.list({ limit: 1, newestFirst: true });
    await loadSeeds(records, SEEDS, clock.now(), { withSimulatedRuns: false });
    expect(await records.audit.list({ limit: 1, newestFirst: true })).toEqual(before);
  }, 20_000);

  it('makes another link, and says in one sentence what is wrong', async () => {
    await add('north', 'gulnar');
    const { out } = await organisation('link', 'gulnar');
    expect(out).toMatch(/^\/sign-in#token=[\w-]{43}\n$/);
    const mistakes: [string[], number, string][] = [
      [[], 2, 'Which command? Try --help.'],
      [['fly'], 2, 'There is no command fly; try --help.'],
      [['add', 'a/b', '--zh', '甲'], 2, 'a/b is no organisation id'],
      [['add', 'a', '--zh', '甲', '--admin', 'ab'], 2, 'Give --en NAME.'],
      [['add', 'a', '--zh', '甲', '--en', 'A'], 2, 'Name them with --admin.'],
      [
        ['add', 'north', '--zh', '甲', '--en', 'A', '--admin', 'ab'],
        1,
        'Organisation north exists.',
      ],
      [['add', 'a', '--zh', '甲', '--en', 'A', '--admin', 'gulnar'], 1, 'User gulnar exists.'],
      [['link', 'nobody'], 1, 'There is no user nobody.'],
    ];
    const outcomes = await Promise.all(mistakes.map(([args]) => organisation(...args)));
    outcomes.forEach((outcome, place) => {
      const [, code, sentence] = mistakes[place] ?? [];
      expect(outcome).toMatchObject({ code, out: '' });
      expect(outcome.said).toContain(sentence);
      expect(outcome.said.trim().split('\n')).toHaveLength(1);
    });
    expect(await records.organisations.get('a')).toBeUndefined();
  }, 40_000);
});
