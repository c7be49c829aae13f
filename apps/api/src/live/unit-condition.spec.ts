import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { conditionOf, isSilent, type ConditionGrounds } from './unit-condition.ts';

const NOW = 1_758_175_200_000;
const fine: ConditionGrounds = {
  alerts: [],
  lastReceivedAt: NOW - MINUTE,
  reportingIntervalSeconds: 60,
  isDefrosting: false,
  now: NOW,
};
const noData = { rule: 'NO_DATA', severity: 'MAJOR' } as const;
const bandHigh = { rule: 'BAND_HI', severity: 'WARN' } as const;
const criticalHigh = { rule: 'CRIT_HI', severity: 'CRITICAL' } as const;

describe(conditionOf.name, () => {
  it('is the worst that is known of the goods', () => {
    expect(conditionOf({ ...fine, alerts: [bandHigh, criticalHigh, noData] })).toBe('CRITICAL');
    expect(conditionOf({ ...fine, alerts: [noData, bandHigh] })).toBe('WARN');
  });

  it('shows silence as silence, not as the severity of its alert', () => {
    expect(conditionOf({ ...fine, alerts: [noData] })).toBe('SILENT');
  });

  it('tells a unit that never spoke from one that fell silent', () => {
    expect(conditionOf({ ...fine, lastReceivedAt: null })).toBe('NO_DATA_YET');
    expect(conditionOf({ ...fine, lastReceivedAt: NOW - 4 * MINUTE })).toBe('SILENT');
  });

  it('is fine while it defrosts, and says so', () => {
    expect(conditionOf({ ...fine, isDefrosting: true })).toBe('DEFROST');
    expect(conditionOf(fine)).toBe('OK');
  });

  it('lets advice alone not change how a unit stands', () => {
    expect(conditionOf({ ...fine, alerts: [{ rule: 'BAND_HI', severity: 'INFO' }] })).toBe('OK');
  });

  it('is not silent by a gap alone', () => {
    expect(conditionOf({ ...fine, alerts: [{ rule: 'DATA_GAP', severity: 'INFO' }] })).toBe('OK');
  });
});

describe(isSilent.name, () => {
  it('waits for three reports and half a minute', () => {
    const lastReceivedAt = NOW - 3.5 * MINUTE;
    expect(isSilent({ ...fine, lastReceivedAt })).toBe(false);
    expect(isSilent({ ...fine, lastReceivedAt: lastReceivedAt - 1 })).toBe(true);
  });

  it('says nothing before the first tick, nor of a unit without a device', () => {
    const lastReceivedAt = NOW - 60 * MINUTE;
    expect(isSilent({ ...fine, lastReceivedAt, now: null })).toBe(false);
    expect(isSilent({ ...fine, lastReceivedAt, reportingIntervalSeconds: 0 })).toBe(false);
  });
});
