import { describe, expect, it } from '@jest/globals';
import { RUN_STATES } from '@lenglian/placements';
import { isOver, mayFollow } from './run-life.ts';

describe('the life of a run', () => {
  it('goes from planned to closed, step by step', () => {
    const life = ['PLANNED', 'LOADING', 'IN_TRANSIT', 'ARRIVED', 'CLOSED'] as const;
    for (let step = 1; step < life.length; step++)
      expect(mayFollow(life[step - 1] ?? 'CLOSED', life[step] ?? 'PLANNED')).toBe(true);
    expect(mayFollow('PLANNED', 'IN_TRANSIT')).toBe(false);
  });

  it('is cancelled only before it leaves', () => {
    expect(RUN_STATES.filter((state) => mayFollow(state, 'CANCELLED'))).toEqual([
      'PLANNED',
      'LOADING',
    ]);
  });

  it('ends for good', () => {
    for (const over of RUN_STATES.filter(isOver))
      for (const next of RUN_STATES) expect(mayFollow(over, next)).toBe(false);
  });
});
