import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { causeOfRule, isOfWay, rankOfCause } from './causes.ts';
import type { AlertFact } from './incident.ts';

/** Losses of power of one group that follow each other within this are one (operations §B). */
export const POWER_TOGETHER: Duration = 3 * MINUTE;
/** Units of a group that make it a loss of the group. */
export const POWER_UNITS_MIN = 2;
/** A run leaves its way at one moment; its units are told of by the same positions. */
export const STRAYED_TOGETHER: Duration = MINUTE;
export const STRAYED_UNITS_MIN = 2;
/** What begins on a unit within this after all else has ended belongs to it still. */
export const LINGER: Duration = HOUR;
/** What power off explains goes on for this after power is back: fruit is slow. */
export const AFTERMATH: Duration = 2 * HOUR;
/** Silence is told by when we heard, a loss of power by the device's clock, which may be as much ahead (ADR 0005). */
const CLOCK_AHEAD: Duration = 2 * MINUTE;

/** Lists of alerts by a key; those whose key is null belong nowhere. */
export function by(
  alerts: readonly AlertFact[],
  keyOf: (alert: AlertFact) => string | null,
): AlertFact[][] {
  const groups = Map.groupBy(alerts, keyOf);
  groups.delete(null);
  return [...groups.values()];
}

/** Cuts a list, in the order in which they began, wherever one does not follow on. */
function cut(
  alerts: readonly AlertFact[],
  follows: (next: AlertFact, reach: Instant) => boolean,
  reachOf: (alert: AlertFact) => Instant,
): AlertFact[][] {
  const pieces: AlertFact[][] = [];
  let reach = -Infinity;
  for (const alert of alerts.toSorted(asBegan)) {
    if (pieces.length === 0 || !follows(alert, reach)) {
      pieces.push([]);
      reach = -Infinity;
    }
    pieces.at(-1)?.push(alert);
    reach = Math.max(reach, reachOf(alert));
  }
  return pieces;
}

/** Alerts of one rule that began together, or may have, over enough units to have one cause. */
export function common(
  alerts: readonly AlertFact[],
  within: Duration,
  unitsMin: number,
): AlertFact[][] {
  return cut(alerts, (next, reach) => next.startedAt - reach <= within, begunBy).filter(
    (piece) => new Set(piece.map(({ unitId }) => unitId)).size >= unitsMin,
  );
}

/** Losses of power that are the loss of their group. */
export function powerLosses(alerts: readonly AlertFact[]): AlertFact[][] {
  const losses = alerts.filter(({ rule }) => causeOfRule(rule) === 'POWER_OFF');
  return by(losses, ({ powerGroup }) => powerGroup).flatMap((group) =>
    common(group, POWER_TOGETHER, POWER_UNITS_MIN),
  );
}

/** Units of a run that left its way together: the run did. One that is elsewhere by itself is not among them. */
export function strayedTogether(alerts: readonly AlertFact[]): AlertFact[][] {
  const astray = alerts.filter(({ rule }) => causeOfRule(rule) === 'OFF_ROUTE');
  return by(astray, ({ runId }) => runId).flatMap((run) =>
    common(run, STRAYED_TOGETHER, STRAYED_UNITS_MIN),
  );
}

/**
 * What is wrong with one unit at a time. A suspect sensor is for whoever mends it, and apart from what
 * is wrong with the goods; so is where the unit is, and of a late run it is one for all of its units.
 */
export function bouts(alerts: readonly AlertFact[]): AlertFact[][] {
  const keyOf = ({ unitId, runId, rule }: AlertFact) => {
    const cause = causeOfRule(rule);
    if (cause === 'LATE_ARRIVAL' && runId !== null) return `\n${runId}\n${cause}`;
    return `${unitId}\n${runId}\n${isOfWay(cause) ? cause : cause === 'SENSOR'}`;
  };
  return by(alerts, keyOf).flatMap((ofUnit) =>
    cut(
      ofUnit,
      (next, reach) => next.startedAt <= reach + LINGER,
      (alert) => (alert.endedAt ?? Infinity) - (isEdge(alert) ? LINGER : 0),
    ),
  );
}

/** A door that was open for a moment, or a switch that bounced: it explains nothing of what comes after it. */
function isEdge({ rule, severity, startedAt, endedAt }: AlertFact): boolean {
  const isHint = rule === 'DOOR_TRANSIT' && severity === 'INFO';
  return isHint && endedAt !== null && endedAt - startedAt <= EDGE_MAX;
}

/** What is told of in one sample is over by the next one. */
const EDGE_MAX: Duration = 10 * MINUTE;

/** By when what an alert tells of had begun: silence by the next report that did not come. */
export function begunBy({ startedAt, dueAt }: AlertFact): Instant {
  return dueAt ?? startedAt;
}

/** Whether an alert came of a loss of power of its unit. */
export function isExplainedBy(loss: AlertFact, alert: AlertFact): boolean {
  if (loss.unitId !== alert.unitId || loss.runId !== alert.runId) return false;
  const back = loss.endedAt ?? Infinity;
  const cause = causeOfRule(alert.rule);
  if (cause === 'SILENCE')
    return begunBy(alert) >= loss.startedAt - CLOCK_AHEAD && alert.startedAt <= back;
  if (alert.startedAt < loss.startedAt) return false;
  return (cause === 'GOODS' || cause === 'EQUIPMENT') && alert.startedAt <= back + AFTERMATH;
}

/**
 * A total order: as they began; of one moment causes first, then by rule and by which unit and goods are on record for
 * longer. The ids of alerts of one moment are in no order that means anything.
 */
export function asBegan(a: AlertFact, b: AlertFact): number {
  return (
    a.startedAt - b.startedAt ||
    rankOfCause(causeOfRule(a.rule)) - rankOfCause(causeOfRule(b.rule)) ||
    byText(a.rule, b.rule) ||
    byText(a.unitId, b.unitId) ||
    byText(a.lotId ?? '', b.lotId ?? '') ||
    byText(a.id, b.id)
  );
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
