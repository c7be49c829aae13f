import TestSequencer from '@jest/test-sequencer';

/** What takes longest begins first, so that no core waits at the end: whole journeys, stories, records on PostgreSQL. */
const LONG = [
  ...['/e2e/src/journeys/', '/e2e/src/', '/records.postgres.spec.ts', '/http/fuzz.spec.ts'],
  ...['/access/grants-walk.spec.ts', '.properties.spec.ts'],
];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = LONG.findIndex((part) => path.includes(part));
      return found === -1 ? LONG.length : found;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
