import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import { PacketMeter } from './packet-meter.ts';

function publish(payloadBytes: number): Buffer {
  return mqttPacket.generate({
    cmd: 'publish',
    topic: 't',
    payload: Buffer.alloc(payloadBytes, 0xff),
    qos: 0,
    dup: false,
    retain: false,
  });
}

/** Bytes of a PUBLISH with topic `t` besides its payload and fixed header. */
const TOPIC_BYTES = 3;

describe('the packet meter', () => {
  it('lets through what fits, and stops what does not, wherever the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 5_000 }),
        (sizes, cut) => {
          const stream = Buffer.concat(sizes.map(publish));
          const largest = Math.max(...sizes) + TOPIC_BYTES;
          expect(admits(new PacketMeter(largest), stream, cut)).toBe(true);
          expect(admits(new PacketMeter(largest - 1), stream, cut)).toBe(false);
        },
      ),
    );
  });

  it('stops a length of more than four bytes', () => {
    const endless = Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x01]);
    expect(new PacketMeter(Number.MAX_SAFE_INTEGER).admits(endless)).toBe(false);
  });

  function admits(meter: PacketMeter, stream: Buffer, cut: number): boolean {
    for (let i = 0; i < stream.length; i += cut) {
      if (!meter.admits(stream.subarray(i, i + cut))) return false;
    }
    return true;
  }
});
