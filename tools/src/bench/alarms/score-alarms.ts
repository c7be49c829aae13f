import type { Episode, RuleCode } from '@lenglian/breaches';
import { gatherIncidents, type AlertFact } from '@lenglian/incidents';
import { MINUTE, type Instant } from '@lenglian/quantities';
import type { Harm } from './fruit-truth.ts';
import type { WatchedUnit } from './watched-unit.ts';
import { isLine, type ToldAlert, type WatchedJourney } from './watch-unit.ts';

/** Which harm of the fruit makes an alert of a rule right; of other rules the script of the unit decides. */
const HARM_OF_RULE: Partial<Record<RuleCode, Harm>> = {
  BAND_HI: 'BAND_HI',
  BAND_LO: 'BAND_LO',
  CRIT_HI: 'CRIT_HI',
  CRIT_LO: 'CRIT_LO',
  PULLDOWN_LATE: 'BAND_HI',
  BUDGET_HEAT: 'BAND_HI',
  BUDGET_CRIT: 'CRIT_HI',
  BUDGET_COLD: 'BAND_LO',
  ZONE: 'BAND_HI',
};

/** Whether any fruit was truly beyond the alert's limit before it was raised, even if for a minute. */
export function isTrueOfFruit({ episode }: ToldAlert, journey: WatchedJourney): boolean {
  const { anyFruit } = journey;
  if (episode.rule === 'PREDICTED') return hasComeTrue(episode, journey);
  const harm = HARM_OF_RULE[episode.rule];
  const limit = anyFruit.find((one) => one.harm === harm);
  return limit?.wasBeyond(episode.startedAt, episode.raisedAt) ?? false;
}

/** Whether any fruit was beyond what was foretold while that stood. The entry of a zone counts as that of its band. */
function hasComeTrue(
  { limit, raisedAt, endedAt }: Episode,
  { anyFruit, unit }: WatchedJourney,
): boolean {
  const { band, criticalLow, setpoint } = unit.profile;
  const side = limit === criticalLow || (limit ?? band.high) < setpoint ? 'LO' : 'HI';
  const exact = anyFruit.find((one) => one.limit === limit && one.harm.endsWith(side));
  const found = exact ?? anyFruit.find(({ harm }) => harm === `BAND_${side}`);
  return found?.wasBeyond(raisedAt, endedAt ?? Number.POSITIVE_INFINITY) ?? false;
}

/**
 * Whether the condition that an alert tells of truly held in the plant, though no fruit was beyond a limit: operations ask
 * for the call then. Air that is blown below critical low for 20 min (operations.md §A7, no grace) is felt by the first
 * layer of fruit, and the plants know no smaller part than tonnes; without power any fruit moves to a limit (§A7); fruit
 * that was loaded warm is not cooled in time, or no longer falls (domain.md §7 Q7).
 */
export function isConditionTrue(
  { episode, warnedAt }: ToldAlert,
  journey: WatchedJourney,
): boolean {
  const { course, unit } = journey;
  const { rule, signal, startedAt, raisedAt } = episode;
  if (rule === 'CRIT_LO' && (signal === 'SUPPLY' || signal === 'RETURN'))
    return course.wasBlownByFrost(startedAt, raisedAt);
  if (rule === 'POWER_OFF') return course.hadMoved(startedAt, warnedAt ?? raisedAt);
  if (rule === 'PULLDOWN_LATE') return course.wasNotCooled(unit.plan.from, raisedAt);
  return false;
}

/** Of one healthy unit: its alerts at WARN or above, those that were false, and the same by incident. */
export interface HealthyScore {
  readonly lines: readonly ToldAlert[];
  readonly falseLines: readonly ToldAlert[];
  /** Those whose condition held without any fruit beyond a limit. */
  readonly heldLines: readonly ToldAlert[];
  readonly incidents: number;
  readonly falseIncidents: number;
  /** Incidents in which no fruit was beyond a limit, whether any condition held or not. */
  readonly harmlessIncidents: number;
}

/** An incident is false when nothing in it was true. */
export function scoreHealthy(journey: WatchedJourney): HealthyScore {
  const lines = journey.alerts.filter(({ episode }) => isLine(episode));
  const harmless = lines.filter((alert) => !isTrueOfFruit(alert, journey));
  const heldLines = harmless.filter((alert) => isConditionTrue(alert, journey));
  const falseLines = harmless.filter((alert) => !heldLines.includes(alert));
  const end = journey.unit.plan.from + journey.unit.plan.duration;
  const incidents = gatherIncidents(
    lines.map((alert) => toFact(alert, journey.unit.id)),
    end,
  ).map(({ children }) => children.flatMap(({ stages }) => stages));
  const countOf = (alerts: readonly ToldAlert[]): number => {
    const ids = new Set(alerts.map(({ alertId }) => alertId));
    return incidents.filter((stages) => stages.every((id) => ids.has(id))).length;
  };
  return {
    ...{ lines, falseLines, heldLines, incidents: incidents.length },
    ...{ falseIncidents: countOf(falseLines), harmlessIncidents: countOf(harmless) },
  };
}

