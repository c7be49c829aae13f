import { compareSeverity, type Severity } from '@lenglian/breaches';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import {
  GROUP_SEVERITY,
  INCIDENT_CAUSES,
  causeOfRule,
  isFound,
  isGap,
  isSilence,
  rankOfCause,
  type IncidentCause,
} from './causes.ts';
import type { AlertFact, Incident, IncidentChild } from './incident.ts';
import { silences } from './silences.ts';
import { asBegan, bouts, isExplainedBy, powerLosses, strayedTogether } from './together.ts';
import { loneGaps, withoutToldGaps } from './told-further.ts';

/** A cause may be measured this much later than what came of it: samples are minutes apart. */
const SAMPLES_APART: Duration = 10 * MINUTE;

/**
 * Alerts as incidents: one for each common cause, else one for each unit. A function of the set of
 * alerts: neither their order nor what was believed before matters. Every alert is in exactly one.
 *
 * 1. Units of one power group that lose power together are one incident, with what that explains.
 * 2. Units of one run that fall silent together are one, and hide nothing else that is wrong with them.
 * 3. Units of one run that leave its way together are one; goods of one run that will be late are one.
 * 4. Everything else that is wrong with a unit at a time is one; a suspect sensor is one by itself.
 * 5. A gap that was not told further is one by itself, and changes nothing else.
 *
 * @param asOf decides whether silence has lasted longer than was to be expected
 */
export function gatherIncidents(all: readonly AlertFact[], asOf: Instant): Incident[] {
  const gaps = loneGaps(all);
  const alone = new Set(gaps.flat());
  const alerts = all.filter((alert) => !alone.has(alert));
  const taken = new Set<string>();
  const take = (group: readonly AlertFact[]): AlertFact[] => {
    const free = group.filter(({ id }) => !taken.has(id));
    for (const { id } of free) taken.add(id);
    return free;
  };
  const strayed = strayedTogether(alerts).map((group) => describe('OFF_ROUTE', take(group), asOf));
  const losses = powerLosses(alerts);
  for (const { id } of losses.flat()) taken.add(id);
  const explained = explainedBy(losses, alerts, taken);
  for (const { id } of explained.flat()) taken.add(id);
  const powerless = losses.map((group, index) =>
    describe('GENSET_GROUP', [...group, ...(explained[index] ?? [])], asOf),
  );
  const others = alerts.filter(({ id }) => !taken.has(id));
  const silent = silences(others).map((group) => describe('SILENCE_TOGETHER', take(group), asOf));
  // What a common cause took still holds together what it lay between: nothing else is parted by it.
  const ofUnits = bouts(alerts)
    .map(take)
    .filter((bout) => bout.length > 0)
    .map((bout) => describe(causeOfBout(bout), bout, asOf));
  const ofGaps = gaps.map((gap) => describe('SILENCE', gap, asOf));
  const byId = new Map(all.map((alert) => [alert.id, alert]));
  return [...powerless, ...silent, ...strayed, ...ofUnits, ...ofGaps].toSorted(
    (a, b) => a.startedAt - b.startedAt || inOrder(byId.get(firstOf(a)), byId.get(firstOf(b))),
  );
}

/** What each loss explains; of several the last one before it. */
function explainedBy(
  losses: readonly (readonly AlertFact[])[],
  alerts: readonly AlertFact[],
  taken: ReadonlySet<string>,
): AlertFact[][] {
  const explained = losses.map((): AlertFact[] => []);
  const last = losses.flatMap((group, index) => group.map((loss) => ({ loss, index })));
  last.sort((a, b) => asBegan(b.loss, a.loss));
  const byUnit = Map.groupBy(last, ({ loss }) => loss.unitId);
  for (const alert of alerts) {
    if (taken.has(alert.id)) continue;
    const found = byUnit.get(alert.unitId)?.find(({ loss }) => isExplainedBy(loss, alert));
    if (found) explained[found.index]?.push(alert);
  }
  return explained;
}

