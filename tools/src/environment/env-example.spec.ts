import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../processes/stack.ts';

function variablesOf(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const schema =
    /const (?:environment|OIDC_)\w+ = (?:z\.object\()?\{([\s\S]*?)\n\}\)?;/.exec(source)?.[1] ?? '';
  return [...schema.matchAll(/^ {2}([A-Z][A-Z_0-9]+):/gm)].map((match) => match[1] as string);
}

describe('.env.example', () => {
  it('lists every variable that broker and api read, and no other', () => {
    const listed = [
      ...readFileSync(path.join(ROOT, '.env.example'), 'utf8').matchAll(/^([A-Z_0-9]+)=/gm),
    ];
    const read = new Set([
      ...variablesOf('apps/broker/src/config.ts'),
      ...variablesOf('apps/api/src/config.ts'),
      ...variablesOf('apps/api/src/access/oidc/oidc-settings.ts'),
    ]);
    expect(read.size).toBeGreaterThan(20);
    expect(listed.map((match) => match[1]).sort()).toEqual([...read].sort());
  });
});
