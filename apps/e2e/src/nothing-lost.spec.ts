import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '@lenglian/tools';

describe('the fault campaign', () => {
  it('loses, doubles and changes nothing while broker and api are killed', () => {
    const campaign = spawnSync(
      process.execPath,
      [
        path.join(ROOT, 'tools/dist/faults/main.js'),
        '--rounds',
        '1',
        '--kills',
        '5',
        '--devices',
        '20',
        '--messages',
        '150',
        '--seed',
        '3',
      ],
      { encoding: 'utf8', timeout: 240_000, env: { ...process.env, NODE_OPTIONS: '' } },
    );
    expect(campaign.stdout).toContain('nothing lost, doubled or different');
    expect(campaign.status).toBe(0);
  }, 250_000);
});
