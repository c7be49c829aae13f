import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffEpisodes, type Episode, type NamedEpisode } from '@lenglian/breaches';
import { TEST_START, testVerdict } from '../testing.ts';
import type { AlertRecord } from './alert.ts';
import { believe } from './believe.ts';

const MINUTE = 60_000;

/** What is believed of one lot and rule at a time: spans that do not touch, perhaps the last one lasting. */
const belief = fc
  .tuple(fc.uniqueArray(fc.nat({ max: 12 }), { minLength: 0, maxLength: 8 }), fc.boolean())
  .map(([marks, lasts]) => {
    const sorted = marks.toSorted((a, b) => a - b);
    const episodes: Episode[] = [];
    for (let i = 0; i < sorted.length; i += 2) {
      const [from, to] = [sorted[i] ?? 0, sorted[i + 1]];
      if (to === undefined && !lasts) break;
      const endedAt = to === undefined ? null : TEST_START + to * MINUTE;
      const startedAt = TEST_START + from * MINUTE;
      const { episode } = testVerdict(1);
      episodes.push({ ...episode, startedAt, raisedAt: startedAt, endedAt, clearedAt: endedAt });
    }
    return episodes;
  });

/** Judge and records as they stand together: names as the judge gives them, alerts as they are kept. */
class Told {
  readonly alerts = new Map<string, AlertRecord>();
  named = new Map<string, NamedEpisode>();

  believe(episodes: readonly Episode[]): void {
    for (const change of diffEpisodes([...this.named.values()], episodes)) {
      const alertId = change.alertId ?? this.freeId(change.episode);
      const isAnnulled = change.kind === 'annulled';
      const verdict = {
        ...testVerdict(1, { alertId, isAnnulled, episode: change.episode }),
        mergedIntoId: change.kind === 'annulled' ? change.mergedIntoId : null,
        splitFromId: change.kind === 'opened' ? change.splitFromId : null,
      };
      const place = () => ({ organisationId: 'demo', runId: null });
      this.alerts.set(alertId, believe(this.alerts.get(alertId), verdict, place));
      if (isAnnulled) this.named.delete(alertId);
      else this.named.set(alertId, { alertId, episode: change.episode });
    }
  }

  standing(): AlertRecord[] {
    return [...this.alerts.values()].filter(({ isAnnulled }) => !isAnnulled);
  }

  /** As the judge does: the same beginning has the same name, unless that is in use. */
  private freeId({ startedAt }: Episode): string {
    for (let attempt = 0; ; attempt++) {
      const id = `${startedAt}/${attempt}`;
      if (!this.named.has(id)) return id;
    }
  }
}

/** Where pointers lead in the end; undefined when they go round. */
function endOf(
  alerts: ReadonlyMap<string, AlertRecord>,
  id: string,
  pointer: 'mergedIntoId' | 'splitFromId',
): string | undefined {
  let at = id;
  for (let steps = 0; steps <= alerts.size; steps++) {
    const next = alerts.get(at)?.[pointer];
    if (next === null || next === undefined) return at;
    at = next;
  }
  return undefined;
}

describe('alerts under changing beliefs', () => {
  it('stand for exactly what is believed last, each with one name, whatever was believed before', () => {
    fc.assert(
      fc.property(fc.array(belief, { minLength: 1, maxLength: 8 }), (beliefs) => {
        const told = new Told();
        for (const one of beliefs) {
          told.believe(one);
          const spans = told.standing().map(({ startedAt, endedAt }) => [startedAt, endedAt]);
          expect(spans.toSorted()).toEqual(
            one.map(({ startedAt, endedAt }) => [startedAt, endedAt]).toSorted(),
          );
          expect(told.standing().every(({ mergedIntoId }) => mergedIntoId === null)).toBe(true);
        }
        // The same belief straight away: other names perhaps, and the same breaches in the same state.
        const direct = new Told();
        direct.believe(beliefs.at(-1) ?? []);
        const states = ({ standing }: { standing: AlertRecord[] }) =>
          standing
            .map(({ startedAt, endedAt, state, severity }) => [startedAt, endedAt, state, severity])
            .toSorted();
        expect(states({ standing: told.standing() })).toEqual(
          states({ standing: direct.standing() }),
        );
      }),
    );
  });

  it('point to alerts that were told, never round in a circle', () => {
    fc.assert(
      fc.property(fc.array(belief, { minLength: 1, maxLength: 10 }), (beliefs) => {
        const told = new Told();
        for (const one of beliefs) {
          told.believe(one);
          for (const { id, mergedIntoId, splitFromId } of told.alerts.values()) {
            for (const pointed of [mergedIntoId, splitFromId])
              expect(pointed === null || told.alerts.has(pointed)).toBe(true);
            expect(endOf(told.alerts, id, 'mergedIntoId')).toBeDefined();
            expect(endOf(told.alerts, id, 'splitFromId')).toBeDefined();
          }
        }
      }),
    );
  });

  it('keep the origin that they began with, and lose no revision', () => {
    fc.assert(
      fc.property(fc.array(belief, { minLength: 2, maxLength: 8 }), (beliefs) => {
        const told = new Told();
        for (const one of beliefs) {
          const before = new Map(told.alerts);
          told.believe(one);
          for (const [id, { splitFromId, revision }] of before) {
            const after = told.alerts.get(id);
            expect(after?.splitFromId).toBe(splitFromId);
            expect(after?.revision).toBeGreaterThanOrEqual(revision);
          }
        }
      }),
    );
  });

  it('that last and overlap what is believed next keep the oldest name', () => {
    fc.assert(
      fc.property(belief, belief, (one, other) => {
        const told = new Told();
        told.believe(one);
        const before = told.standing().toSorted((a, b) => a.startedAt - b.startedAt);
        told.believe(other);
        for (const episode of other) {
          const end = (endedAt: number | null) => endedAt ?? Infinity;
          const parts = before.filter(
            (part) =>
              part.startedAt < end(episode.endedAt) && episode.startedAt < end(part.endedAt),
          );
          const isWhole = parts.every(
            (part) =>
              other.filter(
                (one) => part.startedAt < end(one.endedAt) && one.startedAt < end(part.endedAt),
              ).length === 1,
          );
          const [oldest] = parts;
          if (!oldest || !isWhole) continue;
          expect(told.alerts.get(oldest.id)).toMatchObject({
            ...{ isAnnulled: false, startedAt: episode.startedAt },
          });
          for (const part of parts.slice(1))
            expect(told.alerts.get(part.id)).toMatchObject({
              ...{ isAnnulled: true, mergedIntoId: oldest.id },
            });
        }
      }),
    );
  });
});
