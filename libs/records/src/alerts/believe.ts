import {
  annulAlert,
  awaitsDisposition,
  followEpisode,
  openAlert,
  splitAlert,
  type AlertLife,
} from '@lenglian/alerts';
import { RULE_UNITS, type Episode } from '@lenglian/breaches';
import type { AlertRecord, Belief } from './alert.ts';

/** What the judge does not know of an alert. */
export interface AlertPlace {
  readonly organisationId: string;
  readonly runId: string | null;
}

/**
 * The alert after the judge's whole present belief about its episode; pure.
 *
 * @param origin the alert from which it is split, as it was before
 */
export function believe(
  before: AlertRecord | undefined,
  verdict: Belief,
  place: () => AlertPlace,
  origin?: AlertRecord,
): AlertRecord {
  const { episode } = verdict;
  const life = lifeAfter(before, verdict, origin);
  const belief = {
    raisedAt: episode.raisedAt,
    // Verdicts that an older version left in the outbox point to nothing.
    mergedIntoId: verdict.mergedIntoId ?? null,
    ...measuredOf(episode),
    signal: episode.signal,
    isUnverified: episode.isUnverified ?? false,
  };
  if (before !== undefined) return withLife({ ...before, ...belief }, life);
  return {
    ...NOTHING_DONE,
    acknowledgedBy: life.acknowledgedAt === null ? null : (origin?.acknowledgedBy ?? null),
    ...life,
    ...belief,
    ...place(),
    awaitsDisposition: awaitsDisposition(life),
    id: verdict.alertId,
    lotId: verdict.lotId,
    unitId: verdict.unitId,
    deviceId: verdict.deviceId,
    detectedAt: verdict.detectedAt,
    isLate: verdict.isLate,
    // Its origin: an alert that is believed again keeps the one that it began with.
    splitFromId: verdict.splitFromId ?? null,
    revision: 1,
  };
}

/** An alert at its next step, with what follows from its life. */
export function withLife(alert: AlertRecord, life: AlertLife): AlertRecord {
  // An acknowledgement or a shelf that no longer holds is nobody's; the history knows whose it was.
  const isShelved = life.shelvedUntil !== null;
  return {
    ...alert,
    ...onlyLife(life),
    acknowledgedBy: life.acknowledgedAt === null ? null : alert.acknowledgedBy,
    shelvedBy: isShelved ? alert.shelvedBy : null,
    shelfReason: isShelved ? alert.shelfReason : null,
    awaitsDisposition: awaitsDisposition(life),
    revision: alert.revision + 1,
  };
}

/** A life that was made of a whole alert carries the rest of it along. */
function onlyLife(life: AlertLife): AlertLife {
  const { state, rule, severity, startedAt, endedAt, isAnnulled } = life;
  const { acknowledgedAt, nextCheckAt, isCheckDue, shelvedUntil } = life;
  const { cause, correctiveAction, disposition } = life;
  return {
    ...{ state, rule, severity, startedAt, endedAt, isAnnulled },
    ...{ acknowledgedAt, nextCheckAt, isCheckDue, shelvedUntil },
    ...{ cause, correctiveAction, disposition },
  };
}

/** Limit, peak and dose; an older version's outbox lacks what came later. */
function measuredOf(episode: Episode) {
  const isCelsius = RULE_UNITS[episode.rule] === 'celsius';
  const { limit, peak } = episode;
  return {
    limitCelsius: isCelsius ? limit : null,
    peakCelsius: isCelsius ? peak : null,
    limitInUnit: isCelsius ? null : limit,
    peakInUnit: isCelsius ? null : peak,
    kelvinMinutes: episode.degreeMinutes ?? null,
    spentMinutes: episode.spentMinutes ?? null,
  };
}

/** Whether two beliefs about a breach differ: what a decision about it rested on. */
export function isSameBelief(a: AlertRecord, b: AlertRecord): boolean {
  return BELIEF.every((field) => a[field] === b[field]);
}

const BELIEF = [
  ...(['severity', 'startedAt', 'raisedAt', 'endedAt', 'isAnnulled', 'mergedIntoId'] as const),
  ...(['limitCelsius', 'peakCelsius', 'limitInUnit', 'peakInUnit', 'signal'] as const),
] as const;

const NOTHING_DONE = {
  ...{ note: null, shelvedBy: null, shelfReason: null, shelfCount: 0 },
  ...{ correctedBy: null, correctedAt: null, dispositionReason: null },
  ...{ decidedBy: null, decidedAt: null, openReviewId: null },
};

function lifeAfter(
  before: AlertRecord | undefined,
  verdict: Belief,
  origin: AlertRecord | undefined,
): AlertLife {
  const { episode, isAnnulled } = verdict;
  if (isAnnulled) return annulAlert(before ?? openAlert(episode));
  if (before !== undefined) return followEpisode(before, episode);
  return origin === undefined ? openAlert(episode) : splitAlert(openAlert(episode), origin);
}
