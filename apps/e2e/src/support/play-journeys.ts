import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JOURNEYS } from '@lenglian/simulators';
import { SimulatedInstallation } from './simulated-installation.ts';

export const SEED = 7;
/** Real time for one journey, ms: seconds on an idle machine, more on a busy one. */
export const WITHIN = 240_000;
/** Files among which journeys are divided: two are played at once, each on an installation of its own. */
const PARTS = 2;

/** By the time of the year: the installation's time goes on only, and has so a short way to go. */
export const IN_SEASON = JOURNEYS.toSorted(
  (a, b) => a.departs.month - b.departs.month || a.departs.day - b.departs.day,
).map(({ name }) => name);

/** Plays a part of all journeys by their names, one after another, and holds each to its truth. */
export function describeJourneys(part: number): void {
  describe('a journey by name, through the real broker and api', () => {
    let installation: SimulatedInstallation;
    beforeAll(async () => {
      installation = await new SimulatedInstallation().start();
    }, 60_000);
    afterAll(() => installation.end(), 60_000);

    it.each(IN_SEASON.filter((_, i) => i % PARTS === part))(
      'ends as its truth says: %s',
      async (name) => {
        const { exitCode, lines } = await installation.simulate(name, SEED);
        const told = lines.filter(({ msg }) => msg !== 'act' && msg !== 'held');
        expect(told).toEqual([
          expect.objectContaining({ msg: 'starting', scenario: name }),
          expect.objectContaining({ msg: 'verdict', scenario: name, broken: 0 }),
        ]);
        expect(exitCode).toBe(0);
      },
      WITHIN,
    );
  });
}
