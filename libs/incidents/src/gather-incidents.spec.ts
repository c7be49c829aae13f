import { describe, expect, it } from '@jest/globals';
import { expectedUntil } from './expected-silence.ts';
import { gatherIncidents } from './gather-incidents.ts';
import { NOW, after, anAlertFact, powerOff, silent, told, units, warm } from './testing.ts';

/** Silence after a last word at a minute, before a report that was due at another. */
const at = (lastWord: number, due = lastWord) => ({
  lastWordAt: after(lastWord),
  dueAt: after(due),
});

describe('a genset that fails', () => {
  it('is one MAJOR incident with a child for each box, before any of them is warm', () => {
    const alerts = units(8).map((unit, index) => powerOff(unit, index * 0.3));
    expect(told(alerts)).toEqual([['GENSET_GROUP', 'MAJOR', 8]]);
  });

  it('takes in what comes of it on each box, the cause first, and is as bad as the worst', () => {
    const alerts = [
      warm('u1', 40),
      anAlertFact({ id: 'crit', rule: 'CRIT_HI', severity: 'CRITICAL', startedAt: after(90) }),
      ...units(8).map((unit) => powerOff(unit)),
    ];
    const [incident, ...others] = gatherIncidents(alerts, NOW);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ severity: 'CRITICAL', powerGroup: 'r1/3' });
    expect(incident?.children[0]).toEqual({
      ...{ unitId: 'u1', severity: 'CRITICAL', stages: ['off-u1-0', 'warm-u1-40', 'crit'] },
    });
  });

  it('takes in what is foretold of each box, and the breach that takes over from it', () => {
    const foretold = (unitId: string, minute: number, changes = {}) =>
      warm(unitId, minute, { id: `foretold-${unitId}`, rule: 'PREDICTED', ...changes });
    const alerts = [
      foretold('u1', 45, { endedAt: after(100) }),
      ...['u2', 'u3'].map((unit) => foretold(unit, 45)),
      warm('u1', 80),
      ...units(3).map((unit) => powerOff(unit)),
    ];
    const [incident, ...others] = gatherIncidents(alerts, NOW);
    expect(others).toEqual([]);
    expect(incident?.children.map(({ stages }) => stages)).toEqual([
      ['off-u1-0', 'foretold-u1', 'warm-u1-80'],
      ['off-u2-0', 'foretold-u2'],
      ['off-u3-0', 'foretold-u3'],
    ]);
  });

  it('explains the silence after its last word, also by the clock of a device that is ahead', () => {
    const ahead = (seconds: number) =>
      ['u1', 'u2'].flatMap((unit) => [powerOff(unit, seconds / 60), silent(unit)]);
    expect(told(ahead(4)).map(([cause]) => cause)).toEqual(['GENSET_GROUP']);
    expect(told(ahead(120)).map(([cause]) => cause)).toEqual(['GENSET_GROUP']);
    expect(told(ahead(121))).toHaveLength(3);
  });

  it('explains silence that began before it was to be told of, as far as anybody knows', () => {
    const alerts = ['u1', 'u2'].flatMap((unit) => [
      powerOff(unit, 4),
      silent(unit, 0, { dueAt: after(5) }),
    ]);
    expect(told(alerts).map(([cause]) => cause)).toEqual(['GENSET_GROUP']);
  });

  it('explains the silence of a whole group, and leaves that of others of the train to them', () => {
    const group = units(8).flatMap((unit) => [powerOff(unit), silent(unit, 20)]);
    expect(told(group)).toEqual([['GENSET_GROUP', 'MAJOR', 8]]);
    const train = [
      ...group,
      ...units(21)
        .slice(8)
        .map((unit) => silent(unit, 22)),
    ];
    expect(told(train)).toEqual([
      ['GENSET_GROUP', 'MAJOR', 8],
      ['SILENCE_TOGETHER', 'WARN', 13],
    ]);
  });

  it('leaves what was wrong before it, and who has it, alone', () => {
    const alerts = [warm('u1', -60), ...units(3).map((unit) => powerOff(unit))];
    expect(told(alerts)).toEqual([
      ['GOODS', 'WARN', 1],
      ['GENSET_GROUP', 'MAJOR', 3],
    ]);
  });

  it('is not one when boxes of several groups, or of one at different times, lose power', () => {
    const apart = [powerOff('u1'), powerOff('u2', 4), powerOff('u3', 1, { powerGroup: 'r1/4' })];
    expect(told(apart).map(([cause]) => cause)).toEqual(['POWER_OFF', 'POWER_OFF', 'POWER_OFF']);
    const own = units(3).map((unit) => powerOff(unit, 0, { powerGroup: null }));
    expect(told(own)).toHaveLength(3);
  });

  it('goes on for what turns warm up to two hours after power is back', () => {
    const back = { endedAt: after(60) };
    const alerts = [powerOff('u1', 0, back), powerOff('u2', 0, back), warm('u1', 170)];
    expect(told(alerts)).toEqual([['GENSET_GROUP', 'MAJOR', 2]]);
    expect(told([...alerts, warm('u2', 190)])).toHaveLength(2);
  });
});

