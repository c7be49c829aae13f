import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
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

describe('the context that suites share', () => {
  it('has nothing of what the suite before has left', () => {
    fs.writeFileSync(path.join(directory, 'first.spec.js'), FIRST);
    fs.writeFileSync(path.join(directory, 'second.spec.js'), SECOND);
    fs.writeFileSync(path.join(directory, 'package.json'), '{ "type": "module" }');
    const config = {
      rootDir: directory,
      testEnvironment: path.join(ROOT, 'jest.environment.js'),
      runtime: path.join(ROOT, 'jest.runtime.js'),
      testMatch: ['<rootDir>/*.spec.js'],
      modulePaths: [path.join(ROOT, 'node_modules')],
      transform: {},
    };
    const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
    const args = ['--runInBand', '--json', '--config', JSON.stringify(config)];
    const answer = execFileSync(process.execPath, ['--experimental-vm-modules', jest, ...args], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const report = JSON.parse(answer) as { testResults: { name: string; status: string }[] };

    expect(report.testResults.map(({ name, status }) => [path.basename(name), status])).toEqual([
      ['first.spec.js', 'passed'],
      ['second.spec.js', 'passed'],
    ]);
  }, 30_000);
});
