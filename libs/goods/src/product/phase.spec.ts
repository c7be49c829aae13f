import { describe, expect, it } from '@jest/globals';
import { RUN_STATES } from '@lenglian/placements';
import { phaseOf } from './phase.ts';

const NOW = 1_000;
const of = (change: Partial<Parameters<typeof phaseOf>[0]>) =>
  phaseOf({ runState: 'IN_TRANSIT', isPullingDown: false, placedUntil: null, now: NOW, ...change });

describe(phaseOf.name, () => {
  it('follows the run, from pre-cooling to the end', () => {
    expect(RUN_STATES.map((runState) => of({ runState }))).toEqual([
      ...['PRECOOL', 'LOADING', 'TRANSIT', 'UNLOADING', 'CLOSED', 'CLOSED'],
    ]);
  });

  it('is pull-down on the way, and pre-cooling where goods stand, while warm goods cool as they must', () => {
    expect(of({ isPullingDown: true })).toBe('PULLDOWN');
    expect(of({ isPullingDown: true, runState: null })).toBe('PRECOOL');
    expect(of({ runState: null })).toBeNull();
  });

  it('is over once the goods were taken out, whatever the run does', () => {
    expect(of({ placedUntil: NOW })).toBe('CLOSED');
    expect(of({ placedUntil: NOW + 1 })).toBe('TRANSIT');
  });
});
