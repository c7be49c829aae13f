import { setImmediate as othersTurn } from 'node:timers/promises';
import { diffEpisodes, type Episode } from '@lenglian/breaches';
import type { ReadingHistory } from '@lenglian/history';
import {
  judgeLateArrival,
  runProgress,
  type LateArrival,
  type LifeAhead,
  type Measured,
  type RunProgress,
} from '@lenglian/progress';
import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Actor, AlertRecord, Belief, LotRecord, Records, RunRecord } from '@lenglian/records';
import type { AlertNews } from '../alerts/alert-news.ts';
import { everyPage } from '../live/journey-book.ts';
import type { LiveBoard } from '../live/live-board.ts';
import type { Log } from '../log.ts';
import { deliveredAt } from './delivered.ts';
import { Precool } from './precool.ts';
import type { RunTrack } from './run-track.ts';
import {
  aboardOf,
  beliefOf,
  endedAs,
  episodeOf,
  lateEpisode,
  newBelief,
  offRouteEpisodes,
  type Aboard,
} from './way-beliefs.ts';

const PROGRESS: Actor = { id: 'progress' };
const WAY_RULES = ['LATE_ARRIVAL', 'OFF_ROUTE', 'PRECOOL_LATE'] as const;
/** What is left of goods' life is worked out so often, in event time: it takes their whole way. */
const LIFE_KNOWN_FOR: Duration = HOUR;
/** An expected arrival that moved by less is not told again. */
const SHOWN_AGAIN_FROM: Duration = 10 * MINUTE;

export interface WayAlertsParts {
  readonly records: Pick<Records, 'alerts' | 'journeys' | 'handOvers'>;
  readonly history: Pick<ReadingHistory, 'window'>;
  readonly board: LiveBoard;
  readonly news: Pick<AlertNews, 'publish'>;
  /** Tells alerts again, at the revision they have, with what is expected now. */
  readonly announce: (alerts: readonly AlertRecord[]) => void;
  /** What a lot has left of its life; undefined where nothing tells it. */
  readonly lifeOf: (lot: LotRecord) => Promise<LifeAhead | undefined>;
  readonly log: Log;
}

/** What was said of the goods of one run, and what is known of them. */
interface RunKnown {
  readonly told: Map<string, AlertRecord>;
  readonly lives: Map<string, LifeAhead>;
  promised?: { readonly departedAt: Instant; readonly legs: readonly PromisedLeg[] };
}

type PromisedLeg = Pick<RunRecord['legs'][number], 'toPlaceCode' | 'plannedArrivalAt'>;

interface Look {
  readonly run: RunRecord;
  readonly progress: RunProgress;
  readonly aboard: readonly Aboard[];
  /** The plan that lateness is set against. */
  readonly promised: readonly PromisedLeg[];
  readonly known: RunKnown;
  readonly now: Instant;
}

/**
 * LATE_ARRIVAL and OFF_ROUTE: what follows for goods from where their run is. Off its route is a function of the
 * positions, so late ones may take it back; late is foretold, and said while it is so. PRECOOL_LATE with them: see
 * `Precool`.
 */
export class WayAlerts {
  private readonly parts: WayAlertsParts;
  private readonly runs = new Map<string, RunKnown>();
  private readonly precool: Precool;

  constructor(parts: WayAlertsParts) {
    this.parts = parts;
    this.precool = new Precool(parts);
  }

  /** To be called when all that was told of a run is here, and after it was measured. */
  async look(runId: string, track: RunTrack): Promise<void> {
    const { board } = this.parts;
    const { book, now } = board;
    const run = book.runs.get(runId);
    const measured = board.measuredRun(runId);
    if (!run || now === null || (track.hasPositions && !measured)) return;
    // A way that was changed since is measured again before it counts.
    const isOfThisWay = measured?.places.length === run.legs.length + 1;
    // A departure that is not put down yet is no late one.
    if (isOfThisWay && !hasAll(run.legs, measured.measured)) return;
    const facts = { state: run.state, legs: run.legs, now };
    const progress = runProgress({ ...facts, ...(isOfThisWay && measured) });
    const aboard = aboardOf(track.riders, book.placements.lotPlacements);
    const known = await this.knownOf(runId);
    const promised = await this.promisedOf(run, known);
    const look: Look = { run, progress, aboard, promised, known, now };
    const strayed = isOfThisWay ? this.offRoute(look, measured.measured) : [];
    const uncooled = await this.precool.look(look, known.told);
    await this.tell(known, [...strayed, ...(await this.late(look)), ...uncooled]);
  }

