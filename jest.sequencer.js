import TestSequencer from '@jest/test-sequencer';

/** Whole journeys and records on PostgreSQL: what takes longest begins first, so that no core waits at the end. */
const LONG = ['/e2e/src/journeys/', '/records.postgres.spec.ts', '.properties.spec.ts'];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = LONG.findIndex((part) => path.includes(part));
      return found === -1 ? LONG.length : found;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
