import type { Instant } from '@lenglian/quantities';
import { RULES, isBreach, type Episode, type RuleCode } from './episode.ts';

/** One line of a verdict: what two judgements of the same readings must agree on. */
export type CanonicalEpisode = readonly [
  rule: RuleCode,
  startedAt: Instant,
  raisedAt: Instant,
  endedAt: Instant | null,
  clearedAt: Instant | null,
];

/**
 * The verdict on one lot in the form in which runs are compared: by rule and event times, in one
 * order, without names, revisions or the times of servers. Rules apart are no part of it: silence is a
 * matter of reception and of our own ticks, and what is foretold is no breach.
 */
export function canonicalVerdict(episodes: Iterable<Episode>): CanonicalEpisode[] {
  return [...episodes]
    .filter(({ rule }) => isBreach(rule))
    .sort((a, b) => RULES.indexOf(a.rule) - RULES.indexOf(b.rule) || a.startedAt - b.startedAt)
    .map((one) => [one.rule, one.startedAt, one.raisedAt, one.endedAt, one.clearedAt] as const);
}