export function toFact(
  { alertId, episode }: ToldAlert,
  unitId: string,
  where: Partial<Pick<AlertFact, 'runId' | 'powerGroup' | 'expectedUntil'>> = {},
): AlertFact {
  const { rule, severity, startedAt, endedAt } = episode;
  return {
    ...{ id: alertId, rule, severity, unitId, startedAt, endedAt },
    ...{ lotId: null, runId: null, powerGroup: null, expectedUntil: null, dueAt: null, ...where },
  };
}

/** One harm that the fruit of a faulty unit took, and how soon anybody was told. */
export interface HarmOutcome {
  readonly harm: Harm;
  /** When the fruit had been beyond for its delay. */
  readonly harmedAt: Instant;
  /** The first alert at WARN or above since the fault began; null: none at all. */
  readonly raisedAt: Instant | null;
  /** Nothing was raised before the harm, or within the delay that the sensors have to prove it. */
  readonly isMissed: boolean;
  /** How late it was, 0 when in time, Infinity when nothing was raised. */
  readonly lateMinutes: number;
  /** How far the fruit was beyond the limit at most while it took that harm, kelvin. */
  readonly beyondKelvin: number;
}

/**
 * What became of every harm of a faulty unit. Alerts that were raised before the fault, and have ended, are no
 * warning of it.
 */
export function scoreFaulty({ unit, fruit, alerts }: WatchedJourney): HarmOutcome[] {
  const { faultAt, probes } = unit.plan;
  const warnings = alerts.filter(
    ({ episode, warnedAt }) => warnedAt !== null && (episode.endedAt ?? Infinity) > faultAt,
  );
  const first = Math.min(...warnings.map(({ warnedAt }) => warnedAt ?? Infinity));
  const raisedAt = warnings.length > 0 ? Math.max(faultAt, first) : null;
  return fruit.flatMap((limit) => {
    const span = limit.firstHarm(harmCountsFrom(unit, limit.harm));
    if (span === undefined) return [];
    const harmedAt = span.from + limit.delay;
    const deadline = harmedAt + (probes.length > 0 ? limit.delay : limit.airDelay);
    const late = (raisedAt ?? Infinity) - deadline;
    const outcome = { harm: limit.harm, harmedAt, raisedAt, isMissed: late > 0 };
    const { beyondKelvin } = span;
    return [{ ...outcome, lateMinutes: Math.max(0, late / MINUTE), beyondKelvin }];
  });
}

/** What a judge can know of a unit's fruit. */
export const KNOWLEDGES = [
  'goods known, sensors true',
  'goods that nobody knows, sensors true',
  'a sensor that lies, no true probe',
  'a sensor that lies, beside a true probe',
] as const;

/**
 * Goods are known where their temperature was noted at loading or a probe lies in them. A sensor that is stuck is the first
 * probe, else return air; one that drifts is supply air, by which the unit cools.
 */
export function knowledgeOf({ plan, context, fault }: WatchedUnit): (typeof KNOWLEDGES)[number] {
  const { length } = plan.probes;
  if (fault === 'SENSOR_STUCK' || fault === 'SENSOR_DRIFT') {
    const trueProbes = fault === 'SENSOR_STUCK' ? length - 1 : length;
    return trueProbes > 0 ? KNOWLEDGES[3] : KNOWLEDGES[2];
  }
  return length > 0 || context.loadedProduct !== null ? KNOWLEDGES[0] : KNOWLEDGES[1];
}

/** A load that was noted as warm is given its time to cool; cold is harm at once. */
function harmCountsFrom({ plan, profile, context }: WatchedUnit, harm: Harm): Instant {
  const isNoted = plan.fault === 'WARM_LOAD' && context.loadedAt !== null;
  const deadline = profile.rules.pullDown?.deadline ?? 0;
  return isNoted && harm.endsWith('HI') ? plan.faultAt + deadline : plan.faultAt;
}

/** Whether a plain rule had said anything in the time that the judge has. */
export function isMissedByPlain({ unit, fruit, plain }: WatchedJourney, harm: Harm): boolean {
  const limit = fruit.find((one) => one.harm === harm);
  const { faultAt } = unit.plan;
  const span = limit?.firstHarm(harmCountsFrom(unit, harm));
  if (!limit || !span) return false;
  const deadline = span.from + limit.delay + limit.airDelay;
  return !plain.alerts.some(
    ({ raisedAt, endedAt }) => (endedAt ?? Infinity) > faultAt && raisedAt <= deadline,
  );
}

/** How often each rule is among alerts, most often first. */
export function countRules(alerts: readonly ToldAlert[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { episode } of alerts) {
    const name = `${episode.rule}${episode.signal ? ` by ${episode.signal}` : ''}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
