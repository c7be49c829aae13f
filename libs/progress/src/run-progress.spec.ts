import { describe, expect, it } from '@jest/globals';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { measure } from './measure.ts';
import { runProgress, type RunFacts, type WayLeg } from './run-progress.ts';
import { LEGS, ROUTE, START, riderOf, told } from './testing.ts';
import { Track } from './track.ts';

const at = (minute: number): Instant => START + minute * MINUTE;
const minuteOf = (instant: Instant | null | undefined) =>
  instant == null ? null : Math.round((instant - START) / MINUTE);

/** The run as it is known when its devices have told of it until a minute. */
function tracked(minute: number, legs: readonly WayLeg[]): RunFacts {
  const track = new Track(ROUTE);
  for (const position of told('A', 0, minute)) track.add(position);
  const measured = measure(track, ROUTE, [riderOf('A')]);
  return { state: 'IN_TRANSIT', legs, now: at(minute), measured, places: ROUTE.places };
}

const withLeg = (index: number, what: Partial<WayLeg>): WayLeg[] =>
  LEGS.map((leg, one) => (one === index ? { ...leg, ...what } : leg));
const LEFT = withLeg(0, { departedAt: at(75), departedBasis: 'MEASURED' });

describe('the progress of a run', () => {
  it('without positions is at its first place until it leaves', () => {
    const { where, stops, delayMinutes } = runProgress({
      state: 'LOADING',
      legs: LEGS,
      now: at(0),
    });
    expect(where).toEqual({ kind: 'AT', stop: 0, basis: 'PLANNED' });
    expect(stops.map(({ placeCode }) => placeCode)).toEqual(['AKSU', 'KUQA', 'KORLA']);
    expect(stops.map(({ expectedArrivalAt }) => minuteOf(expectedArrivalAt))).toEqual([
      null,
      240,
      540,
    ]);
    expect(stops[1]!.expectedBasis).toBe('PLAN');
    expect(delayMinutes).toBeNull();
  });

  it('without positions goes by what was reported, and by the time that is planned', () => {
    const legs = withLeg(0, { departedAt: at(90), departedBasis: 'REPORTED' });
    const progress = runProgress({ state: 'IN_TRANSIT', legs, now: at(180) });
    expect(progress.where).toEqual({ kind: 'BETWEEN', stop: 0, share: 0.5, basis: 'PLANNED' });
    expect(minuteOf(progress.stops[1]!.expectedArrivalAt)).toBe(270);
    expect(progress).toMatchObject({ delayMinutes: 30, isLate: true, positionAt: null });
  });

  it('by time alone never arrives at its last stop, and is late there, however late it is', () => {
    const legs = withLeg(0, { departedAt: at(60), departedBasis: 'REPORTED' });
    const { where, stops, isLate } = runProgress({ state: 'IN_TRANSIT', legs, now: at(2_000) });
    expect(where).toMatchObject({ kind: 'BETWEEN', stop: 1, share: 0.99, basis: 'PLANNED' });
    expect(stops.map(({ expectedArrivalAt }) => minuteOf(expectedArrivalAt))).toEqual([
      ...[null, null, 2_000],
    ]);
    expect(isLate).toBe(true);
  });

  it('passes a stop that nobody reported by the time planned, as much later as it left, and is no later for it', () => {
    // Left 20 min late: at Kuqa from 260 to 320, in Korla at 560.
    const legs = withLeg(0, { departedAt: at(80), departedBasis: 'REPORTED' });
    const whereAt = (minute: number, of = legs) => {
      const { where, stops, isLate, delayMinutes } = runProgress({
        ...{ state: 'IN_TRANSIT', legs: of, now: at(minute) },
      });
      expect({ isLate, delayMinutes }).toEqual({ isLate: false, delayMinutes: 20 });
      expect(minuteOf(stops[2]!.expectedArrivalAt)).toBe(560);
      return where;
    };
    expect(whereAt(259)).toMatchObject({ kind: 'BETWEEN', stop: 0 });
    expect(whereAt(260)).toEqual({ kind: 'AT', stop: 1, basis: 'PLANNED' });
    expect(whereAt(319)).toEqual({ kind: 'AT', stop: 1, basis: 'PLANNED' });
    expect(whereAt(440)).toEqual({ kind: 'BETWEEN', stop: 1, share: 0.5, basis: 'PLANNED' });
    expect(whereAt(559)).toMatchObject({ kind: 'BETWEEN', stop: 1 });
  });

  it('of one that left early passes a stop early, and waits there for its timetable', () => {
    const legs = withLeg(0, { departedAt: at(40), departedBasis: 'REPORTED' });
    for (const minute of [225, 290, 400]) {
      const progress = runProgress({ state: 'IN_TRANSIT', legs, now: at(minute) });
      expect(progress.where).toMatchObject({ stop: 1, basis: 'PLANNED' });
      expect(minuteOf(progress.stops[2]!.expectedArrivalAt)).toBe(540);
    }
  });

  it('of one that left, and nobody said when, is not late for standing at a stop as planned', () => {
    const progress = runProgress({ state: 'IN_TRANSIT', legs: LEGS, now: at(299) });
    expect(progress.where).toEqual({ kind: 'AT', stop: 1, basis: 'PLANNED' });
    expect(progress.isLate).toBe(false);
  });

  it('passes no stop by time while its position is before it, and does once it is behind', () => {
    const standing = tracked(160, LEFT);
    const before = runProgress({ ...standing, now: at(1_000) });
    expect(before.where).toMatchObject({ kind: 'BETWEEN', stop: 0, basis: 'MEASURED' });
    expect(before.isLate).toBe(true);
    const behind = runProgress({ ...tracked(440, LEFT), now: at(440) });
    expect(behind.where).toMatchObject({ kind: 'BETWEEN', stop: 1, basis: 'MEASURED' });
    expect(behind.where?.kind === 'BETWEEN' ? behind.where.share : null).toBeCloseTo(0.5, 1);
  });

  it('of one that left, and nobody said when, goes by the plan', () => {
    const { where } = runProgress({ state: 'IN_TRANSIT', legs: LEGS, now: at(150) });
    expect(where).toEqual({ kind: 'BETWEEN', stop: 0, share: 0.5, basis: 'PLANNED' });
  });

  it('that should have left by now is late by that', () => {
    const { delayMinutes, stops } = runProgress({ state: 'LOADING', legs: LEGS, now: at(105) });
    expect(delayMinutes).toBe(45);
    expect(stops[2]).toMatchObject({ expectedArrivalAt: at(585), expectedBasis: 'DELAY' });
  });

  it('with positions is told by how far it is from both ends', () => {
    const { where, positionAt } = runProgress(tracked(160, LEFT));
    expect(where).toMatchObject({ kind: 'BETWEEN', stop: 0, basis: 'MEASURED' });
    expect(where?.kind === 'BETWEEN' ? where.share : null).toBeCloseTo(0.5, 2);
    expect(positionAt).toBe(at(160));
  });

  it('near the next place goes by its speed', () => {
    // It makes 77 km/h in a straight line; a way of 1.25 times that is asked for.
    const { stops } = runProgress(
      tracked(160, withLeg(0, { departedAt: at(60), departedBasis: 'REPORTED' })),
    );
    expect(stops[1]).toMatchObject({ expectedBasis: 'SPEED' });
    expect(minuteOf(stops[1]!.expectedArrivalAt)).toBeCloseTo(160 + 90 * 1.25, -1);
    expect(minuteOf(stops[2]!.expectedArrivalAt)! - minuteOf(stops[1]!.expectedArrivalAt)!).toBe(
      300,
    );
  });

  it('goes by its delay again when its position is an hour old', () => {
    const facts = tracked(160, withLeg(0, { departedAt: at(60), departedBasis: 'REPORTED' }));
    const { stops } = runProgress({ ...facts, now: at(225) });
    expect(stops[1]).toMatchObject({ expectedBasis: 'DELAY', expectedArrivalAt: at(240) });
  });

  it('is never expected sooner than the straight line at top speed', () => {
    const legs = withLeg(0, {
      departedAt: at(75),
      departedBasis: 'MEASURED',
      plannedArrivalAt: at(100),
    });
    const { stops } = runProgress(tracked(80, legs));
    expect(minuteOf(stops[1]!.expectedArrivalAt)).toBeGreaterThan(80 + 100);
  });

  it('arrives when somebody said it will, while it was under way, however late it left', () => {
    const legs = withLeg(0, {
      ...{ departedAt: at(90), departedBasis: 'REPORTED', arrivalSaidAt: at(100) },
      plannedArrivalAt: at(275),
    });
    const { stops } = runProgress({ state: 'IN_TRANSIT', legs, now: at(180) });
    expect(stops[1]).toMatchObject({ expectedArrivalAt: at(275), expectedBasis: 'DELAY' });
  });

  it('that is early waits for its timetable', () => {
    const legs = withLeg(0, { arrivedAt: at(200), arrivedBasis: 'REPORTED' });
    const { stops, where } = runProgress({ state: 'IN_TRANSIT', legs, now: at(230) });
    expect(where).toEqual({ kind: 'AT', stop: 1, basis: 'REPORTED' });
    expect(stops[1]).toMatchObject({
      arrivedAt: at(200),
      dwellMinutes: 30,
      expectedArrivalAt: null,
    });
    expect(minuteOf(stops[2]!.expectedArrivalAt)).toBe(540);
  });

  it('that is there has come late or early, and is expected nowhere', () => {
    const legs = withLeg(1, {
      arrivedAt: at(600),
      arrivedBasis: 'MEASURED',
      measuredArrivalAt: at(600),
    });
    const progress = runProgress({ state: 'ARRIVED', legs, now: at(700) });
    expect(progress.where).toEqual({ kind: 'AT', stop: 2, basis: 'MEASURED' });
    expect(progress).toMatchObject({ delayMinutes: 60, isLate: true });
    expect(progress.stops.every(({ expectedArrivalAt }) => expectedArrivalAt === null)).toBe(true);
  });

  it('of one that was cancelled, or has no way, is nowhere', () => {
    expect(runProgress({ state: 'CANCELLED', legs: LEGS, now: at(0) }).where).toBeNull();
    expect(runProgress({ state: 'PLANNED', legs: [], now: null })).toMatchObject({
      where: null,
      stops: [],
    });
  });
});
