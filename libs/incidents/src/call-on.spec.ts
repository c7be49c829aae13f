import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { calledFor } from './call-on.ts';

const NOW = 1_787_443_200_000;
const ago = (minutes: number) => NOW - minutes * MINUTE;

describe('an incident that nobody takes', () => {
  it.each([
    [0, null],
    [9, null],
    [10, 'DUTY_LEAD'],
    [29, 'DUTY_LEAD'],
    [30, 'MANAGER'],
    [600, 'MANAGER'],
  ])('for %i min is a matter of %s', (minutes, called) => {
    expect(calledFor('WARN', ago(minutes), null, NOW)).toBe(called);
  });

  it('calls nobody while somebody has it, but for a next check that was missed for as long', () => {
    expect(calledFor('CRITICAL', null, NOW + MINUTE, NOW)).toBeNull();
    expect(calledFor('CRITICAL', null, ago(9), NOW)).toBeNull();
    expect(calledFor('CRITICAL', null, ago(10), NOW)).toBe('DUTY_LEAD');
  });

  it('calls nobody for what is only information, or over', () => {
    expect(calledFor('INFO', ago(60), null, NOW)).toBeNull();
    expect(calledFor('MAJOR', null, null, NOW)).toBeNull();
  });
});
