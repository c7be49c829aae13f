import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import { TestBroker, tokenOf } from './testing.ts';

let broker: TestBroker;
beforeAll(async () => {
  broker = await TestBroker.startWith(['reefer-1', 'witness'], { AUTH_FAILURES_MAX: '1000000' });
});
afterAll(() => broker.remove());

const CONNECT = mqttPacket.generate({
  cmd: 'connect',
  clientId: 'reefer-1',
  username: 'reefer-1',
  password: Buffer.from(tokenOf('reefer-1')),
  clean: true,
});

describe('bytes that make no sense', () => {
  it('never harm the others, before CONNECT or after', async () => {
    const witness = await broker.client('witness');
    let witnessClosed = false;
    witness.on('close', () => (witnessClosed = true));
    const flip = fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.array(flip, { maxLength: 3 }),
        async (isConnected, noise, flips) => {
          const connectBytes = Buffer.from(CONNECT);
          if (!isConnected) {
            for (const { at, to } of flips) connectBytes[at % connectBytes.length] = to;
          }
          const socket = connect(broker.port, '127.0.0.1');
          socket.on('error', () => {});
          socket.resume();
          socket.end(Buffer.concat([connectBytes, noise]));
          await once(socket, 'close');
        },
      ),
      { numRuns: 300 },
    );
    await witness.publishAsync('cc/v1/demo/witness/event', 'still here', { qos: 1 });
    expect(witnessClosed).toBe(false);
    expect(broker.said().at(-1)).toBe('EVENT witness still here');
  }, 30_000);
});
