/**
 * Follows the packets in a stream of MQTT bytes by their headers (MQTT 3.1.1 §2.2: a type byte, then
 * the remaining length in one to four bytes of seven bits), so that a packet that is too large is
 * noticed from its first bytes and never gathered in memory.
 */
export class PacketMeter {
  private bytesMax: number;
  /** Bytes of the present packet still to come. */
  private skip = 0;
  private isInLength = false;
  private shift = 0;
  private length = 0;

  /** @param bytesMax the largest remaining length that is let through */
  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  /** Changes the limit for the packets that begin from now on. */
  allow(bytesMax: number): void {
    this.bytesMax = bytesMax;
  }

  /** @returns false as soon as a packet is too large or a length is malformed */
  admits(chunk: Uint8Array): boolean {
    let i = 0;
    while (i < chunk.length) {
      if (this.skip > 0) {
        const step = Math.min(this.skip, chunk.length - i);
        this.skip -= step;
        i += step;
      } else if (!this.isInLength) {
        i++;
        this.isInLength = true;
        this.shift = 0;
        this.length = 0;
      } else if (!this.takeLengthByte(chunk[i++] as number)) {
        return false;
      }
    }
    return true;
  }

  private takeLengthByte(byte: number): boolean {
    this.length |= (byte & 0x7f) << this.shift;
    if ((byte & 0x80) !== 0) {
      this.shift += 7;
      return this.shift <= 21;
    }
    this.isInLength = false;
    this.skip = this.length;
    return this.length <= this.bytesMax;
  }
}
