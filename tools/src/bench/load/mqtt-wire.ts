/** The few MQTT 3.1.1 packets a load needs, built and read without a library: the load must not be the limit. */

function lengthPrefixed(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const out = Buffer.allocUnsafe(2 + body.length);
  out.writeUInt16BE(body.length, 0);
  body.copy(out, 2);
  return out;
}

function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  do {
    const digit = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest > 0 ? digit | 0x80 : digit);
  } while (rest > 0);
  return Buffer.from(bytes);
}

/** CONNECT with a clean session. MQTT 3.1.1 §3.1. */
export function connectPacket(clientId: string, token: string, keepaliveSeconds: number): Buffer {
  const variable = Buffer.concat([
    lengthPrefixed('MQTT'),
    Buffer.from([4, 0xc2, keepaliveSeconds >> 8, keepaliveSeconds & 0xff]),
    lengthPrefixed(clientId),
    lengthPrefixed(clientId),
    lengthPrefixed(token),
  ]);
  return Buffer.concat([Buffer.from([0x10]), remainingLength(variable.length), variable]);
}

/** PUBLISH at QoS 1. MQTT 3.1.1 §3.3. */
export function publishPacket(
  topic: Buffer,
  packetId: number,
  payload: string,
  isDuplicate: boolean,
): Buffer {
  const payloadLength = Buffer.byteLength(payload);
  const length = 2 + topic.length + 2 + payloadLength;
  const header = remainingLength(length);
  const out = Buffer.allocUnsafe(1 + header.length + length);
  out[0] = isDuplicate ? 0x3a : 0x32;
  header.copy(out, 1);
  let offset = 1 + header.length;
  out.writeUInt16BE(topic.length, offset);
  topic.copy(out, offset + 2);
  offset += 2 + topic.length;
  out.writeUInt16BE(packetId, offset);
  out.write(payload, offset + 2, 'utf8');
  return out;
}

/** PINGREQ. */
export const PING = Buffer.from([0xc0, 0]);

/**
 * Reads what a broker answers a publisher: CONNACK and PUBACK, both of 4 bytes, and PINGRESP of 2.
 * Keeps the rest of a cut packet for the next chunk.
 */
export function answerReader(
  onConnack: (code: number) => void,
  onPuback: (packetId: number) => void,
) {
  let rest: Buffer | undefined;
  return (chunk: Buffer): void => {
    const data = rest ? Buffer.concat([rest, chunk]) : chunk;
    let offset = 0;
    while (offset + 2 <= data.length) {
      const size = 2 + (data[offset + 1] as number);
      if (offset + size > data.length) break;
      const type = (data[offset] as number) >> 4;
      if (type === 4) onPuback(data.readUInt16BE(offset + 2));
      else if (type === 2) onConnack(data[offset + 3] as number);
      offset += size;
    }
    rest = offset < data.length ? data.subarray(offset) : undefined;
  };
}
