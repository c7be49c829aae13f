import type { Clock, Duration, Instant } from '@lenglian/quantities';
import type { PlacementSnapshot, Records } from '@lenglian/records';
import { readJourneyBook, type JourneyBook } from '../live/journey-book.ts';
import type { Log } from '../log.ts';
import { every, type Periodic } from '../periodic.ts';

/** Revocation must reach a connected session within 2 s, whoever made it (design §10). */
const POLL: Duration = 500;

export interface RecordsWatchOptions {
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Log;
  /** The book as read at the start. */
  readonly book: JourneyBook;
  readonly onBook: (book: JourneyBook) => Promise<void>;
  /** Called with every look: whoever holds a version compares. */
  readonly onLook: () => Promise<void>;
  /** Real time between two looks; 500 ms by default. */
  readonly poll?: Duration;
}

/**
 * Notices what other processes (the shell's device command) or other parts change in the records:
 * placements, configurations, access. Records have versions for it, so a look is three small reads.
 */
export class RecordsWatch {
  private placementsVersion: number;
  private configuredVersion: number | undefined;
  private nextChangeAt: Instant;
  /** Of units on runs, which the placements do not tell; undefined until it was asked for. */
  private nextRideChangeAt: Instant | undefined;
  private isDue = false;
  private readonly options: RecordsWatchOptions;
  private periodic: Periodic | undefined;

  constructor(options: RecordsWatchOptions) {
    this.options = options;
    this.placementsVersion = options.book.placements.version;
    this.nextChangeAt = nextChangeAt(options.book.placements, options.clock.now());
  }

  start(): void {
    const { log, poll = POLL } = this.options;
    this.periodic = every(poll, 'records watch', log, () => this.look());
  }

  async stop(): Promise<void> {
    await this.periodic?.stop();
  }

  /** Looks now, as something was changed right here. */
  async look(): Promise<void> {
    const { records, clock } = this.options;
    const version = await this.settledVersion();
    const hasConfigured = await this.hasConfigured();
    const now = clock.now();
    this.nextRideChangeAt ??= (await records.journeys.nextRideChange(now)) ?? Infinity;
    const next = Math.min(this.nextChangeAt, this.nextRideChangeAt);
    const isChanged = version !== this.placementsVersion || now >= next;
    if (isChanged || hasConfigured || this.isDue) await this.reread(now);
    await this.options.onLook();
  }

  /**
   * The version of the placements, with goods that nobody declared settled in it. A failure of that must not keep what
   * was changed from the judge: it is tried again with the next change.
   */
  private async settledVersion(): Promise<number> {
    const { records, log } = this.options;
    const version = await records.journeys.placementsVersion();
    if (version === this.placementsVersion) return version;
    try {
      await records.journeys.settleProvisional();
    } catch (error) {
      log.error({ err: error }, 'goods that nobody declared are not settled');
    }
    return records.journeys.placementsVersion();
  }

  private async reread(now: Instant): Promise<void> {
    this.isDue = true; // stays so if reading fails
    const book = await readJourneyBook(this.options.records, now);
    await this.options.onBook(book);
    this.isDue = false;
    this.placementsVersion = book.placements.version;
    this.nextChangeAt = nextChangeAt(book.placements, now);
    this.nextRideChangeAt = undefined;
  }

  private async hasConfigured(): Promise<boolean> {
    const known = this.configuredVersion;
    const { version, devices } = await this.options.records.devices.configuredSince(
      known ?? Number.MAX_SAFE_INTEGER,
    );
    this.configuredVersion = version;
    return known !== undefined && devices.length > 0;
  }
}

/** The next moment at which a binding or placement begins or ends by itself; ∞ when there is none. */
function nextChangeAt(placements: PlacementSnapshot, now: Instant): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const { from, until } of [...placements.deviceBindings, ...placements.lotPlacements]) {
    if (from > now) next = Math.min(next, from);
    if (until !== null && until > now) next = Math.min(next, until);
  }
  return next;
}
