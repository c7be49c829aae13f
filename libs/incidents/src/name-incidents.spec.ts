import { describe, expect, it } from '@jest/globals';
import { gatherIncidents } from './gather-incidents.ts';
import { nameIncidents } from './name-incidents.ts';
import { after, anAlertFact } from './testing.ts';

const NOW = after(600);
const off = (id: string, unitId: string, minute = 0) =>
  anAlertFact({ id, rule: 'POWER_OFF', unitId, startedAt: after(minute) });

describe(nameIncidents.name, () => {
  it('names an incident after the cause that it began with', () => {
    const warm = anAlertFact({ id: 'a0', startedAt: after(5) });
    const { named } = nameIncidents(gatherIncidents([warm, off('a1', 'u1')], NOW), new Map());
    expect([...named.keys()]).toEqual(['a1']);
  });

  it('names it after the same one of several alerts of one moment, whatever their ids', () => {
    const named = (ids: readonly [string, string, string]) => {
      const ofUnits = ids.map((id, i) => off(id, `u${i + 1}`));
      const incidents = gatherIncidents(ofUnits, NOW);
      return [...nameIncidents(incidents, new Map()).named.keys()].map((name) => ids.indexOf(name));
    };
    expect(named(['a1', 'a2', 'a3'])).toEqual([0]);
    expect(named(['a3', 'a1', 'a2'])).toEqual([0]);
  });

  it('keeps of two names of one moment that of the alert that comes first, whatever their ids', () => {
    const kept = (ids: readonly [string, string]) => {
      const known = new Map(ids.map((id) => [id, id]));
      const one = gatherIncidents([off(ids[0], 'u1'), off(ids[1], 'u2')], NOW);
      return ids.indexOf([...nameIncidents(one, known).named.keys()][0] ?? '');
    };
    const at = '0199d0a1-0000-7';
    expect(kept([`${at}a`, `${at}b`])).toBe(0);
    expect(kept([`${at}b`, `${at}a`])).toBe(0);
  });

  it('keeps the oldest name when incidents turn out to be one, and the others point to it', () => {
    const known = new Map([
      ['a1', 'a1'],
      ['a2', 'a2'],
    ]);
    const one = gatherIncidents([off('a2', 'u2'), off('a1', 'u1', 1)], NOW);
    const { named, merged } = nameIncidents(one, known);
    expect([...named.keys()]).toEqual(['a1']);
    expect([...merged]).toEqual([['a2', 'a1']]);
  });

  it('names nothing that is more than a hint after one, however old that is', () => {
    const gap = anAlertFact({ id: 'a1', rule: 'DATA_GAP', severity: 'INFO', startedAt: after(0) });
    const dead = anAlertFact({ id: 'a3', rule: 'NO_DATA', startedAt: after(0) });
    const warm = anAlertFact({ id: 'a2', startedAt: after(5) });
    const known = new Map([
      ['a1', 'a1'],
      ['a2', 'a2'],
    ]);
    const one = gatherIncidents([gap, dead, warm], NOW);
    const { named, merged } = nameIncidents(one, known, new Set(['a1']));
    expect([...named.keys()]).toEqual(['a2']);
    expect([...merged]).toEqual([['a1', 'a2']]);
    const hint = new Map([['a1', 'a1']]);
    const became = nameIncidents(gatherIncidents([gap, dead], NOW), hint, new Set(['a1']));
    expect([...became.named.keys()]).toEqual(['a3']);
    expect([...became.merged]).toEqual([['a1', 'a3']]);
    const alone = nameIncidents(gatherIncidents([gap], NOW), new Map(), new Set(['a1']));
    expect([...alone.named.keys()]).toEqual(['a1']);
  });

  it('keeps a name when an earlier alert is found late', () => {
    const late = anAlertFact({ id: 'a9', rule: 'DOOR_TRANSIT', startedAt: after(-30) });
    const all = [late, anAlertFact({ id: 'a1' })];
    const { named } = nameIncidents(gatherIncidents(all, NOW), new Map([['a1', 'a1']]));
    expect([...named.keys()]).toEqual(['a1']);
  });

  it('gives a part that leaves for a common cause a name of its own', () => {
    const warm = anAlertFact({ id: 'a0', startedAt: after(-30) });
    const known = new Map([
      ['a0', 'a0'],
      ['a1', 'a0'],
    ]);
    const all = gatherIncidents([warm, off('a1', 'u1'), off('a2', 'u2')], NOW);
    const { named, merged } = nameIncidents(all, known);
    expect([...named].map(([name, { cause }]) => [name, cause])).toEqual([
      ['a0', 'GOODS'],
      ['a1', 'GENSET_GROUP'],
    ]);
    expect(merged.size).toBe(0);
  });

  it('keeps a name of which the alert was taken back', () => {
    const known = new Map([
      ['a1', 'a1'],
      ['a2', 'a1'],
    ]);
    const left = gatherIncidents([anAlertFact({ id: 'a2' })], NOW);
    expect([...nameIncidents(left, known).named.keys()]).toEqual(['a1']);
  });
});
