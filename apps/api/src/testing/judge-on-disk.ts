import path from 'node:path';
import { makeLotJudge, type VerdictChange } from '@lenglian/breaches';
import { DEFAULT_MESSAGE_BOUNDS } from '@lenglian/device-messages';
import { openLocalStore, type LocalStore } from '@lenglian/history';
import type { JournalReader } from '@lenglian/journal';
import { DAY, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import { alertIdOf } from '../judge/alert-id.ts';
import { CopyQueue } from '../judge/copy-queue.ts';
import { FloatingMessages } from '../judge/floating-messages.ts';
import { JudgeLoop } from '../judge/judge-loop.ts';
import type { DevicePosition, LotOutlook } from '../judge/judge-port.ts';
import { JudgeStore } from '../judge/judge-store.ts';
import { Judge } from '../judge/judge.ts';
import type { Moments } from '../judge/moments.ts';
import { Outbox } from '../judge/outbox.ts';
import { QuarantineStore } from '../judge/quarantine-store.ts';
import type { FromJudge } from '../judge/thread-messages.ts';
import { SIMULATED_TICK_HOLE } from '../judge/tick-coverage.ts';

export interface JudgeFiles {
  readonly directory: string;
  /** Another name is another judge over the same journal. */
  readonly name: string;
  readonly journal: JournalReader;
  readonly now: Instant;
  readonly appliedThrough?: number;
  readonly isCopied?: boolean;
  /** Where a simulator tells the time. */
  readonly moments?: Moments;
}

export interface JudgeOnDisk {
  readonly judge: Judge;
  readonly store: JudgeStore;
  readonly localStore: LocalStore;
  readonly quarantine: QuarantineStore;
  /** Steps until nothing is left to do; gives the verdicts on the way. */
  settle(): VerdictChange[];
  /** What `settle` brought of outlooks, the newest of each lot. */
  readonly outlooks: ReadonlyMap<string, LotOutlook>;
  /** What `settle` brought of positions, in order. */
  readonly positions: readonly DevicePosition[];
  close(): void;
}

/** A judge on files of a test; opened again it is what a restart finds. */
export function openJudgeOnDisk(where: PlacementSnapshot, files: JudgeFiles): JudgeOnDisk {
  const { directory, name, now, appliedThrough = 0, isCopied = false } = files;
  const store = new JudgeStore(path.join(directory, `${name}.sqlite`));
  const localStore = openLocalStore({
    database: store.database,
    directory: path.join(directory, `${name}-readings`),
    clock: { now: () => now },
    onPacked: (devices) => judge.saveStatesOf(devices),
  });
  const quarantine = new QuarantineStore(store.database, {
    messagesPerDeviceMax: 500,
    bytesMax: 1_000_000,
  });
  const judge: Judge = new Judge({
    journal: files.journal,
    store,
    localStore,
    quarantine,
    floating: new FloatingMessages(store.database),
    copyQueue: isCopied ? new CopyQueue(store.database) : undefined,
    bounds: DEFAULT_MESSAGE_BOUNDS,
    makeLotJudge,
    alertIdOf,
    appliedThrough,
    ...(files.moments && { moments: files.moments, tickHole: SIMULATED_TICK_HOLE }),
    stopwatch: () => 0,
  });
  judge.start(where);
  const outlooks = new Map<string, LotOutlook>();
  const positions: DevicePosition[] = [];
  return {
    judge,
    store,
    localStore,
    quarantine,
    outlooks,
    positions,
    settle() {
      const verdicts: VerdictChange[] = [];
      for (let outcome = judge.step(); outcome; outcome = judge.step()) {
        verdicts.push(...outcome.verdicts);
        positions.push(...outcome.positions);
        for (const outlook of outcome.outlooks) outlooks.set(outlook.lotId, outlook);
      }
      return verdicts;
    },
    close() {
      if (!store.database.isOpen) return;
      localStore.close();
      store.close();
    },
  };
}

/** The loop of the judge's thread over such a judge. What it tells goes to `send`; it closes the judge's store at its end. */
export function loopOver(
  { judge, store, localStore, quarantine }: JudgeOnDisk,
  { journal, moments }: Pick<JudgeFiles, 'journal' | 'moments'>,
  send: (message: FromJudge) => void,
): JudgeLoop {
  const outbox = new Outbox(store, 0, (changes) => send({ type: 'verdicts', changes }));
  return new JudgeLoop({
    ...{ judge, store, localStore, quarantine, outbox, send, journal, moments },
    ...{ copyQueue: undefined, keepsReadings: 400 * DAY },
    floating: new FloatingMessages(store.database),
  });
}
