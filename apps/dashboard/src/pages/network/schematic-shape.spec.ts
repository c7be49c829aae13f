import { describe, expect, it } from '@jest/globals';
import { shapeOf, type Station } from './schematic-shape.ts';

const station = (code: string, longitudeDegrees: number, latitudeDegrees: number): Station => ({
  ...{ code, name: code, longitudeDegrees, latitudeDegrees, order: 0 },
});
const KASHGAR = station('KASHGAR', 76, 39.5);
const URUMQI = station('URUMQI', 87.6, 43.8);
const CHANGSHA = station('CHANGSHA', 113, 28.2);

describe('the schematic', () => {
  it('has west on the left, north above, and all of it within the width', () => {
    const { height, dots } = shapeOf([KASHGAR, URUMQI, CHANGSHA], 390);
    const [kashgar, urumqi, changsha] = dots;
    expect(kashgar!.x).toBeLessThan(urumqi!.x);
    expect(urumqi!.x).toBeLessThan(changsha!.x);
    expect(urumqi!.y).toBeLessThan(kashgar!.y);
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(390);
      expect(y).toBeLessThanOrEqual(height);
    }
  });

  it('has no room for one far place to crowd all the others', () => {
    const moscow = station('MOSCOW', 37.6, 55.7);
    const { dots } = shapeOf([moscow, KASHGAR, URUMQI], 900);
    const [far, kashgar, urumqi] = dots;
    expect(far!.x).toBeLessThan(kashgar!.x);
    expect(kashgar!.x - far!.x).toBeCloseTo(urumqi!.x - kashgar!.x);
  });

  it('writes no name over another, and those that matter most first', () => {
    const crowd = Array.from({ length: 9 }, (_, index) => ({
      ...station(`STATION_${index}`, 87 + index / 1000, 43),
      order: index === 5 ? 0 : 1,
    }));
    const { dots } = shapeOf([...crowd, KASHGAR], 600);
    expect(dots[5]!.label).not.toBeNull();
    expect(dots.filter(({ label }) => label === null).length).toBeGreaterThan(3);
  });

  it('stands also with one place or none', () => {
    expect(shapeOf([], 600)).toEqual({ height: 0, dots: [] });
    const [dot] = shapeOf([URUMQI], 600).dots;
    expect(dot).toMatchObject({ x: 300, label: { anchor: 'start' } });
  });
});
