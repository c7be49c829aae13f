import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../processes/stack.ts';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'lenglian-context-'));
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

const FIRST = `
import { expect, it } from '@jest/globals';
it('leaves things behind', () => {
  globalThis.left = 1;
  process.env.LEFT = '1';
  process.left = 1;
  Array.prototype.left = 1;
  Math.random = () => 0.5;
  JSON.parse = () => 'nothing';
  expect.addEqualityTesters([() => true]);
  expect.extend({ toBeLeft: () => ({ pass: true, message: () => '' }) });
  expect({ a: 1 }).toEqual({ a: 2 });
});
// The longer file is the first.
${'//\n'.repeat(500)}`;

const SECOND = `
import { expect, it } from '@jest/globals';
it('finds nothing of it', () => {
  expect([globalThis.left, process.env.LEFT, process.left, [].left]).toEqual(Array(4).fill(undefined));
  expect(String(Math.random)).toContain('[native code]');
  expect(JSON.parse('1')).toBe(1);
  expect(() => expect({ a: 1 }).toEqual({ a: 2 })).toThrow();
  expect(expect('').toBeLeft).toBe(undefined);
});`;

/** How many suites have used a module of the workspace under test, and one of a library. */
const USES = `
import { it } from '@jest/globals';
import { uses as own } from './own.js';
import { uses as ofLibrary } from '../libs/count.js';
it('counts', () => {
  own.push(1);
  ofLibrary.push(1);
  console.log(own.length + ' of its own, ' + ofLibrary.length + ' of a library');
});`;

/** Runs suites in a worker, one after another. @returns each with what it came to */
function run(suites: Readonly<Record<string, string>>) {
  const rootDir = fs.mkdtempSync(path.join(directory, 'workspace-'));
  for (const [name, text] of Object.entries(suites))
    fs.writeFileSync(path.join(rootDir, name), text);
  const config = {
    rootDir,
    testEnvironment: path.join(ROOT, 'jest.environment.js'),
    runtime: path.join(ROOT, 'jest.runtime.js'),
    testMatch: ['<rootDir>/*.spec.js'],
    modulePaths: [path.join(ROOT, 'node_modules')],
    transform: {},
  };
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const args = ['--runInBand', '--json', '--config', JSON.stringify(config)];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', jest, ...args],
    { cwd: rootDir, encoding: 'utf8' },
  );
  const report = JSON.parse(stdout) as { testResults: { name: string; status: string }[] };
  const results = report.testResults.map(({ name, status }) => [path.basename(name), status]);
  return { results, stderr };
}

describe('the context that suites share', () => {
  beforeAll(() => {
    fs.writeFileSync(path.join(directory, 'package.json'), '{ "type": "module" }');
  });

  it('has nothing of what the suite before has left', () => {
    expect(run({ 'first.spec.js': FIRST, 'second.spec.js': SECOND }).results).toEqual([
      ['first.spec.js', 'passed'],
      ['second.spec.js', 'passed'],
    ]);
  }, 30_000);

  it('has libraries loaded once, and what is under test anew for each suite', () => {
    const module = 'export const uses = [];';
    fs.mkdirSync(path.join(directory, 'libs'));
    fs.writeFileSync(path.join(directory, 'libs/count.js'), module);
    const { stderr } = run({ 'own.js': module, 'a.spec.js': USES, 'b.spec.js': USES });
    expect(stderr.match(/\d of its own, \d of a library/g)).toEqual([
      '1 of its own, 1 of a library',
      '1 of its own, 2 of a library',
    ]);
  }, 30_000);
});