describe('silence', () => {
  it('of a whole train is one incident', () => {
    const alerts = units(21).map((unit, index) => silent(unit, index / 4));
    expect(told(alerts)).toEqual([['SILENCE_TOGETHER', 'WARN', 21]]);
  });

  it('in a tunnel is INFO as long as the tunnel is, and a line when it lasts longer', () => {
    const tunnel = { from: after(-3), until: after(13) };
    const expected = expectedUntil(at(0), [tunnel]);
    expect(expected).toBe(after(46));
    const alerts = units(21).map((unit) => silent(unit, 0, { expectedUntil: expected }));
    expect(told(alerts, after(46))).toEqual([['SILENCE_TOGETHER', 'INFO', 21]]);
    expect(told(alerts, after(47))).toEqual([['SILENCE_TOGETHER', 'WARN', 21]]);
    const ended = alerts.map((alert) => ({ ...alert, endedAt: after(20) }));
    expect(told(ended)).toEqual([['SILENCE_TOGETHER', 'INFO', 21]]);
  });

  it('far from any tunnel was never expected', () => {
    expect(expectedUntil(at(0), [{ from: after(31), until: after(47) }])).toBeNull();
    expect(expectedUntil(at(0), [])).toBeNull();
  });

  it('may have begun in a tunnel that is entered any time before the next report', () => {
    const tunnel = { from: after(0), until: after(120) };
    const until = (lastWord: number, due: number) => expectedUntil(at(lastWord, due), [tunnel]);
    expect(until(-59, 1)).toBe(after(151));
    // By a train that is as early as it may be.
    expect(until(-40, -30)).toBe(after(120));
    expect(until(-41, -31)).toBeNull();
    // A train is not later than it may be because its boxes report seldom.
    expect(until(-1, 59)).toBe(after(180));
    expect(until(40, 100)).toBe(after(190));
  });

  it('of boxes that report seldom is one incident, though their last words are an interval apart', () => {
    const seldom = (unit: string, minute: number) =>
      silent(unit, minute, { dueAt: after(minute + 25) });
    const alerts = [seldom('u1', 0), seldom('u2', 12), seldom('u3', 24)];
    expect(told(alerts)).toEqual([['SILENCE_TOGETHER', 'WARN', 3]]);
    const apart = [seldom('u1', 0), seldom('u2', 36), seldom('u3', 72)];
    expect(told(apart)).toHaveLength(3);
  });

  it('never hides what else is wrong with a box', () => {
    const alerts = [warm('u1', -30), ...units(5).map((unit) => silent(unit))];
    expect(told(alerts)).toEqual([
      ['GOODS', 'WARN', 1],
      ['SILENCE_TOGETHER', 'WARN', 5],
    ]);
  });

  it('of two boxes, or of boxes of two runs, is each box its own', () => {
    expect(told([silent('u1'), silent('u2')])).toHaveLength(2);
    const runs = ['r1', 'r1', 'r2', 'r2'].map((runId, i) => silent(`u${i}`, 0, { runId }));
    expect(told(runs)).toHaveLength(4);
  });
});

describe('one unit', () => {
  it('is one incident, whose stages are its lots and rules', () => {
    const crit = anAlertFact({
      id: 'b',
      rule: 'CRIT_HI',
      severity: 'CRITICAL',
      startedAt: after(30),
    });
    expect(told([warm('u1', 0), crit])).toEqual([['GOODS', 'CRITICAL', 1]]);
  });

  it.each([
    ['POWER_OFF', 'POWER_OFF'],
    ['DOOR_TRANSIT', 'DOOR'],
    ['DEFROST_LONG', 'DEFROST'],
    ['DEFROST_OFTEN', 'DEFROST'],
    ['SETPOINT_MISMATCH', 'SETPOINT'],
    ['UNIT_ALARM', 'EQUIPMENT'],
    ['SETPOINT_NOT_HELD', 'EQUIPMENT'],
  ])('that is warm after %s has that for its cause', (rule, cause) => {
    const before = anAlertFact({ id: 'b', rule });
    expect(told([before, warm('u1', 20)])).toEqual([[cause, 'WARN', 1]]);
    expect(told([before, warm('u1', -20)])).toEqual([['GOODS', 'WARN', 1]]);
  });

  it('has the cause of what happens, also where nobody has declared its goods all along', () => {
    const noLot = warm('u1', 0, { id: 'no-lot', rule: 'NO_LOT' });
    expect(told([noLot])).toEqual([['GOODS', 'WARN', 1]]);
    const later = [noLot, powerOff('u1', 300, { severity: 'MAJOR' }), warm('u1', 360)];
    expect(told(later)).toEqual([['POWER_OFF', 'MAJOR', 1]]);
  });

  it('has the cause of what happens, also where milk has not been stirred all along', () => {
    const mark = warm('u1', 0, { id: 'mark', rule: 'NOT_AGITATED', severity: 'INFO' });
    const opened = warm('u1', 300, { rule: 'DOOR_TRANSIT' });
    expect(told([mark, opened])).toEqual([['DOOR', 'WARN', 1]]);
  });

  it('has a suspect sensor apart', () => {
    const suspect = anAlertFact({ id: 's', rule: 'SENSOR_SUSPECT' });
    expect(told([suspect, warm('u1', 5)]).map(([cause]) => cause)).toEqual(['SENSOR', 'GOODS']);
  });

  it('whose half budget is spent is before nobody', () => {
    const budget = anAlertFact({ rule: 'BUDGET_HEAT', severity: 'INFO' });
    expect(told([budget])).toEqual([['GOODS', 'INFO', 1]]);
  });

  it('that was well for an hour has a new incident', () => {
    const first = warm('u1', 0, { endedAt: after(30) });
    expect(told([first, warm('u1', 90)])).toHaveLength(1);
    expect(told([first, warm('u1', 91)])).toHaveLength(2);
  });
});

