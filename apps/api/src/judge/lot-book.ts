import {
  contextsDifferFrom,
  type LotContext,
  type LateStretch,
  type LotJudge,
  type MakeLotJudge,
  type SavedLotJudge,
} from '@lenglian/breaches';
import type { LocalStore } from '@lenglian/history';
import type { LimitsInTime } from '@lenglian/limits';
import type { LotPlacement, UnitJourney } from '@lenglian/placements';
import { LotTwin } from '@lenglian/prediction';
import type { Instant } from '@lenglian/quantities';
import { winners, type Reading } from '@lenglian/readings';
import type { PlacementSnapshot } from '@lenglian/records';
import { contextOfLot } from './context-of-lot.ts';
import type { SavedLot, SavedTwinOfLot } from './judge-store.ts';
import { basisOf, bornAtOf, groupByLot, limitsOf, segmentsOf, type Segment } from './lot-basis.ts';
import type { LotWay } from './twins/operating-context.ts';
import { TwinBook } from './twins/twin-book.ts';
import { savedVersions, VersionedLotJudge } from './versioned-lot-judge.ts';

/** A lot under judgement. */
export interface WatchedLot {
  readonly lotId: string;
  readonly unitId: string;
  readonly segments: readonly Segment[];
  /** When the goods became this lot: what had ended by then was another lot's. */
  readonly bornAt: Instant;
  /** When the lot left its last unit; null while it is there. */
  readonly until: Instant | null;
  /** Names everything the verdict depends on besides readings: another basis, another judgement. */
  readonly basis: string;
  /** What is believed of its journey; another belief judges again from where it differs. */
  context: LotContext;
  /** The same for what lies ahead of it. */
  way: LotWay;
  judge: LotJudge;
  /** Foretells; null for goods that have left, and for milk, on which it was never tried. */
  readonly twin: LotTwin | null;
  /** `judge.revision` when its episodes were last compared. */
  comparedRevision: number;
  /** `receivedAt` of the newest message that concerned it. */
  touchedAt: Instant;
  isTouched: boolean;
  lastDeviceId: string | null;
}

interface NewlyWatched {
  readonly lotId: string;
  readonly limits: readonly LimitsInTime[];
  readonly segments: readonly Segment[];
  readonly basis: string;
  readonly context: LotContext;
  readonly bornAt: Instant;
  readonly last: LotPlacement;
  readonly way: LotWay;
  readonly now: Instant;
  readonly saved: SavedLot | undefined;
  readonly savedTwin: SavedTwinOfLot | undefined;
}

/** What is kept of lots over a restart, by their ids. */
export interface SavedLots {
  readonly lots: ReadonlyMap<string, SavedLot>;
  readonly twins: ReadonlyMap<string, SavedTwinOfLot>;
}

/** Of a unit of which nobody knows where it should be. */
const NOWHERE: readonly UnitJourney[] = [];
const NOTHING_SAVED: SavedLots = { lots: new Map(), twins: new Map() };
const FOREVER = Number.MAX_SAFE_INTEGER;

/** Names what a saved state was judged by. */
export function savedBasis({ basis, context }: Pick<WatchedLot, 'basis' | 'context'>): string {
  return `${basis} ${JSON.stringify(context)}`;
}

/** The lots, whose device's readings they get when, and each one's judge. */
export class LotBook {
  private lots = new Map<string, WatchedLot>();
  private byDevice = new Map<string, { segment: Segment; lot: WatchedLot }[]>();
  /** Lots that need judging again, and the stretch in which something came late. */
  private readonly dirty = new Map<WatchedLot, LateStretch>();
  /** Lots that a hole's readings concern: judged again once, when the hole is filled. */
  private readonly stale = new Map<WatchedLot, LateStretch>();
  /** Lots that something was heard of since they were last taken, each once. */
  private touched: WatchedLot[] = [];
  readonly twins = new TwinBook();
  /** Lots that are foretold of. */
  twinCount = 0;
  private readonly store: LocalStore;
  private readonly makeLotJudge: MakeLotJudge;

  constructor(store: LocalStore, makeLotJudge: MakeLotJudge) {
    this.store = store;
    this.makeLotJudge = makeLotJudge;
  }

