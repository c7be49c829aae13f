import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadSeededFleet } from './seeded-fleet.ts';

const SEEDS = join(import.meta.dirname, '../../../seeds');

describe(loadSeededFleet.name, () => {
  it('finds the 53 reefers of the two trains, and no device of a run that is real', async () => {
    const fleet = await loadSeededFleet(SEEDS);
    const ids = fleet.map(({ deviceId }) => deviceId);
    expect(ids.filter((id) => id.startsWith('RFR-XM-'))).toHaveLength(32);
    expect(ids.filter((id) => id.startsWith('RFR-XL-'))).toHaveLength(21);
    expect(ids).toHaveLength(53);
  });

  it('counts places and holes from the start: the pears have a tunnel ahead', async () => {
    const pears = (await loadSeededFleet(SEEDS)).find(
      ({ serviceCode }) => serviceCode === 'XIANGLI',
    );
    const tunnel = pears?.coverageHoles.find(({ code }) => code === 'ZHONGTIANSHAN');
    expect(tunnel?.from).toBeGreaterThan(0);
    expect(tunnel?.from).toBeLessThanOrEqual(120_000);
    expect(pears?.climate.some(({ at }) => at < 0)).toBe(true);
  });
});
