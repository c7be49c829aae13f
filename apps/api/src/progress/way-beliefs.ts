import type { Episode, RuleCode, Severity } from '@lenglian/breaches';
import { overlapOf, type LotPlacement, type Validity } from '@lenglian/placements';
import type { Astray, LateArrival, Measured, RunProgress } from '@lenglian/progress';
import type { Instant } from '@lenglian/quantities';
import type { AlertRecord, Belief, RunRider } from '@lenglian/records';
import { alertIdOf } from '../judge/alert-id.ts';
import { LATE_AFTER } from '../judge/judge-port.ts';

/** Goods on a run: in which unit, when, and at which stop that one leaves. */
export interface Aboard extends Validity {
  readonly lotId: string;
  readonly unitId: string;
  /** From 0, the place where the run begins. */
  readonly joinsAt: number;
  readonly leavesAt: number;
}

/** Goods that somebody declared and that were on a run; a part of a lot is not on it as what its whole was. */
export function aboardOf(
  riders: readonly RunRider[],
  placements: readonly LotPlacement[],
): Aboard[] {
  const byUnit = Map.groupBy(
    placements.filter(({ isInherited, isProvisional }) => !isInherited && !isProvisional),
    ({ unitId }) => unitId,
  );
  return riders.flatMap((rider) =>
    (byUnit.get(rider.unitId) ?? []).flatMap((placement) => {
      const during = overlapOf(rider, placement);
      const { lotId, unitId } = placement;
      const { joinsAt, leavesAt } = rider;
      return during ? { lotId, unitId, joinsAt, leavesAt, ...during } : [];
    }),
  );
}

/**
 * When a lot was off its route: with its run, or with its unit alone while that was elsewhere. Of what was proven while
 * it was aboard; it ends where the lot leaves at the latest, or with the word of somebody that the run is at a place.
 */
export function offRouteEpisodes(
  stays: readonly Aboard[],
  { offRoute, strays }: Pick<Measured, 'offRoute' | 'strays'>,
  { where, stops }: Pick<RunProgress, 'where' | 'stops'>,
  now: Instant,
): Episode[] {
  const isSaid = where?.kind === 'AT' && where.basis === 'REPORTED';
  const atPlaceSince = isSaid ? (stops[where.stop]?.arrivedAt ?? now) : null;
  const ofRun = offRoute.map((time) => ({ ...time, until: time.until ?? atPlaceSince }));
  return stays.flatMap((stay) => {
    const own: Astray[] = strays.filter(({ unitId }) => unitId === stay.unitId);
    const withRun = ofRun.filter(
      (time) => !own.some((other) => overlapOf(asSpan(other), asSpan(time))),
    );
    return [...own, ...withRun]
      .filter(({ provenAt }) => stay.from <= provenAt && provenAt < (stay.until ?? Infinity))
      .map(({ from, provenAt, until }) => {
        const ends = [until, stay.until].filter((end) => end !== null);
        const end = ends.length === 0 ? null : Math.max(provenAt, Math.min(...ends));
        const times = { startedAt: from, raisedAt: provenAt, endedAt: end };
        // Lines are not known, and nothing has happened to the goods: never worse than WARN.
        return wayEpisode('OFF_ROUTE', 'WARN', times);
      });
  });
}

function asSpan({ from, until }: Astray): Validity {
  return { from, until };
}

/** So much of the life that a punctual arrival would leave is worth telling again, percent. */
const TOLD_AGAIN_SHARE = 2;

/**
 * What is to be told of a lot's late arrival: like every prediction it begins, worsens and ends, and is never taken
 * back. Undefined where nothing is new.
 *
 * @param endedAt when it ends if it is late no more
 */
export function lateEpisode(
  told: AlertRecord | undefined,
  late: LateArrival | null,
  now: Instant,
  endedAt: Instant,
): Episode | undefined {
  const before = told && episodeOf(told);
  if (late === null) return before && endedAs(before, endedAt);
  const { hoursLeft: peak, hoursLeftOnTime: limit } = late;
  const { severity } = late;
  if (!before)
    return {
      ...wayEpisode('LATE_ARRIVAL', severity, { startedAt: now, raisedAt: now, endedAt: null }),
      ...{ limit, peak },
    };
  const isWorse = severity === 'MAJOR' && before.severity !== 'MAJOR';
  const step = ((before.limit ?? 0) * TOLD_AGAIN_SHARE) / 100;
  if (!isWorse && peak > (before.peak ?? Infinity) - step) return undefined;
  return { ...before, severity: isWorse ? severity : before.severity, limit, peak };
}

/** An episode that lasted, as it ends. */
export function endedAs(episode: Episode, at: Instant): Episode {
  const endedAt = Math.max(at, episode.raisedAt);
  return { ...episode, endedAt, clearedAt: endedAt };
}

/** As it was told; what ended had cleared then. */
export function episodeOf(alert: AlertRecord): Episode {
  const { rule, severity, startedAt, raisedAt, endedAt, signal } = alert;
  return {
    ...wayEpisode(rule, severity, { startedAt, raisedAt, endedAt }),
    limit: alert.limitInUnit ?? alert.limitCelsius,
    ...{ peak: alert.peakInUnit ?? alert.peakCelsius },
    // The records keep what an episode said.
    signal: signal as Episode['signal'],
  };
}

export function wayEpisode(
  rule: RuleCode,
  severity: Severity,
  times: Pick<Episode, 'startedAt' | 'raisedAt' | 'endedAt'>,
): Episode {
  return {
    ...{ rule, severity, ...times, clearedAt: times.endedAt },
    ...{ limit: null, peak: null, signal: null, degreeMinutes: null, spentMinutes: null },
    isUnverified: false,
  };
}

/** A new belief about what was told. */
export function beliefOf(told: AlertRecord, episode: Episode): Belief {
  const { id: alertId, lotId, unitId, deviceId, detectedAt, isLate, splitFromId } = told;
  return {
    ...{ alertId, lotId: lotId!, unitId, deviceId, detectedAt, isLate, episode },
    ...{ isAnnulled: false, mergedIntoId: null, splitFromId },
  };
}

/** The same name for the same, also for what was taken back and is believed again. */
function freeId(told: ReadonlyMap<string, AlertRecord>, lotId: string, episode: Episode): string {
  for (let attempt = 0; ; attempt++) {
    const id = alertIdOf(lotId, episode, attempt);
    if (told.get(id)?.isAnnulled !== false) return id;
  }
}

/** The first that is told of something. */
export function newBelief(
  told: ReadonlyMap<string, AlertRecord>,
  { lotId, unitId }: Pick<Aboard, 'lotId' | 'unitId'>,
  episode: Episode,
  now: Instant,
): Belief {
  return {
    ...{ alertId: freeId(told, lotId, episode), lotId, unitId, episode, deviceId: null },
    ...{ detectedAt: now, isLate: now - episode.raisedAt > LATE_AFTER },
    ...{ isAnnulled: false, mergedIntoId: null, splitFromId: null },
  };
}