  /**
   * Takes the whole belief about where things are; lots whose basis changed are judged anew.
   *
   * @param now by the judge: what comes of that is found out now
   */
  place(snapshot: PlacementSnapshot, now: Instant, saved: SavedLots = NOTHING_SAVED): void {
    const profiles = new Map(snapshot.profiles.map((profile) => [profile.id, profile]));
    const journeys = Map.groupBy(snapshot.unitJourneys, ({ unitId }) => unitId);
    const journeysOf = (unitId: string) => journeys.get(unitId) ?? NOWHERE;
    const before = this.lots;
    this.lots = new Map();
    this.byDevice = new Map();
    for (const [lotId, placements] of groupByLot(snapshot.lotPlacements)) {
      const last = placements.at(-1) as LotPlacement;
      const limits = limitsOf(placements, profiles);
      if (!limits) continue;
      const segments = segmentsOf(placements, snapshot);
      const bornAt = bornAtOf(placements);
      const basis = basisOf(limits, segments, bornAt);
      const context = contextOfLot(placements, journeysOf);
      const way = { placements, journeysOf, limits };
      const kept = before.get(lotId);
      const lot =
        kept?.basis === basis
          ? kept
          : this.open({
              ...{ lotId, limits, segments, basis, context, bornAt, last, way, now },
              saved: saved.lots.get(lotId),
              savedTwin: saved.twins.get(lotId),
            });
      lot.way = way;
      if (lot === kept) this.follow(lot, limits, context);
      this.lots.set(lotId, lot);
      for (const segment of segments) {
        const list = this.byDevice.get(segment.deviceId) ?? [];
        list.push({ segment, lot });
        this.byDevice.set(segment.deviceId, list);
      }
    }
    this.forgetReplaced();
    this.twinCount = [...this.lots.values()].filter(({ twin }) => twin !== null).length;
  }

  /** Judges one reading that the store keeps (or will within this page). */
  observe(reading: Reading): void {
    const concerned = this.byDevice.get(reading.deviceId);
    if (!concerned) return;
    for (const { segment, lot } of concerned) {
      if (reading.measuredAt < segment.from) continue;
      if (segment.until !== null && reading.measuredAt >= segment.until) continue;
      lot.touchedAt = reading.receivedAt;
      lot.lastDeviceId = segment.deviceId;
      this.touch(lot);
      this.twins.observe(lot, reading);
      // A lot that is to be judged to its end hears it then, and must only know how far to go back.
      const isToItsEnd = this.dirty.get(lot)?.last === FOREVER;
      // Newer ones do not widen what waits to be judged again: all in between would be judged with it.
      if (isToItsEnd || !lot.judge.observe(reading)) this.soil(lot, atOnce(reading.measuredAt));
    }
  }

  /** Marks the lots that a reading out of a hole concerns. */
  noteStale(reading: Reading): void {
    for (const { segment, lot } of this.byDevice.get(reading.deviceId) ?? []) {
      if (reading.measuredAt < segment.from) continue;
      if (segment.until !== null && reading.measuredAt >= segment.until) continue;
      lot.touchedAt = Math.max(lot.touchedAt, reading.receivedAt);
      lot.lastDeviceId = segment.deviceId;
      widen(this.stale, lot, atOnce(reading.measuredAt));
      this.twins.noteLate(lot, reading.measuredAt);
    }
  }

  /** Whether a lot's state lacks readings that the store has. */
  isLotBehind(lot: WatchedLot): boolean {
    return this.dirty.has(lot);
  }

  /** Whether any lot's state lacks readings that the store has. */
  get isBehind(): boolean {
    return this.dirty.size > 0 || this.stale.size > 0;
  }

  /** The holes are filled: what they concerned can be judged. */
  releaseStale(): void {
    for (const [lot, late] of this.stale) widen(this.dirty, lot, late);
    this.stale.clear();
  }

  /** Judges dirty lots again, until `mayGoOn` says no. The readings must be in the store. */
  settle(mayGoOn: () => boolean = () => true): void {
    for (const [lot, late] of this.dirty) {
      lot.judge.replay(late, (from, until) => this.readingsOf(lot, from, until));
      this.dirty.delete(lot);
      this.touch(lot);
      if (!mayGoOn()) return;
    }
  }

  /** Lots whose episodes may have changed since they were last taken. */
  takeChanged(): WatchedLot[] {
    const changed: WatchedLot[] = [];
    const { touched } = this;
    this.touched = [];
    for (const lot of touched) {
      if (this.dirty.has(lot)) {
        this.touched.push(lot);
        continue;
      }
      lot.isTouched = false;
      const { revision } = lot.judge;
      if (revision === lot.comparedRevision) continue;
      lot.comparedRevision = revision;
      changed.push(lot);
    }
    return changed;
  }

  /** The lots that a device's readings concern at any time. */
  lotsOf(deviceId: string): WatchedLot[] {
    return [...new Set((this.byDevice.get(deviceId) ?? []).map(({ lot }) => lot))];
  }

  all(): IterableIterator<WatchedLot> {
    return this.lots.values();
  }

  /** After a restart: arrivals that a saved state may not know are judged again. */
  soilSince(deviceId: string, at: Instant): void {
    for (const lot of this.lotsOf(deviceId)) {
      this.soil(lot, { first: at, last: FOREVER });
      this.twins.noteLate(lot, at);
    }
  }

