import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ReadingHistory } from '@lenglian/history';
import {
  HOUR,
  MINUTE,
  SECOND,
  type Clock,
  type Duration,
  type Instant,
} from '@lenglian/quantities';
import { channelIndex, judgedValue, type Reading } from '@lenglian/readings';
import type { Actor, LegRecord, Records, RunRecord } from '@lenglian/records';
import type { DevicePosition } from '../judge/judge-port.ts';
import type { JourneyBook } from '../live/journey-book.ts';
import type { LiveBoard } from '../live/live-board.ts';
import type { Log } from '../log.ts';
import type { WayAlerts } from './way-alerts.ts';
import { RunTrack } from './run-track.ts';

/** A run is measured at most so often, in event time; or after so many looks where time stands still. */
const MEASURED_EVERY: Duration = 20 * SECOND;
const LOOKS_AT_MOST = 5;
/** What follows from its way is looked at so often, and after each measurement; in event time. */
const TOLD_EVERY: Duration = MINUTE;
/** A run that is only planned is followed from so long before it is to leave. */
const FOLLOWED_BEFORE: Duration = 48 * HOUR;
/** Readings are read again in pieces: a few milliseconds each. */
const PIECE: Duration = 6 * HOUR;
const PIECE_READINGS_MAX = 5_000;
/** Clocks of devices may run a little ahead. */
const AHEAD: Duration = 10 * MINUTE;

const PROGRESS: Actor = { id: 'progress' };
const LATITUDE = channelIndex('latitudeDegrees');
const LONGITUDE = channelIndex('longitudeDegrees');

export interface ProgressKeeperParts {
  readonly records: Pick<Records, 'journeys'>;
  readonly history: ReadingHistory;
  readonly board: LiveBoard;
  readonly clock: Clock;
  readonly log: Log;
  /** What is known of the boxes of a run that may leave now: kept where it does (发车放行). */
  readonly departing: (run: RunRecord) => Promise<readonly unknown[] | undefined>;
  /** What people are told of goods whose run is late or astray. */
  readonly wayAlerts: Pick<WayAlerts, 'look' | 'endOthers'>;
  /** Event time between two measurements of a run; 0: whenever something is new. */
  readonly measuredEvery?: Duration;
}

interface Followed {
  readonly track: RunTrack;
  measuredAt: Instant | null;
  looks: number;
  /** When its way was last looked at for what people are to be told. */
  toldAt: Instant | null;
}

/**
 * Follows the runs that are not over by the positions of their units: puts down when they arrived and left, and tells
 * the board where they are. Nothing of it is in the judge's way, and all of it can be made again from the readings.
 */
export class ProgressKeeper {
  private readonly parts: ProgressKeeperParts;
  private readonly runs = new Map<string, Followed>();
  private readonly runsByDevice = new Map<string, Set<Followed>>();
  private book: JourneyBook | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(parts: ProgressKeeperParts) {
    this.parts = parts;
  }

  /** Where devices were. Of one that is on no run it is forgotten: the history has it. */
  take(positions: readonly DevicePosition[]): void {
    for (const position of positions)
      for (const { track } of this.runsByDevice.get(position.deviceId) ?? []) track.add(position);
  }

  /** One look: who is on which way now, what is still to be read of them, who is to be measured. One after another. */
  look(shouldStop: () => boolean = () => false): Promise<void> {
    const looked = this.looking.then(() => this.lookOnce(shouldStop));
    this.looking = looked.catch(() => undefined);
    return looked;
  }

  private async lookOnce(shouldStop: () => boolean): Promise<void> {
    const { board } = this.parts;
    if (this.book !== board.book) await this.follow(board.book);
    await this.parts.wayAlerts.endOthers();
    for (const [runId, run] of this.runs) {
      if (shouldStop()) return;
      await this.readMissing(run.track, shouldStop);
      if (this.isTime(run)) await this.measure(runId, run);
      if (this.isTimeToTell(run)) await this.tell(runId, run);
    }
  }

  /** Nothing is told before all is read: what is missing may say otherwise. */
  private isTimeToTell({ track, toldAt }: Followed): boolean {
    const { now } = this.parts.board;
    if (now === null || track.missing().length > 0) return false;
    const every = this.parts.measuredEvery ?? TOLD_EVERY;
    return toldAt === null || (now !== toldAt && now - toldAt >= every);
  }

  private async tell(runId: string, run: Followed): Promise<void> {
    const { wayAlerts, board, log } = this.parts;
    try {
      await wayAlerts.look(runId, run.track);
      run.toldAt = board.now;
    } catch (error) {
      log.error({ err: error, runId }, 'what follows from the way of a run is not told');
    }
  }

