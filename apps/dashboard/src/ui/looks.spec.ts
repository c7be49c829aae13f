import { describe, expect, it } from '@jest/globals';
import type { UnitView } from '@lenglian/console-contract';
import { CONDITIONS } from '@lenglian/console-contract/constants';
import { makeFixtureWorld } from '../testing/fixture-world.ts';
import {
  conditionOf,
  CONDITION_LOOKS,
  CONDITION_TEXT,
  lookOf,
  noteOf,
  standingOf,
} from './looks.ts';

const unit = makeFixtureWorld(1_800_000_000_000).units.find(
  ({ condition }) => condition === 'OK',
) as UnitView;

describe('how a unit looks', () => {
  it.each(CONDITIONS)('%s has a look and words', (condition) => {
    expect(CONDITION_LOOKS[condition]).toBeDefined();
    expect(CONDITION_TEXT[condition].zh).not.toBe('');
  });

  it('gives no two conditions the same look', () => {
    expect(new Set(Object.values(CONDITION_LOOKS)).size).toBe(CONDITIONS.length);
  });

  it('is quiet green only while data come', () => {
    expect(lookOf(unit)).toBe('ok');
  });

  it.each(['OK', 'DEFROST'] as const)(
    'is silence, not %s, once the unit is silent',
    (condition) => {
      const silent = { ...unit, condition, silentSince: 5 };
      expect(lookOf(silent)).toBe('silent');
      expect(conditionOf(silent)).toBe('SILENT');
    },
  );

  it('is never heard, not fine, when there is no reading at all', () => {
    expect(conditionOf({ ...unit, latest: null })).toBe('NO_DATA_YET');
  });

  it('stays danger when a unit in danger falls silent', () => {
    expect(lookOf({ ...unit, condition: 'CRITICAL', silentSince: 5 })).toBe('critical');
  });

  it.each(['EMPTY', 'LAID_UP'] as const)('is quiet, not a fault, where it is %s', (state) => {
    const latest = { ...unit.latest!, isConnectedToPowerSource: false };
    const resting = { ...unit, state, latest, condition: 'SILENT', silentSince: 5 } as const;
    expect(lookOf(resting)).toBe('resting');
    expect(standingOf(resting).zh).toBe(state === 'EMPTY' ? '空箱' : '封存');
    expect(noteOf({ ...resting, condition: 'OK', silentSince: null })).toBeNull();
  });

  it('stays danger when an empty unit has an alert', () => {
    expect(lookOf({ ...unit, state: 'EMPTY', condition: 'CRITICAL' })).toBe('critical');
  });
});
