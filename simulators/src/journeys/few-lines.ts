import { compareSeverity } from '@lenglian/breaches';
import { LINE_SEVERITY } from '@lenglian/incidents';
import { MINUTE } from '@lenglian/quantities';
import { line, type Frame, type TruthLine } from './truth-line.ts';

/** What an officer can read in ten minutes: no upset brings more new lines, of whatever journey (docs/alarms.md). */
const LINES_MAX = 10;
const WITHIN = 10 * MINUTE;

/** Incidents that reach an officer, each a line when it was told; also those that became part of another one later. */
export function fewLines({ stands }: Frame): TruthLine {
  const told = stands.incidents
    .filter(({ severity }) => compareSeverity(severity, LINE_SEVERITY) >= 0)
    .map(({ openedAt }) => openedAt);
  const most = Math.max(
    0,
    ...told.map((from) => told.filter((at) => at >= from && at < from + WITHIN).length),
  );
  const truth = `at most ${LINES_MAX} new lines reach an officer in any 10 minutes`;
  return line(truth, most <= LINES_MAX, `${most}`);
}
