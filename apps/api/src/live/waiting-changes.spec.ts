import { describe, expect, it } from '@jest/globals';
import type { UnitRecord } from '@lenglian/records';
import type { BoardChanges } from './live-board.ts';
import type { WatchedRoom } from './room-names.ts';
import { WaitingChanges } from './waiting-changes.ts';

const units = new Map(
  ['u1', 'u2', 'u3'].map((id) => [id, { id, runId: 'r1' } as UnitRecord] as const),
);
const book = { units };
const watched = new Map<string, WatchedRoom>([
  ['run:r1', { kind: 'run', runId: 'r1' }],
  ['unit:u2', { kind: 'unit', unitId: 'u2' }],
  ['overview:demo', { kind: 'overview', organisationId: 'demo' }],
]);
const changed = (...ids: string[]): BoardChanges => ({
  units: new Set(ids),
  runs: new Set(['r1']),
  leftRuns: new Map(),
  progressed: new Set(),
});

describe(WaitingChanges.name, () => {
  it('gives each room its own, a bounded number a beat, and forgets none', () => {
    const sut = new WaitingChanges();
    sut.add(changed('u1', 'u2', 'u3'), watched, book);
    expect(sut.take('run:r1', 2)).toEqual(['u1', 'u2']);
    expect(sut.take('run:r1', 2)).toEqual(['u3']);
    expect(sut.take('run:r1', 2)).toEqual([]);
    expect(sut.take('unit:u2', 9)).toEqual(['u2']);
    expect(sut.take('overview:demo', 9)).toEqual(['r1']);
  });

  it('tells a run of a unit that was taken off it', () => {
    const sut = new WaitingChanges();
    const left = new Map([['u9', 'r1']]);
    sut.add({ units: new Set(), runs: new Set(['r1']), leftRuns: left }, watched, book);
    expect(sut.take('run:r1', 9)).toEqual(['u9']);
  });

  it('keeps nothing for a room that nobody watches any more', () => {
    const sut = new WaitingChanges();
    sut.add(changed('u1'), watched, book);
    sut.add(changed(), new Map(), book);
    sut.add({ ...changed(), runs: new Set() }, watched, book);
    expect(sut.take('run:r1', 9)).toEqual([]);
  });
});
