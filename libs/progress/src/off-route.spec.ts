import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { measure, type Measured } from './measure.ts';
import type { Route } from './route.ts';
import type { Point } from './sphere.ts';
import { START } from './testing.ts';
import { Track } from './track.ts';
import type { Visit } from './visits.ts';

type Place = Route['places'][number];
const place = (
  placeCode: string,
  latitudeDegrees: number,
  longitudeDegrees: number,
  radiusKilometres = 10,
): Place => ({ placeCode, latitudeDegrees, longitudeDegrees, radiusKilometres });
const YINING = place('YINING', 43.908, 81.278);
const KHORGOS = place('KHORGOS', 44.213, 80.411);
const ALMATY = place('ALMATY', 43.24, 76.91, 15);
const BORDER: Route = { places: [YINING, KHORGOS, ALMATY], modes: ['ROAD', 'ROAD'] };

const between = (a: Point, b: Point, share: number): Point => ({
  latitudeDegrees: a.latitudeDegrees + (b.latitudeDegrees - a.latitudeDegrees) * share,
  longitudeDegrees: a.longitudeDegrees + (b.longitudeDegrees - a.longitudeDegrees) * share,
});
const said = (...stops: readonly (readonly [number | null, number | null])[]): Visit[] =>
  stops.map(([arrived, departed]) => ({
    arrivedAt: arrived === null ? null : START + arrived * MINUTE,
    departedAt: departed === null ? null : START + departed * MINUTE,
  }));

/** A run of one box, told every so many minutes. */
function follow(
  route: Route,
  where: (minute: number) => Point | null,
  { until, every = 5 }: { until: number; every?: number },
  saidOf: readonly Visit[] = [],
): Measured {
  const track = new Track(route);
  for (let minute = -30; minute < until; minute += every) {
    const point = where(minute);
    if (!point) continue;
    const { latitudeDegrees, longitudeDegrees } = point;
    const at = START + minute * MINUTE;
    track.add({ deviceId: 'D', at, latitudeDegrees, longitudeDegrees });
  }
  const devices = [{ deviceId: 'D', from: START - HOUR, until: null }];
  const rider = { unitId: 'U', joinsAt: 0, leavesAt: route.places.length - 1, devices };
  return measure(track, route, [rider], saidOf);
}

/** By Khorgos, where it stands from 100 to 960, to Almaty at 1,330. */
const byBorder =
  (stand: Point) =>
  (minute: number): Point => {
    if (minute < 0) return YINING;
    if (minute < 100) return between(YINING, stand, minute / 100);
    return minute < 960 ? stand : between(stand, ALMATY, Math.min(1, (minute - 960) / 370));
  };
const REPORTED = said([null, 0], [100, 960], [null, null]);

describe('a run on its way, of which positions missed a stop,', () => {
  it('is not off its route where the yard is 21 km from the place, whether people said that it was there or not', () => {
    const yard = { latitudeDegrees: 44.05, longitudeDegrees: 80.55 };
    for (const words of [REPORTED, []]) {
      const { offRoute, last, visits } = follow(BORDER, byBorder(yard), { until: 1_290 }, words);
      expect({ offRoute, last }).toEqual({ offRoute: [], last: 0 });
      expect(visits[1]).toEqual({ arrivedAt: null, departedAt: null });
    }
  });

  it('is not off its route where its receiver had no fix at the border', () => {
    const where = (minute: number) =>
      minute >= 60 && minute < 1_000 ? null : byBorder(KHORGOS)(minute);
    for (const words of [REPORTED, []])
      expect(follow(BORDER, where, { until: 1_290 }, words).offRoute).toEqual([]);
  });

  it('is not off its route where it went through without stopping, with a position every quarter of an hour', () => {
    const aral = place('ARAL', 40.548, 81.281);
    const aksu = place('AKSU', 41.168, 80.26);
    const korla = place('KORLA', 41.726, 86.174, 8);
    const route: Route = { places: [aral, aksu, korla], modes: ['RAIL', 'RAIL'] };
    const where = (minute: number) => {
      if (minute < 0) return aral;
      if (minute < 118) return between(aral, aksu, minute / 118);
      return between(aksu, korla, Math.min(1, (minute - 118) / 480));
    };
    const { offRoute, visits } = follow(route, where, { until: 580, every: 15 });
    expect({ offRoute, aksu: visits[1]!.arrivedAt }).toEqual({ offRoute: [], aksu: null });
  });

  it('is told how fast it comes nearer to the place that it goes to, once somebody said that it left the one before', () => {
    const where = (minute: number) =>
      minute >= 60 && minute < 1_000 ? null : byBorder(KHORGOS)(minute);
    const { speedKilometresPerHour } = follow(BORDER, where, { until: 1_200 }, REPORTED);
    // 302 km in 370 min.
    expect(speedKilometresPerHour).toBeCloseTo(49, 0);
  });

  it('is at the next one with the second position there, for somebody said that it was at the one before', () => {
    const where = (minute: number) =>
      minute >= 60 && minute < 1_000 ? null : byBorder(KHORGOS)(minute);
    const { at } = follow(BORDER, where, { until: 1_325 }, REPORTED);
    expect(at).toBe(2);
  });

  it('is off its route still when it is on none of the legs that may be left', () => {
    const where = (minute: number) =>
      minute < 1_000 ? byBorder(KHORGOS)(minute) : { latitudeDegrees: 47.5, longitudeDegrees: 84 };
    expect(follow(BORDER, where, { until: 1_290 }, REPORTED).offRoute).toHaveLength(1);
  });

  it('is off its route when it is on a leg that it has left behind, by what people said', () => {
    const korla = place('KORLA', 41.726, 86.174);
    const urumqi = place('URUMQI', 43.825, 87.617);
    const route: Route = { places: [ALMATY, korla, urumqi], modes: ['ROAD', 'ROAD'] };
    const where = (minute: number) => {
      if (minute < 0) return ALMATY;
      return minute < 400 ? between(ALMATY, korla, 0.4) : between(ALMATY, korla, 0.3);
    };
    const words = said([null, 0], [350, 380], [null, null]);
    expect(follow(route, where, { until: 600 }, words).offRoute).toHaveLength(1);
    expect(follow(route, where, { until: 600 }).offRoute).toEqual([]);
  });
});
