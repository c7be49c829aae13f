import type { Instant } from '@lenglian/quantities';
import type { Episode } from './episode.ts';

/** An episode that has been told, under the name it was told by. */
export interface NamedEpisode {
  readonly alertId: string;
  readonly episode: Episode;
}

/** What a new belief about a lot changes of what was told. */
export type EpisodeChange =
  /** To be given a name; of a breach that was split, a later part knows the name of the first. */
  | {
      readonly kind: 'opened';
      readonly alertId: undefined;
      readonly episode: Episode;
      readonly splitFromId: string | null;
    }
  /** The present belief about a known episode. */
  | { readonly kind: 'changed'; readonly alertId: string; readonly episode: Episode }
  /** Late data took it back, or showed that it is a part of another; the episode as it was told. */
  | {
      readonly kind: 'annulled';
      readonly alertId: string;
      readonly episode: Episode;
      readonly mergedIntoId: string | null;
    };

/**
 * Pairs what was told of one lot with what is believed now. Episodes of one rule that share any
 * time are one and the same; of several candidates the one that started first keeps its name, so a
 * merge annuls the younger names, which point to the one that stays, and a split opens the later part
 * anew, as a child of the first. Pointers lead from a name that goes, or that is new, to one that was
 * told and stays. Nothing is said of episodes that did not change.
 *
 * @param before as told; those of one rule do not overlap
 * @param after as believed now; those of one rule do not overlap
 */
export function diffEpisodes(
  before: readonly NamedEpisode[],
  after: readonly Episode[],
): EpisodeChange[] {
  const byAge = before.toSorted((a, b) => a.episode.startedAt - b.episode.startedAt);
  const unpaired = new Set(byAge);
  const paired: NamedEpisode[] = [];
  const changes: EpisodeChange[] = [];
  for (const episode of after.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const known = byAge.find((named) => unpaired.has(named) && isOneBreach(named.episode, episode));
    if (known === undefined) {
      const whole = byAge.find((named) => isOneBreach(named.episode, episode));
      const splitFromId = whole?.alertId ?? null;
      changes.push({ kind: 'opened', alertId: undefined, episode, splitFromId });
      continue;
    }
    unpaired.delete(known);
    paired.push({ alertId: known.alertId, episode });
    if (!isSameEpisode(known.episode, episode)) {
      changes.push({ kind: 'changed', alertId: known.alertId, episode });
    }
  }
  for (const { alertId, episode } of unpaired) {
    const whole = paired.find((named) => isOneBreach(named.episode, episode));
    changes.push({ kind: 'annulled', alertId, episode, mergedIntoId: whole?.alertId ?? null });
  }
  return changes;
}

/** Whether every field of two episodes is the same. */
export function isSameEpisode(a: Episode, b: Episode): boolean {
  return (Object.keys(a) as (keyof Episode)[]).every((key) => a[key] === b[key]);
}

function isOneBreach(a: Episode, b: Episode): boolean {
  return a.rule === b.rule && a.startedAt < endOf(b) && b.startedAt < endOf(a);
}

function endOf(episode: Episode): Instant {
  return episode.endedAt ?? Number.POSITIVE_INFINITY;
}
