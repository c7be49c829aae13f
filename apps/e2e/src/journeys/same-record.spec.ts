import { describe, expect, it } from '@jest/globals';
import { IN_SEASON, SEED, WITHIN } from '../support/play-journeys.ts';
import { recordOf } from '../support/record-of.ts';
import { SimulatedInstallation } from '../support/simulated-installation.ts';

/**
 * Short ones of five kinds, in the order of their seasons: a road with measured times, a store where lots are shared out,
 * a round of tanks, containers in the air that come back from silence, and a train of which only some hours are watched.
 * Alerts, incidents that somebody takes and hand-overs are in them. With EVERY_JOURNEY=1 all there are.
 */
const FIVE_KINDS = [
  'chilled-and-frozen-meat',
  'aquatic-cross-dock',
  'milk-loop-shihezi',
  'xiangli-air-shanghai',
  'small-train-zhengzhou',
];

const TWICE = process.env['EVERY_JOURNEY'] === '1' ? IN_SEASON : FIVE_KINDS;

describe('the record of journeys', () => {
  it(
    'is the same on another installation by the same seed, to the last reading and line of the audit',
    async () => {
      // At once: each has an installation of its own, and neither may know of the other.
      const [first, second] = await Promise.all([playOnce(), playOnce()]);
      expect(first.length).toBeGreaterThan(1_000);
      // Both are sorted: where they part, a few lines of each tell it; all of them would tell nobody anything.
      const apart = first.findIndex((line, i) => line !== second[i]);
      expect(first.slice(apart, apart + 3)).toEqual(second.slice(apart, apart + 3));
      expect(second).toHaveLength(first.length);
    },
    TWICE.length * WITHIN,
  );
});

/** What an installation tells that saw nothing else. */
async function playOnce(): Promise<string[]> {
  const installation = await new SimulatedInstallation().start();
  try {
    for (const scenario of TWICE) {
      const { exitCode } = await installation.simulate(scenario, SEED);
      expect([scenario, exitCode]).toEqual([scenario, 0]);
    }
    return await recordOf(await installation.signIn());
  } finally {
    await installation.end();
  }
}
