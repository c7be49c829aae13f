import { kilometresBetween } from '@lenglian/progress';
import { onGreatCircle, type Position } from './way.ts';

/** A piece of a way, by kilometres from its beginning: the first included, the last excluded. */
export interface Stretch {
  readonly fromKilometre: number;
  readonly untilKilometre: number;
}

/** A point of a way: moments, or times from any beginning, as long as all are of one kind; ms. */
interface PointAt extends Position {
  readonly at: number;
}

interface Span {
  readonly from: number;
  readonly until: number;
}

/**
 * When somebody is on a stretch of a way: from the first moment there, a halt included, until it is passed; never over
 * where the way ends before, never begun where it does not come so far.
 */
export function whenOn(way: readonly PointAt[], stretch: Stretch): Span {
  return { from: reaches(way, stretch.fromKilometre), until: reaches(way, stretch.untilKilometre) };
}

/** The stretch on which a way leads in a time: where a hole of a timetable is. */
export function stretchIn(way: readonly PointAt[], { from, until }: Span): Stretch {
  return { fromKilometre: kilometresAt(way, from), untilKilometre: kilometresAt(way, until) };
}

/** Standing still where a way is at a moment. All in ms. */
export interface Halt {
  readonly at: number;
  readonly halt: number;
  /** Points from then on are reached in time again, as if there had been none. */
  readonly madeUpBy: number;
}

/** The way of somebody who stands still on it, and is late by that until it is made up. */
export function withHalt(way: readonly PointAt[], { at, halt, madeUpBy }: Halt): PointAt[] {
  const next = way.findIndex((point) => point.at > at);
  const [before, after] = [way[next - 1], way[next]];
  if (before === undefined || after === undefined) return [...way];
  const share = (at - before.at) / (after.at - before.at);
  const { latitudeDegrees, longitudeDegrees } = onGreatCircle(before, after, share);
  return [
    ...way.slice(0, next),
    ...[at, at + halt].map((moment) => ({ at: moment, latitudeDegrees, longitudeDegrees })),
    ...way
      .slice(next)
      .map((point) => (point.at < madeUpBy ? { ...point, at: point.at + halt } : point)),
  ];
}

/** When a way first comes to a kilometre, in whole ms; Infinity where it never does. */
function reaches(way: readonly PointAt[], kilometre: number): number {
  let behind = 0;
  for (const [i, to] of way.entries()) {
    const from = way[i - 1] ?? to;
    const length = kilometresBetween(from, to);
    if (behind + length >= kilometre) {
      const share = length === 0 ? 0 : Math.max(0, kilometre - behind) / length;
      return Math.round(from.at + share * (to.at - from.at));
    }
    behind += length;
  }
  return Number.POSITIVE_INFINITY;
}

/** How far a way has led at a moment. */
function kilometresAt(way: readonly PointAt[], at: number): number {
  let behind = 0;
  for (const [i, to] of way.entries()) {
    const from = way[i - 1] ?? to;
    const length = kilometresBetween(from, to);
    if (at < to.at) return behind + length * Math.max(0, (at - from.at) / (to.at - from.at));
    behind += length;
  }
  return behind;
}
