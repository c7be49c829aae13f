import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.ts';
import { RunningInstallation } from './support/installation.ts';

let installation: RunningInstallation | undefined;
afterEach(async () => {
  await installation?.stop();
  installation?.remove();
});

describe('the launcher', () => {
  it('serves real devices without a simulated fleet', async () => {
    installation = new RunningInstallation(['--no-fleet']);
    await installation.says(/Ctrl-C stops everything/);
    expect(installation.survivors()).toHaveLength(3);
    expect(await installation.stop()).toBe(0);
    expect(installation.survivors()).toEqual([]);
  });

  it('stops the others when one process dies, and says so with its exit code', async () => {
    installation = new RunningInstallation(['--no-fleet']);
    await installation.says(/Ctrl-C stops everything/);
    const own = installation.survivors();
    process.kill(Number(own.at(-1)), 'SIGKILL');
    await eventually('the launcher has given up', () =>
      installation?.survivors().length === 0 ? true : undefined,
    );
    expect(await installation.stop()).toBe(1);
  });
});
