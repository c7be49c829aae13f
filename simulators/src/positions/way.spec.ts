import { describe, expect, it } from '@jest/globals';
import { HOUR } from '@lenglian/quantities';
import { Way, onGreatCircle, type Position, type WayPoint } from './way.ts';

const KASHGAR = { latitudeDegrees: 39.47, longitudeDegrees: 75.99 };
const SHANGHAI = { latitudeDegrees: 31.23, longitudeDegrees: 121.47 };
const AT = Date.UTC(2026, 8, 1);

/** Haversine, mean radius of the Earth. */
function kilometresBetween(a: Position, b: Position): number {
  const rad = Math.PI / 180;
  const [dLat, dLon] = [
    (b.latitudeDegrees - a.latitudeDegrees) * rad,
    (b.longitudeDegrees - a.longitudeDegrees) * rad,
  ];
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.latitudeDegrees * rad) * Math.cos(b.latitudeDegrees * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

describe(onGreatCircle.name, () => {
  it('goes evenly, and the shortest way: over the north of the straight line on a map', () => {
    const whole = kilometresBetween(KASHGAR, SHANGHAI);
    const half = onGreatCircle(KASHGAR, SHANGHAI, 0.5);
    const third = onGreatCircle(KASHGAR, SHANGHAI, 1 / 3);
    expect(kilometresBetween(KASHGAR, half)).toBeCloseTo(whole / 2, 3);
    expect(kilometresBetween(half, SHANGHAI)).toBeCloseTo(whole / 2, 3);
    expect(kilometresBetween(KASHGAR, third)).toBeCloseTo(whole / 3, 3);
    expect(half.latitudeDegrees).toBeGreaterThan((39.47 + 31.23) / 2 + 1);
  });
});

describe(Way.name, () => {
  const points: WayPoint[] = [
    { at: AT, ...KASHGAR },
    { at: AT + 10 * HOUR, ...SHANGHAI },
    { at: AT + 12 * HOUR, ...SHANGHAI },
  ];

  it('stands before its first point, at a halt, and after its last', () => {
    const way = new Way(points);
    expect(way.positionAt(AT - HOUR)).toMatchObject(KASHGAR);
    expect(way.positionAt(AT + 11 * HOUR)).toMatchObject(SHANGHAI);
    expect(way.positionAt(AT + 20 * HOUR)).toMatchObject(SHANGHAI);
  });

  it('answers the same in whatever order it is asked', () => {
    const [forward, backward] = [new Way(points), new Way(points)];
    const hours = [0, 1, 4, 9.9, 10, 11, 12, 13];
    const there = hours.map((hour) => forward.positionAt(AT + hour * HOUR));
    const back = hours.toReversed().map((hour) => backward.positionAt(AT + hour * HOUR));
    expect(back.toReversed()).toEqual(there);
  });
});
