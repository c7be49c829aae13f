import type { VerdictChange } from '@lenglian/breaches';
import {
  PositionTrimmedError,
  type JournalEntry,
  type JournalPage,
  type JournalPosition,
} from '@lenglian/journal';
import { isGap } from '@lenglian/incidents';
import { HOUR, SECOND, type Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { PlacementSnapshot } from '@lenglian/records';
import { DeviceBook } from './device-book.ts';
import { Intake } from './intake.ts';
import type { JudgeParts } from './judge-parts.ts';
import type { DeviceUpdate, JudgeStatus, QuarantineItem } from './judge-port.ts';
import { LotBook, savedBasis } from './lot-book.ts';
import { merge, nothing, notePosition, type Outcome } from './outcome.ts';
import { PageSize } from './page-size.ts';
import { Progress, type Stretch } from './progress.ts';
import { saysOnline } from './says-online.ts';
import { SilenceBook } from './silence-book.ts';
import { TickCoverage } from './tick-coverage.ts';
import { VerdictBook } from './verdict-book.ts';

/** Behind by more than this at once, in event entries and reception time: newest first. */
const LEAP_ENTRIES = 5_000;
const LEAP_TIME = 5 * SECOND;
/** How long one slice of judging again may hold up the newest entries, in milliseconds. */
const SETTLE_SLICE = 20;
/** The same for outlooks: when there is nothing else to do, and while entries wait, in milliseconds. */
const ASK_SLICE = 10;
const ASK_SLICE_BEHIND = 1;
/** Arrivals in memory at most; beyond it packing goes first. */
const UNPACKED_MAX = 2_000_000;

/**
 * The one judge: reads the journal page by page and commits, in one transaction a page, the
 * readings, the verdicts that follow from them and how far it came. Single-threaded and without a
 * clock: "now" is the last tick read.
 */
export class Judge {
  readonly devices: DeviceBook;
  private readonly parts: JudgeParts;
  private readonly progress: Progress;
  private readonly lots: LotBook;
  private readonly intake: Intake;
  private readonly verdicts: VerdictBook;
  private readonly silence = new SilenceBook();
  private readonly ticks: TickCoverage;
  private readonly pageSize: PageSize;
  private checkedAt: Instant | null = null;
  private placementsVersion: number | null = null;
  private newestReceivedAt: Instant = 0;
  private readingsJudged = 0;
  private messagesQuarantined = 0;
  private entriesLost = 0;
  /** More entries wait than were in the last page. */
  private isHurried = false;

  constructor(parts: JudgeParts) {
    this.parts = parts;
    this.progress = new Progress(parts.journal.beginning(), parts.store.loadProgress());
    this.devices = new DeviceBook(parts.store.loadDevices(), parts.store.loadStartedSeq());
    this.ticks = new TickCoverage(parts.store.loadTicks(), parts.tickHole);
    this.lots = new LotBook(parts.localStore, parts.makeLotJudge);
    this.intake = new Intake(parts, this.lots);
    this.verdicts = new VerdictBook(parts.store, parts.alertIdOf, parts.appliedThrough);
    this.pageSize = new PageSize(parts.stopwatch);
    for (const { unitId, subject, episode } of this.verdicts.openSilence()) {
      this.silence.restore(unitId, subject, episode);
    }
    this.silence.restoreGaps(parts.store.loadGaps());
  }

  /** Where things are, at the start: lots go on from their saved states. */
  start(placements: PlacementSnapshot): void {
    const { store } = this.parts;
    this.placementsVersion = placements.version;
    this.lots.place(placements, this.believedNow, {
      lots: new Map(store.loadLots().map((lot) => [lot.lotId, lot])),
      twins: new Map(store.loadTwins().map((twin) => [twin.lotId, twin])),
    });
    this.silence.place(placements);
    this.resumeArrivals();
    this.leapIfFarBehind();
  }

  /** Where things are now believed to be; what that changes is judged again by the next steps. */
  place(placements: PlacementSnapshot): void {
    this.placementsVersion = placements.version;
    this.lots.place(placements, this.believedNow);
    this.silence.place(placements);
  }

  get safePosition(): JournalPosition {
    return this.progress.safe;
  }

  /**
   * One bounded piece of work: the newest entries first, then a piece of a hole, then judging again.
   *
   * @returns what came of it; undefined when there was nothing to do
   */
  step(): Outcome | undefined {
    const live = this.progress.live();
    const page = this.read(live, this.pageSize.current);
    const newest = this.parts.moments?.cut(page, live.after, this.pageSize.current) ?? page;
    if (newest.entries.length > 0) {
      const outcome = this.takePage(live, newest);
      if (newest.entries.length < this.pageSize.current) this.workBehind(outcome);
      return outcome;
    }
    const outcome: Outcome = nothing();
    return this.workBehind(outcome) ? outcome : undefined;
  }

  /** Packs a bounded piece of the arrivals, if that is due. True when it did something. */
  pack(): boolean {
    const { localStore } = this.parts;
    // A saved state must know everything that is in blocks: first judge, then pack.
    if (this.lots.isBehind) {
      if (localStore.unpacked < UNPACKED_MAX) return false;
      this.lots.releaseStale();
      this.lots.settle();
    }
    return localStore.pack(50).length > 0;
  }

  /** To be called inside the transaction in which arrivals of these devices leave the database. */
  saveStatesOf(deviceIds: readonly string[]): void {
    for (const deviceId of deviceIds) {
      const device = this.devices.save(deviceId);
      if (device) this.parts.store.saveDevice(device);
      for (const lot of this.lots.lotsOf(deviceId)) {
        const { lotId, judge, twin, basis } = lot;
        this.parts.store.saveLot({ lotId, basis: savedBasis(lot), state: judge.save() });
        if (twin) this.parts.store.saveTwin({ lotId, basis, state: twin.save() });
      }
    }
  }

  status(): JudgeStatus {
    const end = this.parts.journal.end();
    const newest = this.progress.newest;
    const lag =
      end.seq <= newest.seq ? 0 : Math.max(0, this.receivedAtOf(end) - this.newestReceivedAt);
    return {
      position: this.progress.safe,
      end,
      lagSeconds: lag / SECOND,
      backlogEntries: this.progress.backlogEntries,
      readingsJudged: this.readingsJudged,
      messagesQuarantined: this.messagesQuarantined,
      entriesLost: this.entriesLost,
      unpackedSamples: this.parts.localStore.unpacked,
      now: this.ticks.now,
      isSettled: end.seq <= newest.seq && !this.progress.hasBacklog && !this.hasWorkLeft,
      placementsVersion: this.placementsVersion,
    };
  }

  /** Whether lots are to be judged again, or to be asked for their outlook. */
  private get hasWorkLeft(): boolean {
    return this.lots.isBehind || this.lots.twins.isAnyDue(this.lots);
  }

  /** The last tick read. */
  get now(): Instant | null {
    return this.ticks.now;
  }

  private get believedNow(): Instant {
    return this.ticks.now ?? this.newestReceivedAt;
  }

  /** Whether the last tick is the end of at least half an hour of ticks. */
  get isNowTrusted(): boolean {
    const now = this.ticks.now;
    return now !== null && this.ticks.coveredSince(now - HOUR) >= HOUR / 2;
  }

  takeDeviceChanges(limit: number): DeviceUpdate[] {
    return this.devices.takeChanges(limit);
  }

  /** Decodes a quarantined message again and takes in what is now good of it. */
  replay(item: QuarantineItem): { taken: boolean; outcome: Outcome } {
    const outcome: Outcome = nothing();
    const decoded = this.intake.decode(item);
    const taken = decoded.rejections.length === 0 && decoded.readings.length > 0;
    if (taken) {
      this.commit(outcome, () => {
        this.keep(decoded.readings, 'live', outcome);
        this.parts.quarantine.markReplayed(item.id, this.ticks.now ?? item.receivedAt);
      });
    }
    return { taken, outcome };
  }

  private takePage(stretch: Stretch, page: JournalPage): Outcome {
    this.pageSize.begin();
    this.isHurried = page.entries.length >= this.pageSize.current;
    const outcome: Outcome = nothing();
    this.commit(outcome, () => {
      const readings: Reading[] = [];
      for (const entry of page.entries) this.takeEntry(entry, stretch, readings, outcome);
      this.keep(readings, stretch.kind, outcome);
      for (const device of this.devices.takeHeardOnly()) this.parts.store.saveDevice(device);
      this.progress.advance(stretch, page.position);
    });
    this.pageSize.end(page.entries.length);
    return outcome;
  }

  /** A hole, then lots to be judged again. True when anything was done. */
  private workBehind(outcome: Outcome): boolean {
    const hole = this.progress.backlog();
    if (hole) {
      const page = this.read(hole, this.pageSize.current);
      if (page.entries.length === 0)
        this.progress.skipTo(hole, { ...hole.after, seq: hole.upTo ?? hole.after.seq });
      else merge(outcome, this.takePage(hole, page));
      return true;
    }
    this.lots.releaseStale();
    if (!this.hasWorkLeft) return false;
    this.commit(outcome, () => this.settleSlice());
    return true;
  }

  /** A page; entries that were trimmed before they were judged are skipped, and counted as lost. */
  private read(stretch: Stretch, limit: number): JournalPage {
    try {
      return this.parts.journal.read(stretch.after, limit, stretch.upTo);
    } catch (error) {
      if (!(error instanceof PositionTrimmedError)) throw error;
      const beginning = this.parts.journal.beginning();
      this.entriesLost += beginning.seq - stretch.after.seq;
      this.progress.skipTo(stretch, beginning);
      return { entries: [], position: beginning };
    }
  }

  private settleSlice(): void {
    const began = this.parts.stopwatch();
    this.lots.settle(() => this.parts.stopwatch() - began < SETTLE_SLICE);
  }

  /** One transaction: the work, the verdicts that follow, the progress. */
  private commit(outcome: Outcome, work: () => void): void {
    const { store, localStore } = this.parts;
    let hasVerdicts = false;
    try {
      store.transaction(() => {
        work();
        const changed = this.lots.takeChanged();
        const changes = changed.flatMap((lot) => this.verdicts.compare(lot));
        // Where a breach began or ended, what is foretold makes way for it at once.
        for (const lot of changed) this.lots.twins.askSoon(lot);
        changes.push(...this.silences(), ...this.predictions(outcome));
        store.addVerdicts(changes);
        hasVerdicts = changes.length > 0;
        store.saveProgress(this.progress.save());
        store.saveTicks(this.ticks.save());
        outcome.verdicts.push(...changes);
      });
    } catch (error) {
      localStore.rollback();
      this.parts.copyQueue?.recount();
      throw error;
    }
    // What people are told must not be forgotten here: it goes out only from the disk.
    if (hasVerdicts) store.sync();
  }

  /** Asks some of the lots that are due for their outlook. */
  private predictions(outcome: Outcome): VerdictChange[] {
    const { stopwatch } = this.parts;
    const began = stopwatch();
    const slice = this.isHurried ? ASK_SLICE_BEHIND : ASK_SLICE;
    const toldOf = (lotId: string) => this.verdicts.foretoldOf(lotId);
    const parts = { lots: this.lots, now: this.ticks.now, toldOf };
    const asked = this.lots.twins.ask(parts, () => stopwatch() - began < slice);
    outcome.outlooks.push(...asked.map(({ outlook }) => outlook));
    return asked.flatMap((one) => this.verdicts.predictions(one));
  }

  /** Who fell silent, by each new tick; who speaks again, at once. Not while entries are missing that may prove it. */
  private silences(): VerdictChange[] {
    const now = this.ticks.now;
    if (now === null || this.progress.hasBacklog) return [];
    const { ticks, devices } = this;
    const isTroubled = (lotId: string) => this.verdicts.isTroubled(lotId);
    const grounds = { ticks, devices, heard: devices.takeHeard(), isTroubled };
    const isLooked = now === this.checkedAt;
    const changes = isLooked ? this.silence.spoken(grounds) : this.silence.check(grounds);
    this.checkedAt = now;
    if (changes.some(({ episode }) => isGap(episode.rule)))
      this.parts.store.saveGaps(this.silence.saveGaps(now));
    return changes.flatMap((change) => this.verdicts.silence(change, now));
  }

  private takeEntry(
    entry: JournalEntry,
    stretch: Stretch,
    readings: Reading[],
    outcome: Outcome,
  ): void {
    if (stretch.kind === 'live') this.newestReceivedAt = entry.receivedAt;
    switch (entry.kind) {
      case 'TELEMETRY': {
        const decoded = this.intake.decode(entry);
        for (const reading of decoded.readings) readings.push(reading);
        if (decoded.rejections.length > 0) {
          this.messagesQuarantined += 1;
          outcome.quarantined.push(this.parts.quarantine.add(entry, decoded.rejections));
        }
        if (decoded.rejections.length > 0 || decoded.readings.length === 0) this.hearOnly(entry);
        else this.devices.received(entry.deviceId, entry.receivedAt);
        return;
      }
      case 'TICK':
        this.ticks.add(entry.receivedAt);
        return;
      case 'CONNECTED':
      case 'DISCONNECTED': {
        const saved = this.devices.presence(entry);
        if (saved) this.parts.store.saveDevice(saved);
        return;
      }
      case 'STARTED':
        this.devices.started(entry.seq);
        this.parts.store.saveStartedSeq(entry.seq);
        return;
      case 'STATUS':
        // A last will is no word of the device's: the broker says it, when it has missed the device.
        if (saysOnline(entry.payload)) this.hearOnly(entry);
        return;
      case 'EVENT':
      case 'ACK':
        // Kept in the journal; no rule reads them yet. They do prove that the device is alive.
        this.hearOnly(entry);
        return;
    }
  }

  private hearOnly({ deviceId, receivedAt }: JournalEntry): void {
    this.devices.receivedOnly(deviceId, receivedAt);
  }

  /** Stores readings and judges them: in order at once, late ones by judging again. */
  private keep(readings: readonly Reading[], kind: Stretch['kind'], outcome: Outcome): void {
    const { localStore, copyQueue } = this.parts;
    const { fresh, late, copies } = this.intake.withoutCopies(readings, kind);
    for (const { deviceId, receivedAt } of copies) this.devices.receivedOnly(deviceId, receivedAt);
    localStore.append(fresh);
    // Only where an instant may be claimed twice is the winner looked up.
    const winnerOf = (one: Reading) => (late.has(one) ? this.intake.winnerAt(one) : one);
    copyQueue?.add(fresh.map(winnerOf));
    this.readingsJudged += fresh.length;
    for (const reading of fresh) {
      if (kind === 'live') this.lots.observe(reading);
      else this.lots.noteStale(reading);
      this.devices.hear(reading);
      // Few have one: all others cost a look at one number.
      notePosition(reading, outcome);
    }
    this.settleSlice();
  }

  /** Arrivals that were not packed when we stopped may not be in the saved states of their lots. */
  private resumeArrivals(): void {
    for (const deviceId of new Set(
      [...this.lots.all()].flatMap((lot) => lot.segments.map((s) => s.deviceId)),
    )) {
      const tail = this.parts.localStore.tail(deviceId, 0, Number.MAX_SAFE_INTEGER);
      const first = tail[0];
      if (!first) continue;
      this.lots.soilSince(deviceId, first.measuredAt);
      for (const reading of tail) this.devices.hear(reading);
    }
    // Looked at before we stopped.
    this.devices.takeHeard();
  }

  private leapIfFarBehind(): void {
    const { journal } = this.parts;
    const end = journal.end();
    const from = this.progress.newest;
    if (end.seq - from.seq < LEAP_ENTRIES) return;
    const first = journal.read(from, 1).entries[0];
    if (first && this.receivedAtOf(end) - first.receivedAt > LEAP_TIME) this.progress.leapTo(end);
  }

  private receivedAtOf(position: JournalPosition): Instant {
    const before = { epoch: position.epoch, seq: position.seq - 1 };
    return this.parts.journal.read(before, 1).entries[0]?.receivedAt ?? this.newestReceivedAt;
  }
}
