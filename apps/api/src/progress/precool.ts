import { airAtGoods, Pace, type Episode } from '@lenglian/breaches';
import type { ReadingHistory } from '@lenglian/history';
import {
  isValidAt,
  overlapOf,
  type LotPlacement,
  type UnitKind,
  type Validity,
} from '@lenglian/placements';
import { judgePrecooling, type PrecoolDemand, type PrecoolSample } from '@lenglian/progress';
import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import {
  DEFROSTING,
  DOOR_OPEN,
  POWERED,
  RETURN,
  SUPPLY,
  judgedValue,
  type Reading,
} from '@lenglian/readings';
import type { AlertRecord, Belief, RunRecord } from '@lenglian/records';
import type { LiveBoard } from '../live/live-board.ts';
import { beliefOf, endedAs, episodeOf, newBelief, wayEpisode, type Aboard } from './way-beliefs.ts';

/** What cools before goods are in. Rooms have PULLDOWN_LATE; tanks, boxes and ULDs cool nothing. */
const COOLED_KINDS: ReadonlySet<UnitKind> = new Set(['reefer', 'truck', 'wagon']);
/** So much of what was read last proves that a unit is late, or cold again. */
const LOOKED_BACK: Duration = 2 * HOUR;
/** And so much more says how often it is heard: units that measure hourly are known by three words. */
const HEARD_BACK: Duration = 4 * HOUR;
const READINGS_MAX = 5_000;

interface Loading {
  readonly run: RunRecord;
  readonly aboard: readonly Aboard[];
  readonly now: Instant;
}

/**
 * PRECOOL_LATE: units of a run that are to be cold when goods go in, and are not. Told and not judged: goods that are
 * not in yet have no verdict, so it begins and ends, and late readings take nothing back.
 */
export class Precool {
  private readonly board: LiveBoard;
  private readonly history: Pick<ReadingHistory, 'window'>;

  constructor(parts: {
    readonly board: LiveBoard;
    readonly history: Pick<ReadingHistory, 'window'>;
  }) {
    this.board = parts.board;
    this.history = parts.history;
  }

  /**
   * @param told all that was told of the run
   * @returns what is new
   */
  async look(
    { run, aboard, now }: Loading,
    told: ReadonlyMap<string, AlertRecord>,
  ): Promise<Belief[]> {
    const ofRule = [...told.values()].filter(({ rule }) => rule === 'PRECOOL_LATE');
    const lasting = new Map(
      ofRule.filter(({ endedAt }) => endedAt === null).map((alert) => [alert.lotId, alert]),
    );
    const beliefs: Belief[] = [];
    const read = new Map<string, Promise<PrecoolSample[]>>();
    for (const stay of firstOfEach(aboard)) {
      const alert = lasting.get(stay.lotId);
      const demand = this.demandOf(run, stay, now);
      // It was told of another unit, or nothing is asked of this one any more.
      if (!demand || (alert && alert.unitId !== stay.unitId)) continue;
      lasting.delete(stay.lotId);
      // What begins now would be no lateness.
      if (!alert && now > demand.loadingAt + LOOKED_BACK) continue;
      const samples = await memo(read, stay.unitId, () => this.samplesOf(stay.unitId, demand, now));
      const before = ofRule.filter(({ lotId }) => lotId === stay.lotId);
      const episode = precoolEpisode(alert, before, samples, demand, now);
      if (!episode) continue;
      beliefs.push(
        alert
          ? beliefOf(alert, episode)
          : { ...newBelief(told, stay, episode, now), runId: run.id },
      );
    }
    for (const alert of lasting.values())
      beliefs.push(beliefOf(alert, endedAs(episodeOf(alert), now)));
    return beliefs;
  }

  /** Undefined where the unit need not be cold now, or nobody can tell. */
  private demandOf(run: RunRecord, stay: Aboard, now: Instant): PrecoolDemand | undefined {
    const { units, profiles, placements } = this.board.book;
    const unit = units.get(stay.unitId);
    const inUnit = placements.lotPlacements.filter(({ unitId }) => unitId === stay.unitId);
    const own = inUnit.find((one) => one.lotId === stay.lotId && isValidAt(one, stay.from));
    const profile = own && profiles.get(own.profileId);
    const parameters = profile?.rules.precool;
    if (!unit || !parameters || now < stay.from - parameters.lead) return undefined;
    if (unit.state === 'LAID_UP' || !COOLED_KINDS.has(unit.kind)) return undefined;
    // When goods are loaded on the way is in no plan.
    if (stay.joinsAt > 0 || areIn(run, stay, now) || carriesOthers(inUnit, stay, now))
      return undefined;
    const journey = placements.unitJourneys.find(
      (one) => one.unitId === stay.unitId && isValidAt(one, stay.from),
    );
    const { grace, gapMax } = profile.rules;
    const setpoint = journey?.setpoint ?? profile.setpoint;
    const emptyFrom = emptyFromOf(inUnit, stay);
    return { loadingAt: stay.from, emptyFrom, setpoint, parameters, grace, gapMax };
  }

