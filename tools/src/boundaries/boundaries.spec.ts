import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FORBIDDEN = path.join(ROOT, 'libs/readings/src/forbidden-import.ts');

afterEach(() => fs.rmSync(FORBIDDEN, { force: true }));

function lint(code: string): string {
  fs.writeFileSync(FORBIDDEN, code);
  spawnSync('npx', ['nx', 'graph', '--file=dist/graph.json'], { cwd: ROOT });
  const run = spawnSync('npx', ['eslint', '--no-warn-ignored', FORBIDDEN], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return run.stdout + run.stderr;
}

describe('import boundaries', () => {
  it('refuse a core library that reaches for a store, and for a package', () => {
    const output = lint(
      "export { createLog } from '@lenglian/diagnostics';\nexport { z } from 'zod';\nexport const now = (): number => Date.now();\n",
    );
    expect(output).not.toContain('rule will be skipped');
    expect(output).toMatch(
      /tagged with "layer:core" can only depend on libs tagged with "layer:core"/,
    );
    expect(output).toMatch(/not allowed to import "zod"/);
    expect(output).toContain('Take a Clock');
  }, 60_000);
});
