import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Runs the audit against a registry of our own. */
async function audit(status: number, advisories: object) {
  const registry = createServer((request, response) => {
    request.resume();
    const isAdvisories = request.url?.endsWith('/advisories/bulk') ?? false;
    response.writeHead(isAdvisories ? status : 200, { 'content-type': 'application/json' });
    const nothing = { name: request.url?.slice(1), versions: {}, 'dist-tags': {} };
    response.end(JSON.stringify(isAdvisories ? advisories : nothing));
  });
  await new Promise<void>((resolve) => void registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  const settings = { NODE_OPTIONS: '', npm_config_registry: `http://127.0.0.1:${port}` };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['tools/audit.mjs'], {
      ...{ cwd: ROOT, env: { ...process.env, ...settings } },
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  } finally {
    registry.close();
  }
}

it('the audit of dependencies fails for a high weakness, and only warns where nobody tells any', async () => {
  const weakness = { id: 1, url: 'https://example.org', title: 'a hole', vulnerable_versions: '*' };
  const high = await audit(200, { zod: [{ ...weakness, severity: 'high' }] });
  expect(high).toMatchObject({ code: 1, said: expect.stringContaining('1 high') });
  expect(await audit(200, {})).toMatchObject({
    code: 0,
    said: expect.stringContaining('no weakness'),
  });
  expect(await audit(405, {})).toMatchObject({
    code: 0,
    said: expect.stringContaining('not audited'),
  });
}, 60_000);
