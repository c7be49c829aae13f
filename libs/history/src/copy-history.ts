import { createHash } from 'node:crypto';
import { DAY, type Duration, type Instant } from '@lenglian/quantities';
import { QualityFlag, compareSamples, winners, type Reading } from '@lenglian/readings';
import { ColdChainError } from '@lenglian/errors';
import type { HistorySink, HistoryWindow, ReadingHistory, RefusedReading } from './history.ts';
import { encodeReadings } from './sample-page.ts';

/** One device's part of the copy: what was copied, and that both sides hold the same. */
export interface CopiedPart {
  readonly deviceId: string;
  /** The part begins here (event time) and is `COPY_PART` long, cut to the whole window. */
  readonly from: Instant;
  readonly to: Instant;
  /** Winners that both sides hold. */
  readonly count: number;
  /** SHA-256 over all of them, hexadecimal. */
  readonly checksum: string;
  /** What the target refused for good; counted nowhere else. */
  readonly refused: readonly RefusedReading[];
}

export interface CopyHistoryOptions {
  readonly source: ReadingHistory;
  readonly target: ReadingHistory & HistorySink;
  /** Whose readings; a device without any costs one query a part. */
  readonly deviceIds: readonly string[];
  /** Event time, from included, to excluded; both finite. */
  readonly from: Instant;
  readonly to: Instant;
  /** Whether a part was copied before: those are left out, so that a copy can be taken up again. */
  readonly isDone?: (part: HistoryWindow) => boolean;
}

/** Length of one part: what is read, written, read back and compared at a time. */
export const COPY_PART: Duration = 7 * DAY;

/** After writing, the target held something else than the source. */
export class CopyDiffersError extends ColdChainError {
  readonly code = 'COPY_DIFFERS';
}

/**
 * Copies the winners of each instant from one history to another, part by part, and reads each part
 * back. Keep the parts it yields (in a file, say) to go on later where it stopped. Copying a part
 * twice changes nothing.
 *
 * @throws CopyDiffersError, HistoryUnavailableError
 */
export async function* copyHistory(options: CopyHistoryOptions): AsyncGenerator<CopiedPart> {
  for (const deviceId of options.deviceIds) {
    const first = Math.floor(options.from / COPY_PART) * COPY_PART;
    for (let start = first; start < options.to; start += COPY_PART) {
      const window = {
        deviceId,
        from: Math.max(start, options.from),
        to: Math.min(start + COPY_PART, options.to),
      };
      if (options.isDone?.(window) !== true) yield await copyPart(options, window);
    }
  }
}

async function copyPart(
  { source, target }: CopyHistoryOptions,
  window: HistoryWindow,
): Promise<CopiedPart> {
  const refused: RefusedReading[] = [];
  for await (const page of source.export(window)) {
    refused.push(...(await target.write(winners(page))));
  }
  const missing = new Set(refused.map(({ reading }) => reading.measuredAt));
  const given = await summary(source, window, missing);
  const taken = await summary(target, window, missing);
  if (given.count !== taken.count || given.checksum !== taken.checksum) {
    const where = `${window.deviceId} from ${window.from} to ${window.to}`;
    throw new CopyDiffersError(`${where}: ${given.count} samples became ${taken.count}, or others`);
  }
  return { ...window, ...taken, refused };
}

/** Count and checksum of a window's winners, whatever the size of pages. */
async function summary(
  history: ReadingHistory,
  window: HistoryWindow,
  without: ReadonlySet<Instant>,
): Promise<{ count: number; checksum: string }> {
  const checksum = createHash('sha256');
  let count = 0;
  for await (const page of history.export(window)) {
    for (const reading of winners(page).sort(compareSamples)) {
      if (without.has(reading.measuredAt)) continue;
      checksum.update(bytesOf(reading));
      count++;
    }
  }
  return { count, checksum: checksum.digest('hex') };
}

/** Every field but CONTESTED, which follows from what else a history keeps. */
function bytesOf(reading: Reading): Uint8Array {
  return encodeReadings([{ ...reading, flags: reading.flags & ~QualityFlag.CONTESTED }]);
}
