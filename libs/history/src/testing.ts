/** For the tests of other projects too: a real influxd, arbitrary readings, the expected history. */
export * from './arbitrary-readings.ts';
export * from './expected-history.ts';
export * from './influxd.ts';