  /** What was said of runs that are over, or gone, has ended. */
  async endOthers(): Promise<void> {
    const { board } = this.parts;
    const { book, now } = board;
    for (const runId of this.runs.keys()) if (!book.runs.has(runId)) this.runs.delete(runId);
    if (now === null) return;
    const left = [...board.alerts()].filter(
      ({ rule, runId, endedAt }) =>
        isOfWay(rule) && endedAt === null && !book.runs.has(runId ?? ''),
    );
    const beliefs = left.map((alert) => beliefOf(alert, endedAs(episodeOf(alert), now)));
    await this.tell(undefined, beliefs);
  }

  private offRoute(look: Look, measured: Parameters<typeof offRouteEpisodes>[1]): Belief[] {
    const { known, progress, now, aboard } = look;
    const told = [...known.told.values()].filter(
      ({ rule, isAnnulled }) => rule === 'OFF_ROUTE' && !isAnnulled,
    );
    const byLot = Map.groupBy(aboard, ({ lotId }) => lotId);
    const gone = told.filter(({ lotId, endedAt }) => endedAt === null && !byLot.has(lotId ?? ''));
    const beliefs = gone.map((alert) => beliefOf(alert, endedAs(episodeOf(alert), now)));
    const others = [...byLot].flatMap(([lotId, stays]) => {
      const before = told
        .filter((alert) => alert.lotId === lotId)
        .map((alert) => ({ alertId: alert.id, episode: episodeOf(alert) }));
      const after = offRouteEpisodes(stays, measured, progress, now);
      return diffEpisodes(before, after).map((change): Belief => {
        const { episode, kind } = change;
        if (kind === 'opened') return this.opened(look, stays, lotId, episode, change.splitFromId);
        const belief = beliefOf(known.told.get(change.alertId)!, episode);
        if (kind === 'changed') return belief;
        return { ...belief, isAnnulled: true, mergedIntoId: change.mergedIntoId };
      });
    });
    return [...beliefs, ...others];
  }

  private async late(look: Look): Promise<Belief[]> {
    const { known, now, aboard } = look;
    const beliefs: Belief[] = [];
    const live = new Map(
      [...known.told.values()].flatMap((alert) =>
        alert.rule === 'LATE_ARRIVAL' && alert.endedAt === null ? [[alert.lotId, alert]] : [],
      ),
    );
    const here = aboard.filter(({ from, until }) => from <= now && (until === null || now < until));
    for (const stay of here) {
      const told = live.get(stay.lotId);
      live.delete(stay.lotId);
      const asPlaced = await this.lateness(look, stay, told !== undefined);
      if (asPlaced === undefined) continue;
      // Goods that both sides say are there are not late, whatever is said of their run.
      const handedOverAt = asPlaced && (await deliveredAt(this.parts.records, stay.lotId));
      const late = handedOverAt === null ? asPlaced : null;
      const isMoved = this.show(look, stay, late);
      const arrivedAt = handedOverAt ?? look.progress.stops[stay.leavesAt]?.arrivedAt ?? now;
      const episode = lateEpisode(told, late, now, arrivedAt);
      if (!episode && told && isMoved) this.parts.announce([told]);
      if (!episode) continue;
      beliefs.push(
        told ? beliefOf(told, episode) : this.opened(look, [stay], stay.lotId, episode, null),
      );
    }
    // What is not aboard any more, or was not all along.
    for (const [lotId, alert] of live) {
      this.parts.board.applyLateness(lotId ?? '', null);
      const left = aboard.findLast((stay) => stay.lotId === lotId)?.until ?? now;
      beliefs.push(beliefOf(alert, endedAs(episodeOf(alert), Math.min(now, left))));
    }
    return beliefs;
  }

  /** Null where a lot will not be late; undefined where that cannot be told now. */
  private async lateness(
    { progress, promised, known }: Look,
    { lotId, leavesAt }: Aboard,
    isTold: boolean,
  ): Promise<LateArrival | null | undefined> {
    const { book } = this.parts.board;
    const lot = book.lots.get(lotId);
    const parameters = lot && book.profiles.get(lot.profileId)?.rules.lateArrival;
    if (!parameters) return undefined;
    const expectedAt = progress.stops[leavesAt]?.expectedArrivalAt;
    const plannedAt = promised[leavesAt - 1]?.plannedArrivalAt;
    if (expectedAt == null || plannedAt === undefined) return null;
    // Most runs are not late: then nobody asks how long their goods keep.
    if (!isTold && expectedAt - plannedAt < parameters.after) return null;
    const life = await this.lifeOf(known, lot);
    return life && judgeLateArrival({ plannedAt, expectedAt }, life, parameters, isTold);
  }

