import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aProfile } from '@lenglian/limits/testing';
import { MINUTE } from '@lenglian/quantities';
import { AN_INSTANT } from '@lenglian/readings/testing';
import { diffEpisodes, type NamedEpisode } from './diff-episodes.ts';
import type { Episode } from './episode.ts';
import { judge } from './judge.ts';
import { anEpisode, anyJourney } from './testing.ts';

function lasting(from: number, to: number | null, rule: Episode['rule'] = 'BAND_HI'): Episode {
  const endedAt = to === null ? null : AN_INSTANT + to * MINUTE;
  return anEpisode({ rule, startedAt: AN_INSTANT + from * MINUTE, endedAt, clearedAt: endedAt });
}

function named(alertId: string, episode: Episode): NamedEpisode {
  return { alertId, episode };
}

describe(diffEpisodes.name, () => {
  it('says nothing while nothing changed', () => {
    const episode = lasting(0, null);

    expect(diffEpisodes([named('a', episode)], [{ ...episode }])).toEqual([]);
  });

  it('opens what was unknown', () => {
    const episode = lasting(0, null);

    expect(diffEpisodes([], [episode])).toEqual([
      { kind: 'opened', alertId: undefined, episode, splitFromId: null },
    ]);
  });

  it('keeps the name of a breach that ended, grew or moved', () => {
    const before = [named('a', lasting(10, null))];

    for (const episode of [lasting(10, 50), lasting(0, null), lasting(40, 50)]) {
      expect(diffEpisodes(before, [episode])).toEqual([{ kind: 'changed', alertId: 'a', episode }]);
    }
  });

  it('annuls what late data took back', () => {
    const episode = lasting(0, 30);

    expect(diffEpisodes([named('a', episode)], [])).toEqual([
      { kind: 'annulled', alertId: 'a', episode, mergedIntoId: null },
    ]);
  });

  it('gives a merged breach the oldest name, to which the others point', () => {
    const before = [named('young', lasting(60, 90)), named('old', lasting(0, 30))];
    const merged = lasting(0, 90);

    expect(diffEpisodes(before, [merged])).toEqual([
      { kind: 'changed', alertId: 'old', episode: merged },
      { kind: 'annulled', alertId: 'young', episode: lasting(60, 90), mergedIntoId: 'old' },
    ]);
  });

  it('lets the first part of a split breach keep the name and opens the rest as its children', () => {
    const after = [lasting(0, 30), lasting(60, 90)];

    expect(diffEpisodes([named('a', lasting(0, 90))], after)).toEqual([
      { kind: 'changed', alertId: 'a', episode: after[0] },
      { kind: 'opened', alertId: undefined, episode: after[1], splitFromId: 'a' },
    ]);
  });

  it('never pairs breaches of different rules, or that only touch', () => {
    expect(
      diffEpisodes([named('a', lasting(0, 30))], [lasting(0, 30, 'CRIT_HI')]).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['opened', 'annulled']);
    expect(
      diffEpisodes([named('a', lasting(0, 30))], [lasting(30, 60)]).map(({ kind }) => kind),
    ).toEqual(['opened', 'annulled']);
  });

  it('splits and merges at once: every pointer leads to a name that was told and stays', () => {
    const before = [named('a', lasting(0, 60)), named('b', lasting(70, 80))];
    const after = [lasting(0, 10), lasting(50, 75)];
    expect(diffEpisodes(before, after)).toEqual([
      { kind: 'changed', alertId: 'a', episode: after[0] },
      { kind: 'changed', alertId: 'b', episode: after[1] },
    ]);
    const three = [lasting(0, 10), lasting(20, 30), lasting(40, 75)];
    expect(diffEpisodes(before, three)).toEqual([
      { kind: 'changed', alertId: 'a', episode: three[0] },
      { kind: 'opened', alertId: undefined, episode: three[1], splitFromId: 'a' },
      { kind: 'changed', alertId: 'b', episode: three[2] },
    ]);
  });

  it('leads from any belief to any other, and then has nothing more to say', () => {
    fc.assert(
      fc.property(anyJourney, anyJourney, (one, other) => {
        let names = 0;
        let told: NamedEpisode[] = [];
        for (const belief of [judge(one, aProfile()), judge(other, aProfile())]) {
          told = applied(told, belief, () => `alert-${++names}`);
          expect(told.map(({ episode }) => episode)).toEqual(expect.arrayContaining(belief));
          expect(told).toHaveLength(belief.length);
          expect(new Set(told.map(({ alertId }) => alertId)).size).toBe(told.length);
          expect(diffEpisodes(told, belief)).toEqual([]);
        }
      }),
    );
  });
});

/** What has been told after the changes of a new belief were. */
function applied(
  told: readonly NamedEpisode[],
  belief: readonly Episode[],
  name: () => string,
): NamedEpisode[] {
  const byId = new Map(told.map((one) => [one.alertId, one]));
  for (const change of diffEpisodes(told, belief)) {
    if (change.kind === 'annulled') byId.delete(change.alertId);
    else {
      const alertId = change.alertId ?? name();
      byId.set(alertId, { alertId, episode: change.episode });
    }
  }
  return [...byId.values()];
}