  /** What all devices told that were on the unit, by time. */
  private async samplesOf(
    unitId: string,
    { loadingAt, parameters, grace }: PrecoolDemand,
    now: Instant,
  ): Promise<PrecoolSample[]> {
    // An excuse that began before counts.
    const lookedFrom = Math.max(loadingAt - parameters.lead - grace.max, now - LOOKED_BACK);
    const from = Math.min(lookedFrom, now - HEARD_BACK);
    const asked: Validity = { from, until: now + 1 };
    const samples: PrecoolSample[] = [];
    for (const binding of this.board.book.placements.deviceBindings) {
      const during = binding.unitId === unitId ? overlapOf(binding, asked) : undefined;
      if (!during) continue;
      const window = { deviceId: binding.deviceId, from: during.from, to: during.until ?? now + 1 };
      samples.push(...(await this.history.window(window, READINGS_MAX)).map(asSample));
    }
    return samples.sort((a, b) => a.at - b.at);
  }
}

/** Somebody said that loading has begun, and by plan these goods are in. */
function areIn(run: RunRecord, stay: Aboard, now: Instant): boolean {
  return run.state !== 'PLANNED' && (run.state !== 'LOADING' || now >= stay.from);
}

/** Goods of before lie in it still, also these themselves: it is loaded already. */
function carriesOthers(inUnit: readonly LotPlacement[], stay: Aboard, now: Instant): boolean {
  return inUnit.some((one) => one.from < stay.from && isValidAt(one, Math.min(now, stay.from)));
}

/** When the last of what lay in it before had left. */
function emptyFromOf(inUnit: readonly LotPlacement[], stay: Aboard): Instant {
  const ends = inUnit.flatMap(({ from, until }) => (from < stay.from ? (until ?? stay.from) : []));
  return Math.max(-Infinity, ...ends);
}

/** A lot in a unit once, where it comes in: by several versions of its limits it lies there several times. */
function firstOfEach(aboard: readonly Aboard[]): Aboard[] {
  const byPlace = Map.groupBy(aboard, ({ lotId, unitId }) => `${lotId}\n${unitId}`);
  return [...byPlace.values()].map((stays) => stays.toSorted((a, b) => a.from - b.from)[0]!);
}

/** Undefined where nothing is new. */
function precoolEpisode(
  told: AlertRecord | undefined,
  before: readonly AlertRecord[],
  samples: readonly PrecoolSample[],
  demand: PrecoolDemand,
  now: Instant,
): Episode | undefined {
  const proven = judgePrecooling(samples, demand);
  if (told) {
    const isCold = proven?.kind === 'COLD' && proven.provenAt > told.raisedAt;
    return isCold ? endedAs(episodeOf(told), proven.since) : undefined;
  }
  if (proven?.kind !== 'LATE') return undefined;
  // Of a unit that is silent now nobody knows how it is: NO_DATA says so.
  if (!isHeard(samples, demand, now)) return undefined;
  const startedAt = Math.max(proven.since, ...before.map(({ endedAt }) => endedAt ?? 0));
  const raisedAt = Math.max(proven.provenAt, startedAt);
  return {
    ...wayEpisode('PRECOOL_LATE', 'WARN', { startedAt, raisedAt, endedAt: null }),
    limit: demand.setpoint + demand.parameters.margin,
    peak: proven.warmest,
    signal: proven.warmest === null ? 'UNIT' : 'AIR',
  };
}

function isHeard(
  samples: readonly PrecoolSample[],
  { gapMax }: PrecoolDemand,
  now: Instant,
): boolean {
  const pace = new Pace(gapMax);
  for (const { at } of samples) pace.note(at);
  return now - pace.lastAt <= pace.silenceMax;
}

function asSample(reading: Reading): PrecoolSample {
  const valueOf = (channel: number) => judgedValue(reading, channel);
  const power = valueOf(POWERED);
  return {
    at: reading.measuredAt,
    air: airAtGoods(valueOf(SUPPLY) ?? Number.NaN, valueOf(RETURN) ?? Number.NaN),
    isPowered: power === undefined ? undefined : power !== 0,
    isDoorOpen: valueOf(DOOR_OPEN) === 1,
    isDefrosting: valueOf(DEFROSTING) === 1,
  };
}

function memo<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
