import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { NOW, PASSWORD, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const TSC = require.resolve('typescript/lib/tsc.js');
const NODE_MODULES = join(dirname(TSC), '..', '..');
/** Its package exports no path that CommonJS could resolve. */
const GENERATOR = join(NODE_MODULES, '@hey-api', 'openapi-ts', 'bin', 'run.js');

/** What somebody would write against the generated client. */
const PROGRAM = `
import { createClient } from './client/client/index.ts';
import {
  authControllerLogin,
  devicesControllerList,
  runsControllerList,
  runsControllerOne,
  tokensControllerAdd,
  unitsControllerList,
} from './client/sdk.gen.ts';

const [baseUrl = '', username = '', password = '', expiresAt = ''] = process.argv.slice(2);
const client = createClient({ baseUrl });
const login = await authControllerLogin({ client, body: { username, password } });
const cookie = login.response?.headers.get('set-cookie')?.split(';')[0] ?? '';
client.setConfig({ headers: { cookie } });
const runs = await runsControllerList({ client, query: { limit: 10 }, throwOnError: true });
const id: string = runs.data.items[0]?.id ?? '';
const one = await runsControllerOne({ client, path: { id }, throwOnError: true });
const none = await runsControllerOne({ client, path: { id: 'none' } });
const legs: readonly { readonly fromPlaceCode: string }[] = one.data.legs;
const made = await tokensControllerAdd({
  client,
  body: { name: 'report', scopes: ['journeys.read'], expiresAt: Number(expiresAt) },
  throwOnError: true,
});
const program = createClient({
  baseUrl,
  auth: ({ scheme }) => (scheme === 'bearer' ? made.data.token : undefined),
});
const units = await unitsControllerList({ client: program, throwOnError: true });
const devices = await devicesControllerList({ client: program });
const asProgram = [units.data.items.length, devices.error?.code];
console.log(JSON.stringify([one.data.code, legs.length, none.error?.code, ...asProgram]));
`;

const OPTIONS = {
  ...{ strict: true, noEmit: true, allowImportingTsExtensions: true, types: ['node'] },
  ...{ module: 'esnext', moduleResolution: 'bundler', target: 'es2022' },
  lib: ['es2022', 'dom', 'dom.iterable'],
};

let sut: ApiUnderTest;
let directory: string;

beforeEach(async () => {
  sut = await runApi();
  directory = await mkdtemp(join(tmpdir(), 'lenglian-client-'));
  await symlink(NODE_MODULES, join(directory, 'node_modules'));
});
afterEach(async () => {
  await sut.close();
  await rm(directory, { recursive: true });
});

it('a client generated from the OpenAPI document compiles, signs in and reads, also by a token', async () => {
  const write = (name: string, text: string) => writeFile(join(directory, name), text);
  const document = await fetch(`${sut.url}/api/openapi.json`);
  await write('openapi.json', await document.text());
  const settings = { path: 'client', importFileExtension: '.ts' };
  const config = { input: './openapi.json', output: settings };
  await write('openapi-ts.config.mjs', `export default ${JSON.stringify(config)};`);
  await write('use.ts', PROGRAM);
  await write('package.json', '{"type":"module"}');
  await write('tsconfig.json', JSON.stringify({ compilerOptions: OPTIONS, files: ['use.ts'] }));
  const inside = { cwd: directory, env: { ...process.env, NODE_OPTIONS: '' } };
  const node = (...words: string[]) => run(process.execPath, words, inside);
  await node(GENERATOR, '--file', 'openapi-ts.config.mjs');
  await node(TSC, '--project', '.');
  const { stdout } = await node('use.ts', sut.url, 'viewer', PASSWORD, String(NOW + 3_600_000));
  expect(JSON.parse(stdout)).toEqual(['XLH-1', 1, 'NOT_FOUND', 3, 'FORBIDDEN']);
}, 60_000);