describe('a door that was open for a moment', () => {
  const edge = (minute: number) =>
    anAlertFact({
      ...{ id: `edge-${minute}`, rule: 'DOOR_TRANSIT', severity: 'INFO', unitId: 'u1' },
      ...{ startedAt: after(minute), endedAt: after(minute + 1) },
    });

  it('explains nothing that comes later, and joins nothing', () => {
    expect(told([edge(0), warm('u1', 50)])).toEqual([
      ['DOOR', 'INFO', 1],
      ['GOODS', 'WARN', 1],
    ]);
    const over = warm('u1', 0, { endedAt: after(20) });
    expect(told([over, edge(60), warm('u1', 110)])).toHaveLength(2);
  });

  it('is no cause beside what is worse', () => {
    const fault = anAlertFact({
      ...{ id: 'fault', rule: 'UNIT_ALARM', severity: 'MAJOR', unitId: 'u1' },
      startedAt: after(0),
    });
    expect(told([fault, edge(5), warm('u1', 30)])).toEqual([['EQUIPMENT', 'MAJOR', 1]]);
    const open = { ...edge(0), endedAt: null };
    expect(told([open, silent('u1', 5), warm('u1', 30)])).toEqual([['DOOR', 'WARN', 1]]);
  });
});

describe('a unit that is not cold when goods go in', () => {
  const late = (unitId: string, lot = 1) =>
    anAlertFact({ id: `precool-${unitId}-${lot}`, rule: 'PRECOOL_LATE', unitId });

  it('is one line for all lots of the unit, and what they are warm by later is of that line', () => {
    const ended = { ...late('u1'), endedAt: after(20) };
    expect(told([ended, late('u1', 2), late('u2'), warm('u1', 50)])).toEqual([
      ['PRECOOL', 'WARN', 1],
      ['PRECOOL', 'WARN', 1],
    ]);
  });
});

describe('what is wrong with the way of a run', () => {
  const late = (unitId: string, minute = 0, changes = {}) =>
    anAlertFact({
      ...{
        id: `late-${unitId}`,
        rule: 'LATE_ARRIVAL',
        unitId,
        startedAt: after(minute),
        ...changes,
      },
    });
  const astray = (unitId: string, minute = 0, changes = {}) =>
    anAlertFact({
      ...{
        id: `astray-${unitId}`,
        rule: 'OFF_ROUTE',
        unitId,
        startedAt: after(minute),
        ...changes,
      },
    });

  it('is one line for all goods that will be late with it, whenever each of them was told of', () => {
    const alerts = [...units(32).map((unit, index) => late(unit, index)), warm('u1', 5)];
    expect(told(alerts)).toEqual([
      ['LATE_ARRIVAL', 'WARN', 32],
      ['GOODS', 'WARN', 1],
    ]);
    expect(told([late('u1'), late('u2', 0, { runId: 'r2' })])).toHaveLength(2);
  });

  it('is one line for a run that left its way, and one for a box that is elsewhere by itself', () => {
    const alerts = [...units(31).map((unit) => astray(unit)), astray('u32', 40)];
    expect(told(alerts)).toEqual([
      ['OFF_ROUTE', 'WARN', 31],
      ['OFF_ROUTE', 'WARN', 1],
    ]);
  });

  it('explains nothing of the goods, and no loss of power explains it', () => {
    const alerts = [powerOff('u1'), late('u1', 5), astray('u1', 5), warm('u1', 10)];
    expect(told(alerts)).toEqual([
      ['POWER_OFF', 'WARN', 1],
      ['OFF_ROUTE', 'WARN', 1],
      ['LATE_ARRIVAL', 'WARN', 1],
    ]);
  });
});
