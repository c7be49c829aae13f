import { describe, expect, it } from '@jest/globals';
import { SEED, WITHIN } from '../support/play-journeys.ts';
import { recordOf } from '../support/record-of.ts';
import { SimulatedInstallation } from '../support/simulated-installation.ts';

/** With alerts, an incident that somebody takes, a border, and hand-overs. */
const TWICE = 'horgos-almaty-winter';

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
