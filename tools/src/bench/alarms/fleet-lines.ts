import { compareSeverity } from '@lenglian/breaches';
import {
  LINE_SEVERITY,
  expectedUntil,
  gatherIncidents,
  type AlertFact,
  type HoleTimes,
} from '@lenglian/incidents';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** What was told when: a fact, and when anybody learnt of it. */
export interface ToldFact {
  readonly fact: AlertFact;
  readonly toldAt: Instant;
  /** From when on it is as bad as the fact says; before, it informs only. */
  readonly warnedAt: Instant;
}

/** After so much silence a device is missed (libs/limits, `offlineAfter`). */
export const OFFLINE_AFTER: Duration = 30 * MINUTE;

/** A unit's silence as it is told, after an expected hole later; undefined while nobody would miss it. */
export function silenceFact(
  id: string,
  unitId: string,
  runId: string,
  silent: { readonly from: Instant; readonly until: Instant },
  planned: readonly HoleTimes[],
): ToldFact | undefined {
  // Nobody has to guess when it began.
  const begin = { lastWordAt: silent.from, dueAt: silent.from };
  const toldAt = expectedUntil(begin, planned) ?? silent.from + OFFLINE_AFTER;
  if (silent.until < toldAt) return undefined;
  const fact: AlertFact = {
    ...{ id, unitId, runId, rule: 'NO_DATA', severity: 'WARN' },
    ...{ lotId: null, powerGroup: null },
    ...{ startedAt: silent.from, endedAt: silent.until },
    ...{ expectedUntil: null, dueAt: begin.dueAt },
  };
  return { fact, toldAt, warnedAt: toldAt };
}

/**
 * When each line first stood before an officer: incidents of what had been told by each moment, looked at as of
 * then. An incident keeps the name of its first alert, so one that takes others in is no new line.
 */
export function linesBegun(told: readonly ToldFact[], moments: readonly Instant[]): Instant[] {
  const seen = new Set<string>();
  const begun: Instant[] = [];
  for (const moment of moments) {
    const known = told.filter(({ toldAt }) => toldAt <= moment).map((one) => asOf(one, moment));
    for (const { severity, children } of gatherIncidents(known, moment)) {
      if (compareSeverity(severity, LINE_SEVERITY) < 0) continue;
      const ids = children.flatMap(({ stages }) => stages);
      if (!ids.some((id) => seen.has(id))) begun.push(moment);
      for (const id of ids) seen.add(id);
    }
  }
  return begun;
}

/** What had not ended yet lasts, and what was not bad yet informs. */
function asOf({ fact, warnedAt }: ToldFact, moment: Instant): AlertFact {
  const isLasting = fact.endedAt !== null && fact.endedAt > moment;
  return {
    ...fact,
    endedAt: isLasting ? null : fact.endedAt,
    severity: warnedAt <= moment ? fact.severity : 'INFO',
  };
}

/** Most lines that began within any stretch of this length. */
export function mostWithin(begun: readonly Instant[], within: Duration): number {
  const counts = begun.map((from) => begun.filter((at) => at >= from && at < from + within).length);
  return Math.max(0, ...counts);
}
