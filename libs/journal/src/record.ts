import { crc32 } from 'node:zlib';
import { InvalidEntryError, JournalDamagedError } from './errors.ts';
import { ENTRY_KINDS, type JournalEntry, type NewEntry } from './journal.ts';

/*
 * One record, little endian:
 *
 *   0  u32  size: bytes that follow the checksum
 *   4  u32  CRC-32 of those bytes
 *   8  u8   kind: index in ENTRY_KINDS, which therefore only grows at its end
 *   9  u8   length of the organisation id
 *  10  u8   length of the device id
 *  11  u8   length of the publisher id; 255: the same as the device
 *  12  f64  receivedAt
 *  20       the ids in UTF-8, then the payload
 */
const CHECKSUM_END = 8;
const HEADER_BYTES = 20;
const SAME_AS_DEVICE = 255;
const ID_BYTES_MAX = 254;

/** Room that one record takes at most. */
export function recordBytesMax(entry: NewEntry): number {
  const ids = entry.organisationId.length + entry.deviceId.length + entry.publisherId.length;
  return HEADER_BYTES + 3 * ids + entry.payload.length;
}

/**
 * Writes one record without its checksum (`stampChecksums` adds it, on another thread).
 *
 * @param target has room for `recordBytesMax(entry)` bytes at `offset`
 * @returns the offset after the record
 * @throws InvalidEntryError when an id is longer than 254 bytes
 */
export function writeRecord(target: Buffer, offset: number, entry: NewEntry): number {
  let end = offset + HEADER_BYTES;
  const organisationEnd = writeId(target, end, entry.organisationId);
  target[offset + 9] = organisationEnd - end;
  end = writeId(target, organisationEnd, entry.deviceId);
  target[offset + 10] = end - organisationEnd;
  if (entry.publisherId === entry.deviceId) {
    target[offset + 11] = SAME_AS_DEVICE;
  } else {
    const publisherEnd = writeId(target, end, entry.publisherId);
    target[offset + 11] = publisherEnd - end;
    end = publisherEnd;
  }
  target.set(entry.payload, end);
  end += entry.payload.length;
  target[offset + 8] = ENTRY_KINDS.indexOf(entry.kind);
  target.writeDoubleLE(entry.receivedAt, offset + 12);
  target.writeUInt32LE(end - offset - CHECKSUM_END, offset);
  return end;
}

/** Almost all ids are short and ASCII: a loop beats a call into the runtime. */
function writeId(target: Buffer, offset: number, id: string): number {
  if (id.length > ID_BYTES_MAX) throw tooLong(id);
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i);
    if (unit > 0x7f) {
      const written = target.write(id, offset, 'utf8');
      if (written > ID_BYTES_MAX) throw tooLong(id);
      return offset + written;
    }
    target[offset + i] = unit;
  }
  return offset + id.length;
}

function tooLong(id: string): InvalidEntryError {
  return new InvalidEntryError(`id of more than ${ID_BYTES_MAX} bytes: ${id.slice(0, 64)}…`);
}

/** Writes the checksum of each record that `writeRecord` put into `body`. */
export function stampChecksums(body: Buffer): void {
  let offset = 0;
  while (offset < body.length) {
    const end = offset + CHECKSUM_END + body.readUInt32LE(offset);
    body.writeUInt32LE(crc32(body.subarray(offset + CHECKSUM_END, end)), offset + 4);
    offset = end;
  }
}

/** The offset after the record at `offset`, without a look at its contents. */
export function skipRecord(body: Buffer, offset: number): number {
  if (offset + HEADER_BYTES > body.length) throw torn(offset);
  const end = offset + CHECKSUM_END + body.readUInt32LE(offset);
  if (end > body.length || end < offset + HEADER_BYTES) throw torn(offset);
  return end;
}

/**
 * Reads the record at `offset` and checks it. The payload is a view into `body`.
 *
 * @param end what `skipRecord` gave for `offset`
 * @param known gives the string that was read before, where one is equal
 * @throws JournalDamagedError when the checksum or the structure is wrong
 */
export function readRecord(
  body: Buffer,
  offset: number,
  end: number,
  seq: number,
  known: (id: string) => string = (id) => id,
): JournalEntry {
  const stored = body.readUInt32LE(offset + 4);
  if (crc32(body.subarray(offset + CHECKSUM_END, end)) !== stored) {
    throw new JournalDamagedError(`entry ${seq}: checksum mismatch`);
  }
  const kind = ENTRY_KINDS[body[offset + 8] as number];
  const organisationEnd = offset + HEADER_BYTES + (body[offset + 9] as number);
  const deviceEnd = organisationEnd + (body[offset + 10] as number);
  const publisherLength = body[offset + 11] as number;
  const idsEnd = deviceEnd + (publisherLength === SAME_AS_DEVICE ? 0 : publisherLength);
  if (kind === undefined || idsEnd > end) throw torn(offset);

  const deviceId = known(body.toString('utf8', organisationEnd, deviceEnd));
  return {
    seq,
    kind,
    receivedAt: body.readDoubleLE(offset + 12),
    organisationId: known(body.toString('utf8', offset + HEADER_BYTES, organisationEnd)),
    deviceId,
    publisherId:
      publisherLength === SAME_AS_DEVICE
        ? deviceId
        : known(body.toString('utf8', deviceEnd, idsEnd)),
    payload: body.subarray(idsEnd, end),
  };
}

/** @throws JournalDamagedError unless `body` holds exactly `count` sound records */
export function checkRecords(body: Buffer, firstSeq: number, count: number): void {
  let offset = 0;
  let seq = firstSeq;
  while (offset < body.length) {
    const end = skipRecord(body, offset);
    readRecord(body, offset, end, seq++);
    offset = end;
  }
  if (seq - firstSeq !== count) {
    throw new JournalDamagedError(
      `frame ${firstSeq}: ${seq - firstSeq} entries instead of ${count}`,
    );
  }
}

function torn(offset: number): JournalDamagedError {
  return new JournalDamagedError(`a torn record at byte ${offset} of its frame`);
}
