import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Danger, Outlook } from './outlook.ts';

/**
 * Significant for so long before PREDICTED is raised, so that one odd minute raises nothing. Where nobody says why the air
 * warms it may have been a door that opened and shut between two samples: its warmth is gone by then.
 */
const RAISE_AFTER: Duration = 5 * MINUTE;
const RAISE_UNEXPLAINED_AFTER: Duration = 15 * MINUTE;
/** Below this many sigmas for so long before it is cleared. Tuned on training trials. */
const CLEAR_SIGMAS = 0.3;
const CLEAR_AFTER: Duration = 15 * MINUTE;

export type PredictedSeverity = 'WARN' | 'MAJOR' | 'CRITICAL';

/** What is remembered of one line between two outlooks, plain JSON. */
export interface PredictedLine {
  readonly limit: Danger['limit'];
  readonly celsius: number;
  readonly direction: 1 | -1;
  /** Since when it has been significant without being raised. */
  readonly significantSince: Instant | null;
  readonly raisedAt: Instant | null;
  /** Since when a raised one has not been likely any more. */
  readonly unlikelySince: Instant | null;
  readonly severity: PredictedSeverity | null;
}

/**
 * Which predictions stand after this outlook. A prediction is raised for a limit that would be
 * crossed before the next but one place where somebody can act; clears by itself, with hysteresis,
 * when that is no longer likely or when the limit has been crossed (then the breach speaks); and
 * neither begins nor ends while there is nothing fresh to see.
 *
 * Severity: CRITICAL when the fruit is harmed before anybody can act; MAJOR for a critical limit,
 * or for a band or zone that is left before anybody can act; else WARN.
 */
export function judgePredicted(
  before: readonly PredictedLine[],
  outlook: Outlook,
): readonly PredictedLine[] {
  if (!outlook.isFresh) return before;
  return outlook.dangers.map((danger) => {
    const { limit, celsius, direction } = danger;
    const known = before.find(
      (line) => line.limit === limit && line.celsius === celsius && line.direction === direction,
    );
    const fresh: PredictedLine = {
      ...{ limit, celsius, direction, significantSince: null },
      ...{ raisedAt: null, unlikelySince: null, severity: null },
    };
    return known?.raisedAt == null
      ? waiting(known ?? fresh, danger, outlook)
      : standing(known, danger, outlook);
  });
}

function waiting(line: PredictedLine, danger: Danger, outlook: Outlook): PredictedLine {
  if (!danger.isSignificant) return { ...line, significantSince: null };
  const significantSince = line.significantSince ?? outlook.now;
  const isExplained = outlook.cause === 'NO_POWER' || outlook.cause === 'DOOR_OPEN';
  const wait = isExplained ? RAISE_AFTER : RAISE_UNEXPLAINED_AFTER;
  if (outlook.now - significantSince < wait) return { ...line, significantSince };
  const severity = severityOf(danger, outlook);
  return { ...line, significantSince: null, raisedAt: outlook.now, severity };
}

function standing(line: PredictedLine, danger: Danger, outlook: Outlook): PredictedLine {
  const cleared = { ...line, raisedAt: null, unlikelySince: null, severity: null };
  if (danger.isBeyond) return cleared;
  if (outlook.isGraced) return line;
  const severity = worse(line.severity, severityOf(danger, outlook));
  if (danger.sigmas >= CLEAR_SIGMAS) return { ...line, severity, unlikelySince: null };
  const unlikelySince = line.unlikelySince ?? outlook.now;
  return outlook.now - unlikelySince >= CLEAR_AFTER
    ? cleared
    : { ...line, severity, unlikelySince };
}

function severityOf({ limit, crossesAt }: Danger, outlook: Outlook): PredictedSeverity {
  const isCritical = limit === 'CRITICAL_HIGH' || limit === 'CRITICAL_LOW';
  if (isCritical && outlook.marginMinutes !== null && outlook.marginMinutes < 0) return 'CRITICAL';
  const isTooLate =
    crossesAt !== null && outlook.nextAction !== null && crossesAt < outlook.nextAction.at;
  return isCritical || isTooLate ? 'MAJOR' : 'WARN';
}

const RANK: Record<PredictedSeverity, number> = { WARN: 0, MAJOR: 1, CRITICAL: 2 };

/** While it stands a prediction may become worse, never better: that would be a new line each time. */
function worse(a: PredictedSeverity | null, b: PredictedSeverity): PredictedSeverity {
  return a !== null && RANK[a] > RANK[b] ? a : b;
}
