import { describe, expect, it } from '@jest/globals';
import { gatherIncidents } from './gather-incidents.ts';
import { NOW, after, anAlertFact, powerOff, silent, told, units, warm } from './testing.ts';

describe('a gap in what is heard', () => {
  const gap = (unitId: string, minute = 0, changes = {}) =>
    anAlertFact({
      ...{ id: `gap-${unitId}-${minute}`, rule: 'DATA_GAP', severity: 'INFO', unitId },
      ...{ startedAt: after(minute), ...changes },
    });
  const overAt = (minute: number) => ({ endedAt: after(minute) });

  it('of one unit is before nobody', () => {
    expect(told([gap('u1')])).toEqual([['SILENCE', 'INFO', 1]]);
  });

  it('is a stage of what it becomes, behind it', () => {
    expect(gatherIncidents([gap('u1'), silent('u1')], NOW)).toMatchObject([
      {
        ...{ cause: 'SILENCE', severity: 'WARN' },
        children: [{ stages: ['silent-u1', 'gap-u1-0'] }],
      },
    ]);
  });

  it('of many units makes nothing common until they are silent for long, and is with each of them then', () => {
    const gaps = units(21).map((unit, index) => gap(unit, index / 4));
    expect(told(gaps)).toEqual(units(21).map(() => ['SILENCE', 'INFO', 1]));
    const dead = units(21).map((unit, index) => silent(unit, index / 4));
    const [one, ...others] = gatherIncidents([...gaps, ...dead], NOW);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ cause: 'SILENCE_TOGETHER', severity: 'WARN' });
    expect(one?.children[20]?.stages).toEqual(['silent-u21', 'gap-u21-5']);
  });

  it('by chance makes no common cause of a device that is dead', () => {
    const chance = ['u2', 'u3', 'u4'].map((unit, index) => gap(unit, index + 2));
    expect(told([gap('u1'), silent('u1', 0, { severity: 'MAJOR' }), ...chance])).toEqual([
      ['SILENCE', 'MAJOR', 1],
      ...chance.map(() => ['SILENCE', 'INFO', 1]),
    ]);
  });

  it('changes nothing else: what lasts beside it, what was before it, what comes after', () => {
    const others = [warm('u1', 0, overAt(20)), warm('u1', 70), powerOff('u1', 40)];
    const before = gatherIncidents(others, NOW);
    for (const minute of [10, 30, 45, 75]) {
      const now = gatherIncidents([...others, gap('u1', minute, overAt(minute + 12))], NOW);
      expect(now.filter(({ severity }) => severity !== 'INFO')).toEqual(before);
      expect(now).toHaveLength(before.length + 1);
    }
  });

  it('of several lots in one unit is one', () => {
    const lots = ['l1', 'l2'].map((lotId) => gap('u1', 0, { id: `gap-${lotId}`, lotId }));
    expect(told(lots)).toEqual([['SILENCE', 'INFO', 1]]);
  });

  it('says until when it is as expected, until what it became speaks for it', () => {
    const expectedUntil = NOW + 1;
    const [awaited] = gatherIncidents([gap('u1', 0, { expectedUntil })], NOW);
    expect(awaited).toMatchObject({ expectedUntil });
    const major = silent('u1', 0, { severity: 'MAJOR' });
    const [missed] = gatherIncidents([gap('u1', 0, { expectedUntil }), major], NOW);
    expect(missed).toMatchObject({ severity: 'MAJOR', expectedUntil: null });
  });
});
