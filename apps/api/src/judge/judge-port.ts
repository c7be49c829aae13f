import type { BudgetSpent, VerdictChange } from '@lenglian/breaches';
import type { RefusedReading } from '@lenglian/history';
import type {
  DangerCause,
  PredictedLimitName,
  PredictionBasis,
  StopAction,
} from '@lenglian/prediction';
import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { PlacementSnapshot } from '@lenglian/records';
import type { DirtyRange } from './copy-queue.ts';
import type { JournalPosition } from '@lenglian/journal';

/** The latest readings of one device, and its presence. Conflated: at most about one a second. */
export interface DeviceUpdate {
  readonly deviceId: string;
  /** Of the newest reading by event time; NaN in `values` where it measured nothing. */
  readonly reading: Reading | null;
  readonly lastReceivedAt: Instant | null;
  readonly isConnected: boolean | null;
}

/** A limit that the goods will cross if things go on as they do; null: not within 24 hours, perhaps never. */
export interface ForetoldCrossing {
  readonly limit: PredictedLimitName;
  readonly celsius: Celsius;
  readonly crossesAt: Instant;
  readonly earliestAt: Instant | null;
  readonly latestAt: Instant | null;
}

/** What a twin says of goods (`Outlook` of libs/prediction), as far as people are told of it. */
export interface OutlookOfGoods {
  readonly cause: DangerCause;
  readonly basis: PredictionBasis;
  /** The first limit that lies ahead, and the first critical one. */
  readonly ahead: ForetoldCrossing | null;
  readonly harm: ForetoldCrossing | null;
  /** 0 when a critical limit is crossed; null: not within 24 hours. */
  readonly timeToHarmMinutes: number | null;
  /** The next place where something against the cause can be done; without actions the arrival. */
  readonly nextAction: {
    readonly at: Instant;
    readonly placeCode: string | null;
    readonly actions: readonly StopAction[];
  } | null;
  readonly marginMinutes: number | null;
  /** Those of which anything is spent. */
  readonly budgets: readonly BudgetSpent[];
  /** Whether goods that were loaded warm still cool as they must. */
  readonly isPullingDown: boolean;
}

/** Where a device was, WGS-84, at its corrected event time. */
export interface DevicePosition {
  readonly deviceId: string;
  readonly at: Instant;
  readonly latitudeDegrees: number;
  readonly longitudeDegrees: number;
}

/** The newest outlook of a lot. */
export interface LotOutlook {
  readonly lotId: string;
  readonly unitId: string;
  /** The event time at which it was asked. */
  readonly at: Instant;
  /** Null where nothing is known of the goods, or when they have left. */
  readonly said: OutlookOfGoods | null;
}

export interface JudgeStatus {
  /** Everything at or before this has been judged (done ranges without a hole). */
  readonly position: JournalPosition | null;
  readonly end: JournalPosition | null;
  /** Seconds of `receivedAt` between the newest entry and the newest one judged; 0 when caught up. */
  readonly lagSeconds: number;
  /** Entries in holes behind the newest judged one. */
  readonly backlogEntries: number;
  readonly readingsJudged: number;
  readonly messagesQuarantined: number;
  /** Entries that were trimmed before they were judged: 0 unless somebody removed the journal. */
  readonly entriesLost: number;
  readonly unpackedSamples: number;
  /** The last tick read: the judge's "now". */
  readonly now: Instant | null;
  /** Everything in the journal is judged, nothing is to be judged again, and the records have what came of it. */
  readonly isSettled: boolean;
  /** Of the belief about where things are that it goes by; null before the first. */
  readonly placementsVersion: number | null;
}

export interface QuarantineItem {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly organisationId: string;
  readonly deviceId: string;
  readonly kind: string;
  readonly reason: string;
  readonly detail: string;
  readonly payload: Uint8Array;
  readonly replayedAt: Instant | null;
}

/** The api's main thread sees the judge only through this; the judge runs in its own thread. */
export interface JudgePort {
  start(placements: PlacementSnapshot, verdictCursor: number): Promise<void>;
  stop(): Promise<void>;
  /** The whole present belief about where things are; the judge works out what changed. */
  place(placements: PlacementSnapshot): void;
  /** There may be something to read in the journal. */
  wake(): void;
  /** Called with each new "now", before the verdicts that it brought. */
  onNow(handler: (now: Instant) => void): void;
  /** Called with each batch of the outbox, one at a time; the next waits for the promise. */
  onVerdicts(handler: (changes: VerdictChange[]) => Promise<void>): void;
  /** Called about twice a second with the devices that changed, in pieces: others have their turn after each. */
  onDevices(handler: (updates: DeviceUpdate[]) => void): void;
  /** Called with outlooks as they were asked for, about every five minutes a lot. */
  onOutlooks(handler: (outlooks: LotOutlook[]) => void): void;
  /** Called with where devices were, after each commit that brought such readings; late ones too. */
  onPositions(handler: (positions: DevicePosition[]) => void): void;
  /** Called when a message was quarantined: the device is to be told on its error topic. */
  onQuarantined(handler: (item: QuarantineItem) => void): void;
  /** @param isMomentOver told by a simulator that tells the time: all of the present moment is in the journal */
  status(isMomentOver?: boolean): Promise<JudgeStatus>;
  /** Arrivals that are not in blocks yet (see libs/history LocalStore.tail). */
  tail(deviceId: string, from: Instant, to: Instant): Promise<Reading[]>;
  quarantine(request: {
    organisationId: string;
    cursor?: string | undefined;
    limit: number;
  }): Promise<{ items: QuarantineItem[]; nextCursor: string | null }>;
  quarantined(id: string): Promise<QuarantineItem | undefined>;
  /** Decodes the message again, with today's decoder. True when it was taken in now. */
  replay(id: string): Promise<boolean>;
  /** The historian has these pages of the queue, or this range, in its store. */
  copied(throughId: number): void;
  copiedRange(range: DirtyRange): void;
  /** What the history store will never take; kept with its reason. */
  refused(readings: RefusedReading[]): void;
  /** Everything up to here is safe with the judge; null before the first. Told to the broker. */
  onSafePosition(handler: (position: JournalPosition) => void): void;
}

/** How long a proven breach may have lain in the past before it counts as late. */
export const LATE_AFTER: Duration = 10 * 60_000;
