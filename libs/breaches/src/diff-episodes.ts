import type { Instant } from '@lenglian/quantities';
import type { Episode } from './episode.ts';

/** An episode that has been told, under the name it was told by. */
export interface NamedEpisode {
  readonly alertId: string;
  readonly episode: Episode;
}

/** What a new belief about a lot changes of what was told. */
export type EpisodeChange =
  /** To be given a name. */
  | { readonly kind: 'opened'; readonly alertId: undefined; readonly episode: Episode }
  /** The present belief about a known episode. */
  | { readonly kind: 'changed'; readonly alertId: string; readonly episode: Episode }
  /** Late data took it back; the episode as it was told. */
  | { readonly kind: 'annulled'; readonly alertId: string; readonly episode: Episode };

/**
 * Pairs what was told of one lot with what is believed now. Episodes of one rule that share any
 * time are one and the same; of several candidates the one that started first keeps its name, so a
 * merge annuls the younger names and a split opens the later part anew. Nothing is said of episodes
 * that did not change.
 *
 * @param before as told; those of one rule do not overlap
 * @param after as believed now; those of one rule do not overlap
 */
export function diffEpisodes(
  before: readonly NamedEpisode[],
  after: readonly Episode[],
): EpisodeChange[] {
  const unpaired = new Set(before.toSorted((a, b) => a.episode.startedAt - b.episode.startedAt));
  const changes: EpisodeChange[] = [];
  for (const episode of after.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const known = [...unpaired].find((named) => isOneBreach(named.episode, episode));
    if (known === undefined) {
      changes.push({ kind: 'opened', alertId: undefined, episode });
      continue;
    }
    unpaired.delete(known);
    if (!isSameEpisode(known.episode, episode)) {
      changes.push({ kind: 'changed', alertId: known.alertId, episode });
    }
  }
  for (const { alertId, episode } of unpaired) {
    changes.push({ kind: 'annulled', alertId, episode });
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
