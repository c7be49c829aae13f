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

/** Adds all of it; gives how many pieces it took. */
function added(
  sut: WaitingChanges,
  changes: Omit<BoardChanges, 'progressed'>,
  rooms: ReadonlyMap<string, WatchedRoom>,
): number {
  return Array.from(sut.add(changes, rooms, book)).length + 1;
}

describe(WaitingChanges.name, () => {
  it('gives each room its own, a bounded number a beat, and forgets none', () => {
    const sut = new WaitingChanges();
    added(sut, changed('u1', 'u2', 'u3'), watched);
    expect(sut.take('run:r1', 2)).toEqual(['u1', 'u2']);
    expect(sut.take('run:r1', 2)).toEqual(['u3']);
    expect(sut.take('run:r1', 2)).toEqual([]);
    expect(sut.take('unit:u2', 9)).toEqual(['u2']);
    expect(sut.take('overview:demo', 9)).toEqual(['r1']);
  });

  it('tells a run, and the overview, of a unit that was taken off it', () => {
    const sut = new WaitingChanges();
    const left = new Map([['u9', 'r1']]);
    added(sut, { ...changed(), runs: new Set(), leftRuns: left }, watched);
    expect(sut.take('run:r1', 9)).toEqual(['u9']);
    expect(sut.take('overview:demo', 9)).toEqual(['r1']);
  });

  it('tells the overview of each run that a changed unit is on', () => {
    const sut = new WaitingChanges();
    added(sut, { ...changed('u1', 'u3'), runs: new Set() }, watched);
    expect(sut.take('overview:demo', 9)).toEqual(['r1']);
  });

  it('tells every overview, of a run once, however many of its units changed', () => {
    const sut = new WaitingChanges();
    const overviews = ['demo', 'other'].map((organisationId) => {
      return [`overview:${organisationId}`, { kind: 'overview', organisationId }] as const;
    });
    added(sut, { ...changed('u1', 'u2', 'u3'), runs: new Set() }, new Map(overviews));
    for (const [name] of overviews) expect(sut.take(name, 9)).toEqual(['r1']);
    added(sut, { ...changed('u2'), runs: new Set() }, new Map(overviews));
    for (const [name] of overviews) expect(sut.take(name, 9)).toEqual(['r1']);
  });

  it('takes in a fleet in pieces', () => {
    const sut = new WaitingChanges();
    const many = Array.from({ length: 1_200 }, (_, i) => `u${i}`);
    expect(added(sut, changed(...many), watched)).toBe(3);
  });

  it('keeps nothing for a room that nobody watches any more', () => {
    const sut = new WaitingChanges();
    added(sut, changed('u1'), watched);
    added(sut, changed(), new Map());
    added(sut, { ...changed(), runs: new Set() }, watched);
    expect(sut.take('run:r1', 9)).toEqual([]);
  });
});
