/*
 * A process for the tests of SIGKILL: appends as fast as it can, in bursts whose sizes come from a
 * seed, and writes each entry's number to stdout once it is acknowledged.
 *
 *   node append-until-killed.ts DIRECTORY SEED FIRST_NUMBER
 */
import { SeededRandom } from '@lenglian/quantities';
import { Appender } from './appender.ts';

const [directory = '', seed = '0', first = '0'] = process.argv.slice(2);
const random = new SeededRandom(Number(seed));
const appender = await Appender.open({ directory, reserveBytes: 0, segmentBytesMax: 200_000 });
let number = Number(first);

function burst(): void {
  const size = 1 + Math.floor(random.next() * 400);
  for (let i = 0; i < size; i++) {
    const own = number++;
    const text = String(own).padEnd(8 + Math.floor(random.next() * 200));
    appender.append(
      {
        kind: 'TELEMETRY',
        receivedAt: own,
        organisationId: 'demo',
        deviceId: 'reefer-1',
        publisherId: 'reefer-1',
        payload: Buffer.from(text),
      },
      (error) => {
        if (error === undefined) process.stdout.write(`${own}\n`);
      },
    );
  }
  if (appender.pendingEntries < 5_000) setImmediate(burst);
  else appender.afterPending(burst);
}
burst();