  /** A replaced lot speaks no more; what was to be judged again of it, its successor judges whole. */
  private forgetReplaced(): void {
    const isKept = (lot: WatchedLot) => this.lots.get(lot.lotId) === lot;
    for (const lots of [this.dirty, this.stale]) {
      for (const lot of lots.keys()) if (!isKept(lot)) lots.delete(lot);
    }
    this.touched = this.touched.filter(isKept);
    this.twins.keepOnly(isKept);
  }

  /** Judges by another belief about the journey, from where it differs. */
  private follow(lot: WatchedLot, limits: readonly LimitsInTime[], context: LotContext): void {
    const first = contextsDifferFrom(lot.context, context);
    if (first === Infinity) return;
    lot.judge = this.judgeOf(limits, context, lot.judge.save());
    lot.context = context;
    lot.comparedRevision = -1;
    this.touch(lot);
    this.soil(lot, { first: Math.max(0, first), last: FOREVER });
    this.twins.askSoon(lot);
  }

  private touch(lot: WatchedLot): void {
    if (lot.isTouched) return;
    lot.isTouched = true;
    this.touched.push(lot);
  }

  private soil(lot: WatchedLot, late: LateStretch): void {
    widen(this.dirty, lot, late);
  }

  private open(newly: NewlyWatched): WatchedLot {
    const { lotId, limits, segments, basis, context, bornAt, last, way, now, saved } = newly;
    const state = saved?.basis === savedBasis(newly) ? saved.state : undefined;
    const lot: WatchedLot = {
      ...{ lotId, unitId: last.unitId, segments, bornAt, until: last.until, basis },
      ...{ context, way },
      judge: this.judgeOf(limits, context, state),
      twin: twinOf(newly),
      comparedRevision: -1,
      touchedAt: now,
      isTouched: false,
      lastDeviceId: segments.at(-1)?.deviceId ?? null,
    };
    if (!state) this.soil(lot, { first: segments[0]?.from ?? 0, last: FOREVER });
    // What a saved state believes may never have been told.
    this.touch(lot);
    this.twins.askSoon(lot);
    return lot;
  }

  private judgeOf(
    limits: readonly LimitsInTime[],
    context: LotContext,
    state: SavedLotJudge | undefined,
  ): LotJudge {
    const [only] = limits;
    if (only && limits.length === 1) return this.makeLotJudge(only.profile, context, state);
    const states = savedVersions(state, limits.length);
    return new VersionedLotJudge(
      limits.map(({ from, profile }, index) => ({
        from,
        judge: this.makeLotJudge(profile, { ...context, judgedFrom: from }, states?.[index]),
      })),
    );
  }

  /** The winners of a lot's instants from `from` (included) to `until` (excluded), in order. */
  readingsOf(lot: WatchedLot, from: Instant, until: Instant): Reading[] {
    const streams = lot.segments
      .filter((segment) => segment.from < until && (segment.until ?? FOREVER) > from)
      .map((segment) =>
        winners(
          this.store.readings(
            segment.deviceId,
            Math.max(from, segment.from),
            Math.min(until, segment.until ?? FOREVER),
          ),
        ),
      );
    const only = streams[0] ?? [];
    return streams.length <= 1 ? only : streams.flat().sort(byTimeThenDevice);
  }
}

function twinOf({ limits, basis, context, last, way, savedTwin }: NewlyWatched): LotTwin | null {
  const isMilk = limits.some(({ profile }) => profile.rules.milk !== null);
  if (isMilk || last.until !== null) return null;
  const { loadedAt, loadedProduct } = context;
  const moves = way.placements.flatMap(({ unitId, from }, i) => {
    const before = way.placements[i - 1];
    return before === undefined || before.unitId === unitId ? [] : [from];
  });
  const loading = { at: loadedAt ?? 0, product: loadedProduct ?? Number.NaN, moves };
  const state = savedTwin?.basis === basis ? savedTwin.state : undefined;
  return new LotTwin(limits, loading, state);
}

function atOnce(at: Instant): LateStretch {
  return { first: at, last: at };
}

function widen(pending: Map<WatchedLot, LateStretch>, lot: WatchedLot, late: LateStretch): void {
  const known = pending.get(lot);
  if (known === undefined) pending.set(lot, late);
  else if (late.first < known.first || late.last > known.last) {
    const [first, last] = [Math.min(late.first, known.first), Math.max(late.last, known.last)];
    pending.set(lot, { first, last });
  }
}

function byTimeThenDevice(a: Reading, b: Reading): number {
  return a.measuredAt - b.measuredAt || (a.deviceId < b.deviceId ? -1 : 1);
}