  private async follow(book: JourneyBook): Promise<void> {
    const { records, clock, board } = this.parts;
    for (const run of book.runs.values()) {
      const departureAt = run.legs[0]?.plannedDepartureAt ?? Infinity;
      const isFarOff = run.state === 'PLANNED' && departureAt > clock.now() + FOLLOWED_BEFORE;
      // One that was put off has its way too.
      if (isFarOff && !this.runs.has(run.id)) continue;
      const way = await records.journeys.way(run.id);
      if (!way) continue;
      const known = this.runs.get(run.id);
      if (known) known.track.replaceWay(way, run.legs);
      else
        this.runs.set(run.id, {
          track: new RunTrack(way, run.legs),
          measuredAt: null,
          looks: 0,
          toldAt: null,
        });
      await othersTurn();
    }
    for (const runId of this.runs.keys()) {
      if (book.runs.has(runId)) continue;
      this.runs.delete(runId);
      board.forgetProgress(runId);
    }
    this.runsByDevice.clear();
    for (const run of this.runs.values()) {
      run.toldAt = null;
      for (const deviceId of run.track.deviceIds) {
        const runs = this.runsByDevice.get(deviceId) ?? new Set();
        this.runsByDevice.set(deviceId, runs.add(run));
      }
    }
    this.book = book;
  }

  /** After a restart, and of a device that has joined: what it told before. What it tells meanwhile is taken as it comes. */
  private async readMissing(track: RunTrack, shouldStop: () => boolean): Promise<void> {
    for (const { deviceId, from } of track.missing()) {
      const to = this.parts.clock.now() + AHEAD;
      for (const piece of piecesOf(from, to)) {
        if (shouldStop()) return;
        await this.readPiece(track, deviceId, piece);
        await othersTurn();
      }
      track.learned(deviceId, from);
    }
  }

  private async readPiece(
    track: RunTrack,
    deviceId: string,
    piece: { readonly from: Instant; readonly to: Instant },
  ): Promise<void> {
    let { from } = piece;
    let readings: Reading[];
    do {
      const window = { deviceId, from, to: piece.to };
      readings = await this.parts.history.window(window, PIECE_READINGS_MAX);
      for (const reading of readings) {
        const latitudeDegrees = judgedValue(reading, LATITUDE);
        const longitudeDegrees = judgedValue(reading, LONGITUDE);
        if (latitudeDegrees === undefined || longitudeDegrees === undefined) continue;
        track.add({ deviceId, at: reading.measuredAt, latitudeDegrees, longitudeDegrees });
      }
      from = (readings.at(-1)?.measuredAt ?? from) + 1;
    } while (readings.length === PIECE_READINGS_MAX);
  }

  private isTime(run: Followed): boolean {
    run.looks += 1;
    if (!run.track.isDue) return false;
    const { board, measuredEvery = MEASURED_EVERY } = this.parts;
    const hasPassed =
      run.measuredAt === null || board.now === null || board.now - run.measuredAt >= measuredEvery;
    return hasPassed || run.looks >= LOOKS_AT_MOST;
  }

  private async measure(runId: string, run: Followed): Promise<void> {
    const { records, board, log, departing } = this.parts;
    run.measuredAt = board.now;
    run.toldAt = null;
    run.looks = 0;
    const measured = await inPieces(run.track.measure());
    board.applyProgress(runId, { measured, places: run.track.places });
    const record = board.book.runs.get(runId);
    const legs = record?.legs ?? [];
    const told = legs.map((_, leg) => ({
      measuredDepartureAt: measured.visits[leg]?.departedAt ?? null,
      measuredArrivalAt: measured.visits[leg + 1]?.arrivedAt ?? null,
    }));
    if (legs.every((leg, index) => isPutDown(leg, told[index]!))) return;
    try {
      const boxes = record?.state === 'LOADING' ? await departing(record) : undefined;
      await records.journeys.measureLegs(PROGRESS, runId, told, boxes);
    } catch (error) {
      log.error({ err: error, runId }, 'what was measured of a run is not put down');
    }
    await othersTurn();
  }
}

/** With a turn for others after each piece: an alert must not wait. */
async function inPieces<Result>(pieces: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
    await othersTurn();
  }
}

type Told = Pick<LegRecord, 'measuredDepartureAt' | 'measuredArrivalAt'>;

/** Whether the records have it. What they could not take yet, or not beside what people said, is offered again. */
function isPutDown(leg: LegRecord, told: Told): boolean {
  const hasDeparture = leg.departedBasis !== null || told.measuredDepartureAt === null;
  const hasArrival = leg.arrivedBasis !== null || told.measuredArrivalAt === null;
  return (
    leg.measuredDepartureAt === told.measuredDepartureAt &&
    leg.measuredArrivalAt === told.measuredArrivalAt &&
    hasDeparture &&
    hasArrival
  );
}

function* piecesOf(from: Instant, to: Instant) {
  for (let start = from; start < to; start += PIECE)
    yield { from: start, to: Math.min(to, start + PIECE) };
}
