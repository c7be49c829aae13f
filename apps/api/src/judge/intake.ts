import {
  decodeTelemetry,
  type DecodedTelemetry,
  type MessageBounds,
} from '@lenglian/device-messages';
import type { LocalStore } from '@lenglian/history';
import type { JournalEntry } from '@lenglian/journal';
import type { Instant } from '@lenglian/quantities';
import { isSameSample, type Reading } from '@lenglian/readings';
import type { CopyQueue } from './copy-queue.ts';
import { FloatingMessages } from './floating-messages.ts';
import type { LotBook } from './lot-book.ts';
import type { Stretch } from './progress.ts';

/** From entries to the readings that are new: decoded once, each sample once. */
export class Intake {
  private readonly localStore: LocalStore;
  private readonly floating: FloatingMessages;
  private readonly copyQueue: CopyQueue | undefined;
  private readonly lots: LotBook;
  private readonly bounds: MessageBounds;

  constructor(
    parts: {
      readonly localStore: LocalStore;
      readonly floating: FloatingMessages;
      readonly copyQueue: CopyQueue | undefined;
      readonly bounds: MessageBounds;
    },
    lots: LotBook,
  ) {
    this.localStore = parts.localStore;
    this.floating = parts.floating;
    this.copyQueue = parts.copyQueue;
    this.lots = lots;
    this.bounds = parts.bounds;
  }

  /** The readings of a telemetry entry that count, and what could not be taken. */
  decode(
    entry: Pick<JournalEntry, 'deviceId' | 'receivedAt' | 'payload'>,
  ): Pick<DecodedTelemetry, 'readings' | 'rejections'> {
    const text = textOf(entry.payload);
    const { readings, rejections } = decodeTelemetry(text, entry, this.bounds);
    if (this.isFirstReception(readings, text)) return { readings, rejections };
    return {
      readings: readings.filter((reading) => !FloatingMessages.isFloating(reading)),
      rejections,
    };
  }

  /**
   * Leaves out copies of what is kept already. In a hole all copies go to the store: there the one
   * read later may be the one received first, and the store keeps exactly that.
   *
   * @returns the readings to keep, those among them that may share their instant with another, and the copies
   */
  withoutCopies(
    readings: readonly Reading[],
    kind: Stretch['kind'],
  ): { fresh: Reading[]; late: Set<Reading>; copies: Reading[] } {
    const fresh: Reading[] = [];
    const copies: Reading[] = [];
    const late = new Set<Reading>();
    const inPage = new Map<string, { readings: Reading[]; newest: Instant }>();
    for (const reading of readings) {
      let page = inPage.get(reading.deviceId);
      if (!page) {
        page = { readings: [], newest: this.localStore.newest(reading.deviceId) };
        inPage.set(reading.deviceId, page);
      }
      if (reading.measuredAt <= page.newest) {
        const isCopy =
          page.readings.some((other) => isSameSample(other, reading)) ||
          this.localStore.holds(reading);
        if (isCopy && kind === 'live') {
          copies.push(reading);
          continue;
        }
        late.add(reading);
      } else page.newest = reading.measuredAt;
      fresh.push(reading);
      page.readings.push(reading);
    }
    return { fresh, late, copies };
  }

  /** What the store holds of the reading's instant, claimed by others too. */
  winnerAt(reading: Reading): Reading {
    const { deviceId, measuredAt } = reading;
    return this.localStore.readings(deviceId, measuredAt, measuredAt + 1).at(-1) ?? reading;
  }

  /**
   * Whether floating samples of this message count. Of two receptions the earlier one does: read
   * out of a hole it may come second, and what the later one gave is taken back.
   */
  private isFirstReception(readings: readonly Reading[], text: string): boolean {
    const floating = readings.find((reading) => FloatingMessages.isFloating(reading));
    if (!floating) return true;
    const before = this.floating.receive(floating);
    if (before === undefined) return true;
    if (floating.receivedAt >= before) return false;
    const later = decodeTelemetry(
      text,
      { deviceId: floating.deviceId, receivedAt: before },
      this.bounds,
    );
    const taken = later.readings.filter((reading) => FloatingMessages.isFloating(reading));
    this.localStore.retract(taken);
    this.copyQueue?.erase(taken);
    for (const reading of taken) this.lots.noteStale(reading);
    return true;
  }
}

function textOf(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
}
