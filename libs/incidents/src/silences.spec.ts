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

  it('of a whole train is one incident, and the same one when units of it are silent for long', () => {
    const gaps = units(21).map((unit, index) => gap(unit, index / 4));
    expect(told(gaps)).toEqual([['SILENCE_TOGETHER', 'INFO', 21]]);
    expect(told([...gaps, silent('u1')])).toEqual([['SILENCE_TOGETHER', 'WARN', 21]]);
    const over = gaps.map((alert, index) => (index > 2 ? { ...alert, ...overAt(29) } : alert));
    const [one, ...others] = gatherIncidents([...over, silent('u1')], NOW);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ cause: 'SILENCE_TOGETHER', severity: 'WARN' });
  });

  it('by chance, and over, makes no common cause of a device that is dead', () => {
    const dead = [gap('u1'), silent('u1')];
    const chance = ['u2', 'u3'].map((unit, index) => gap(unit, index + 2, overAt(14)));
    expect(told([...dead, ...chance])).toEqual([
      ['SILENCE', 'WARN', 1],
      ['SILENCE', 'INFO', 1],
      ['SILENCE', 'INFO', 1],
    ]);
    const more = [...chance, gap('u4', 5, overAt(20))];
    expect(told([...dead, ...more])).toEqual([
      ['SILENCE', 'WARN', 1],
      ['SILENCE_TOGETHER', 'INFO', 3],
    ]);
  });

  it('does not join devices that die one after the other', () => {
    const dead = [0, 20, 40].map((minute, index) => silent(`u${index + 1}`, minute));
    const chance = [10, 30].map((minute) => gap('u4', minute, overAt(minute + 11)));
    expect(told([...dead, ...chance]).filter(([, severity]) => severity === 'WARN')).toEqual([
      ['SILENCE', 'WARN', 1],
      ['SILENCE', 'WARN', 1],
      ['SILENCE', 'WARN', 1],
    ]);
  });

  it('explains nothing that is found, and neither brings back, joins nor parts anything', () => {
    expect(told([gap('u1', 0, overAt(15)), warm('u1', 50)])).toEqual([
      ['SILENCE', 'INFO', 1],
      ['GOODS', 'WARN', 1],
    ]);
    const before = warm('u1', 0, overAt(20));
    // An hour and a half after: not even by way of the gap.
    expect(told([before, gap('u1', 60, overAt(75)), warm('u1', 110)])).toHaveLength(3);
    // Within the hour of what was before, as without the gap.
    expect(told([before, gap('u1', 30, overAt(45)), warm('u1', 70)])).toEqual([
      ['GOODS', 'WARN', 1],
      ['SILENCE', 'INFO', 1],
    ]);
    expect(told([gap('u1'), warm('u1', 5)])).toEqual([['GOODS', 'WARN', 1]]);
  });

  it('is no cause beside anything else, nor the title of what is no worse', () => {
    const noLot = warm('u1', 0, { id: 'no-lot', rule: 'NO_LOT' });
    expect(told([noLot, gap('u1', 5)])).toEqual([['GOODS', 'WARN', 1]]);
    const budget = warm('u1', 10, { id: 'budget', rule: 'BUDGET_HEAT', severity: 'INFO' });
    expect(gatherIncidents([gap('u1'), budget], NOW)[0]).toMatchObject({
      ...{ cause: 'GOODS', children: [{ stages: ['budget', 'gap-u1-0'] }] },
    });
  });

  it('is explained by a loss of the power of its group', () => {
    const alerts = ['u1', 'u2'].flatMap((unit) => [powerOff(unit), gap(unit, 1)]);
    expect(told(alerts)).toEqual([['GENSET_GROUP', 'MAJOR', 2]]);
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
