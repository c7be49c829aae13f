import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JOURNEYS } from '@lenglian/simulators';
import { recordOf } from './support/record-of.ts';
import { SimulatedInstallation } from './support/simulated-installation.ts';

const SEED = 7;
/** Real time for one journey, ms: seconds on an idle machine, more on a busy one. */
const WITHIN = 240_000;
/** With alerts, an incident that somebody takes, a border, and hand-overs. */
const TWICE = 'horgos-almaty-winter';

/** By the time of the year: the installation's time goes on only, and has so a short way to go. */
const inSeason = JOURNEYS.toSorted(
  (a, b) => a.departs.month - b.departs.month || a.departs.day - b.departs.day,
).map(({ name }) => name);

describe('a journey by name, through the real broker and api', () => {
  let installation: SimulatedInstallation;
  beforeAll(async () => {
    installation = await new SimulatedInstallation().start();
  }, 60_000);
  afterAll(() => installation.end(), 60_000);

  it.each(inSeason)(
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

describe('the record of a journey', () => {
  it(
    'is the same on another installation by the same seed, to the last reading and line of the audit',
    async () => {
      const records: string[][] = [];
      for (let times = 0; times < 2; times++) {
        const installation = await new SimulatedInstallation().start();
        try {
          const { exitCode } = await installation.simulate(TWICE, SEED);
          expect(exitCode).toBe(0);
          records.push(await recordOf(await installation.signIn()));
        } finally {
          await installation.end();
        }
      }
      const [first = [], second = []] = records;
      expect(first.length).toBeGreaterThan(1_000);
      const others = new Set(second);
      expect(first.filter((line) => !others.has(line))).toEqual([]);
      expect(second).toHaveLength(first.length);
    },
    2 * WITHIN,
  );
});
