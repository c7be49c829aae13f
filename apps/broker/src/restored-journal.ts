import type { Log } from '@lenglian/diagnostics';
import type { Appender } from '@lenglian/journal';
import type { BrokerStore } from './broker-store.ts';

/**
 * What is saved may be this many entries old: it is written every 10 s and at a stop, and a broker
 * that was killed did not stop.
 */
const UNSAVED_ENTRIES_MAX = 10_000_000;

/**
 * A journal that ends before what we or a reader saw of it was put back from a backup (or is a new
 * one). It goes on in a new epoch beyond all that was seen: else new entries would get the seqs of
 * lost ones, and readers would take them for read. To be called before anything is appended.
 *
 * @returns whether a new epoch began
 * @throws JournalUnavailableError when it cannot begin
 */
export async function beginBeyondKnown(
  store: BrokerStore,
  journal: Appender,
  log: Log,
): Promise<boolean> {
  const readers = store.readers();
  const seen = Math.max(store.journalSeq(), ...readers.map(({ position }) => position.seq));
  const { end } = journal;
  if (seen <= end.seq) return false;
  const begun = await journal.beginEpoch('RESTORED', seen + UNSAVED_ENTRIES_MAX);
  log.error({ end, seen, readers, begun }, 'the journal was put back: a new epoch begins');
  return true;
}