  /** @returns whether what was shown before is another */
  private show(
    { run, progress, promised, now }: Look,
    { lotId, leavesAt }: Aboard,
    late: LateArrival | null,
  ): boolean {
    const { board } = this.parts;
    const before = board.lateness(lotId);
    const leg = run.legs[leavesAt - 1];
    const expectedArrivalAt = progress.stops[leavesAt]?.expectedArrivalAt;
    if (late === null || !leg || expectedArrivalAt == null) {
      board.applyLateness(lotId, null);
      return before !== null;
    }
    const { hoursLeft, hoursLeftOnTime } = late;
    if (before && Math.abs(before.expectedArrivalAt - expectedArrivalAt) < SHOWN_AGAIN_FROM)
      return false;
    board.applyLateness(lotId, {
      ...{ asOf: now, placeCode: leg.toPlaceCode, expectedArrivalAt, hoursLeft, hoursLeftOnTime },
      ...{ placeNameZh: leg.toNameZh, placeNameEn: leg.toNameEn },
      plannedArrivalAt: promised[leavesAt - 1]?.plannedArrivalAt ?? leg.plannedArrivalAt,
    });
    return true;
  }

  /** The plan as it was when the run left: a delay that is said under way makes nobody punctual. */
  private async promisedOf(run: RunRecord, known: RunKnown): Promise<readonly PromisedLeg[]> {
    const { records } = this.parts;
    const departedAt = run.legs[0]?.departedAt ?? null;
    if (departedAt === null) return run.legs;
    if (known.promised?.departedAt !== departedAt)
      known.promised = { departedAt, legs: await records.journeys.legsAsOf(run.id, departedAt) };
    const { legs } = known.promised;
    const isSameWay =
      legs.length === run.legs.length &&
      legs.every(({ toPlaceCode }, leg) => toPlaceCode === run.legs[leg]!.toPlaceCode);
    return isSameWay ? legs : run.legs;
  }

  private async lifeOf({ lives }: RunKnown, lot: LotRecord): Promise<LifeAhead | undefined> {
    const { board, lifeOf, log } = this.parts;
    const before = lives.get(lot.id);
    if (before && (board.now ?? 0) - before.asOf < LIFE_KNOWN_FOR) return before;
    try {
      const life = await lifeOf(lot);
      await othersTurn();
      if (life) lives.set(lot.id, life);
      return life;
    } catch (error) {
      log.warn({ err: error, lotId: lot.id }, 'what is left of the life of goods is not known');
      return undefined;
    }
  }

  private opened(
    { known, now }: Look,
    stays: readonly Aboard[],
    lotId: string,
    episode: Episode,
    splitFromId: string | null,
  ): Belief {
    const { raisedAt } = episode;
    const stay = stays.find(
      ({ from, until }) => from <= raisedAt && raisedAt < (until ?? Infinity),
    );
    const { unitId } = stay ?? stays[0]!;
    return { ...newBelief(known.told, { lotId, unitId }, episode, now), splitFromId };
  }

  /** Also what was told already is published the first time: a stop may have come between. */
  private async knownOf(runId: string): Promise<RunKnown> {
    const before = this.runs.get(runId);
    if (before) return before;
    const { records, news } = this.parts;
    const told: AlertRecord[] = [];
    for (const rule of WAY_RULES)
      told.push(...(await everyPage((page) => records.alerts.list({ ...page, runId, rule }))));
    await news.publish(told.filter(({ endedAt }) => endedAt === null));
    const known: RunKnown = { told: new Map(told.map((one) => [one.id, one])), lives: new Map() };
    this.runs.set(runId, known);
    return known;
  }

  private async tell(known: RunKnown | undefined, beliefs: readonly Belief[]): Promise<void> {
    if (beliefs.length === 0) return;
    const { records, news } = this.parts;
    const alerts = await records.alerts.applyBeliefs(PROGRESS, beliefs);
    for (const alert of alerts) known?.told.set(alert.id, alert);
    await news.publish(alerts);
  }
}

/** Whether the legs know what was measured of them. */
function hasAll(legs: RunRecord['legs'], { visits }: Pick<Measured, 'visits'>): boolean {
  return legs.every(
    ({ measuredDepartureAt, measuredArrivalAt }, leg) =>
      measuredDepartureAt === (visits[leg]?.departedAt ?? null) &&
      measuredArrivalAt === (visits[leg + 1]?.arrivedAt ?? null),
  );
}

function isOfWay(rule: string): boolean {
  return (WAY_RULES as readonly string[]).includes(rule);
}
