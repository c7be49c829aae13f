import { describe, expect, it } from '@jest/globals';
import {
  ALARM_CODE_LENGTH_MAX,
  CONTROLLER_ALARMS,
  alarmOf,
  gradeOfAlarm,
  worstAlarm,
} from './controller-alarms.ts';

describe('the alarms of controllers', () => {
  it('have codes of their own, none longer than a device may send', () => {
    const codes = CONTROLLER_ALARMS.flatMap((alarm) => alarm.codes);

    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      expect(code).toMatch(/^[A-Z_]+:[A-Z0-9]+$/);
      expect(code.length).toBeLessThanOrEqual(ALARM_CODE_LENGTH_MAX);
    }
  });

  it('keep their places, for those are stored', () => {
    expect(worstAlarm([])).toBe(0);
    expect(worstAlarm(['DAIKIN:E101'])).toBe(1);
    expect(worstAlarm(['CARRIER:AL15'])).toBe(2);
    expect(worstAlarm(['CARRIER:AL52'])).toBe(48);
    expect(worstAlarm(['THERMO_KING:02'])).toBe(51);
  });

  it('are told by the worst, whatever their order; an unknown one is as bad as ALARM', () => {
    const codes = ['CARRIER:AL53', 'carrier:al24', 'CARRIER:AL23', 'AL24'];

    expect(alarmOf(worstAlarm(codes))?.en).toBe('Loss of phase B');
    expect(worstAlarm(codes.toReversed())).toBe(worstAlarm(codes));
    expect(gradeOfAlarm(worstAlarm(['CARRIER:AL53', 'KLINGE:1']))).toBe(3);
    expect(alarmOf(worstAlarm(['KLINGE:1', 'CARRIER:AL54', 'KLINGE:2']))?.codes).toContain(
      'CARRIER:AL254',
    );
  });

  it('are graded from none to CRITICAL; a place that is newer than the table is unknown', () => {
    const grades = ['CARRIER:AL52', 'CARRIER:AL53', 'CARRIER:AL54', 'CARRIER:AL24'];

    expect(grades.map((code) => gradeOfAlarm(worstAlarm([code])))).toEqual([1, 2, 3, 4]);
    expect(gradeOfAlarm(0)).toBe(0);
    expect(gradeOfAlarm(999)).toBe(3);
    expect(gradeOfAlarm(Number.NaN)).toBeNaN();
    expect([alarmOf(0), alarmOf(1), alarmOf(999)]).toEqual([null, undefined, undefined]);
  });
});