/** The worst ranking thing that happened to the unit before, or as, anything came of it. */
function causeOfBout(bout: readonly AlertFact[]): IncidentCause {
  const goods = bout.filter(({ rule }) => isFound(rule));
  const began = Math.min(...goods.map(({ startedAt }) => startedAt));
  const causes = bout
    .filter(({ startedAt }) => goods.length === 0 || startedAt <= began + SAMPLES_APART)
    // That nothing is heard explains nothing that was found.
    .filter(({ rule }) => goods.length === 0 || !isSilence(rule))
    // A hint explains nothing where anything worse happened.
    .filter(({ severity }, _, all) => severity !== 'INFO' || !all.some(isWorseCause))
    .map(({ rule }) => causeOfRule(rule));
  return causes.toSorted((a, b) => rankOfCause(a) - rankOfCause(b))[0] ?? 'GOODS';
}

/** Something that happened to a unit, and no hint. */
function isWorseCause({ rule, severity }: AlertFact): boolean {
  return severity !== 'INFO' && causeOfRule(rule) !== 'GOODS';
}

function describe(cause: IncidentCause, alerts: readonly AlertFact[], asOf: Instant): Incident {
  const ordered = alerts.toSorted(asBegan);
  const lasting = ordered.filter(({ endedAt }) => endedAt === null);
  const ends = ordered.map(({ endedAt }) => endedAt ?? Infinity);
  const isGroup = cause === 'GENSET_GROUP';
  const worst = worstOf(ordered, asOf);
  const awaited = withoutToldGaps(lasting).flatMap(({ expectedUntil }) =>
    expectedUntil !== null && asOf < expectedUntil ? expectedUntil : [],
  );
  return {
    cause,
    runId: ordered[0]?.runId ?? null,
    powerGroup: isGroup ? (ordered[0]?.powerGroup ?? null) : null,
    severity: isGroup && compareSeverity(worst, GROUP_SEVERITY) < 0 ? GROUP_SEVERITY : worst,
    startedAt: ordered[0]?.startedAt ?? asOf,
    endedAt: lasting.length > 0 ? null : Math.max(...ends),
    expectedUntil: awaited.length > 0 ? Math.min(...awaited) : null,
    children: childrenOf(ordered, asOf),
  };
}

/** @param ordered as they began */
function childrenOf(ordered: readonly AlertFact[], asOf: Instant): IncidentChild[] {
  return [...Map.groupBy(ordered, ({ unitId }) => unitId)].map(([unitId, alerts]) => ({
    unitId,
    severity: worstOf(alerts, asOf),
    stages: alerts.toSorted((a, b) => rank(a) - rank(b) || asBegan(a, b)).map(({ id }) => id),
  }));
}

/** A gap comes last: it causes nothing, and what it became stands before it. */
const rank = ({ rule }: AlertFact): number =>
  isGap(rule) ? INCIDENT_CAUSES.length : rankOfCause(causeOfRule(rule));

/** Of what lasts, else of all. */
function worstOf(alerts: readonly AlertFact[], asOf: Instant): Severity {
  const lasting = alerts.filter(({ endedAt }) => endedAt === null);
  return (lasting.length > 0 ? lasting : alerts)
    .map((alert) => (isExpected(alert, asOf) ? 'INFO' : alert.severity))
    .reduce((worst, next) => (compareSeverity(next, worst) > 0 ? next : worst), 'INFO');
}

/** Silence that is no longer than was to be expected. */
function isExpected({ expectedUntil, endedAt }: AlertFact, asOf: Instant): boolean {
  return expectedUntil !== null && (endedAt ?? asOf) <= expectedUntil;
}

const firstOf = ({ children }: Incident): string => children[0]?.stages[0] ?? '';

/** A total order, so that equal sets give equal lists. */
function inOrder(a: AlertFact | undefined, b: AlertFact | undefined): number {
  return a && b ? asBegan(a, b) : 0;
}
