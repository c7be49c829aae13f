import { spawnSync } from 'node:child_process';
import { describe, it } from '@jest/globals';
import { findPostgres } from '@lenglian/records/testing';

/** Whether a program can be started here. */
export function hasProgram(name: string): boolean {
  // Debian keeps PostgreSQL's programs out of the path.
  if (name === 'postgres') return findPostgres() !== undefined;
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

/**
 * A story that needs programs which are not part of the project. Where one is missing the story is
 * skipped by name and counted; with REQUIRE_ALL=1 it fails instead.
 */
export function describeWith(programs: readonly string[], name: string, story: () => void): void {
  const missing = programs.filter((program) => !hasProgram(program));
  if (missing.length === 0) {
    describe(name, story);
  } else if (process.env['REQUIRE_ALL'] === '1') {
    describe(name, () => {
      it(`needs ${missing.join(', ')}`, () => {
        expectPrograms(missing);
      });
    });
  } else {
    describe(name, () => {
      it.skip(`needs ${missing.join(', ')}`, () => undefined);
    });
  }
}

function expectPrograms(missing: readonly string[]): void {
  if (missing.length > 0)
    throw new TypeError(`REQUIRE_ALL=1, and missing here: ${missing.join(', ')}`);
}
