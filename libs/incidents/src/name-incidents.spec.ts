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
