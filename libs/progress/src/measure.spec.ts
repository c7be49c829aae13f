import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { measure, type Measured, type Rider } from './measure.ts';
import type { Astray } from './off-route.ts';
import { radiiOf } from './route.ts';
import { kilometresBetween } from './sphere.ts';
import { ROUTE, START, riderOf, told, trainAt } from './testing.ts';
import { Track, type Position } from './track.ts';

function measured(positions: readonly Position[], riders: readonly Rider[]): Measured {
  const track = new Track(ROUTE);
  for (const position of positions) track.add(position);
  return measure(track, ROUTE, riders);
}

const minuteOf = (at: number | null) => (at === null ? null : (at - START) / MINUTE);
const minutes = ({ from, provenAt, until }: Astray) => [from, provenAt, until].map(minuteOf);
const KOREA = { latitudeDegrees: 37.5, longitudeDegrees: 127 };

describe('what positions tell of a run', () => {
  it('is when it was at each place: from the first fix within its radius to the last', () => {
    const { visits, at } = measured(told('A', 0, 690), [riderOf('A')]);
    expect(at).toBe(2);
    const [aksu, kuqa, korla] = visits;
    // 231 km in 180 min: ten kilometres are eight minutes.
    expect(minuteOf(aksu!.departedAt)).toBe(75);
    expect(minuteOf(kuqa!.arrivedAt)).toBe(245);
    expect(minuteOf(kuqa!.departedAt)).toBe(325);
    expect(minuteOf(korla!.arrivedAt)).toBe(555);
    expect(korla!.departedAt).toBeNull();
  });

  it('is nothing before the second fix in a row within a place', () => {
    const { visits, at } = measured(told('A', 0, 245), [riderOf('A')]);
    expect({ at, arrivedAt: visits[1]!.arrivedAt }).toEqual({ at: null, arrivedAt: null });
  });

  it('keeps a run at a place while it is shunted between the radius and half as much again', () => {
    const kuqa = ROUTE.places[1]!;
    const yard = { ...kuqa, latitudeDegrees: kuqa.latitudeDegrees + 12 / 111 };
    expect(kilometresBetween(kuqa, yard)).toBeGreaterThan(radiiOf(ROUTE)[1]!);
    const shunted = [255, 260, 265, 270].map((minute) => ({
      ...{ deviceId: 'device of A', at: START + minute * MINUTE },
      ...{ latitudeDegrees: yard.latitudeDegrees, longitudeDegrees: yard.longitudeDegrees },
    }));
    const { at, visits } = measured([...told('A', 0, 250), ...shunted], [riderOf('A')]);
    expect({ at, departedAt: visits[1]!.departedAt }).toEqual({ at: 1, departedAt: null });
  });

  it('takes a departure back when the run is at the place again', () => {
    const back = told('A', 320, 320).map((position) => ({ ...position, at: START + 400 * MINUTE }));
    const again = told('A', 320, 320).map((one) => ({ ...one, at: START + 405 * MINUTE }));
    const { visits, at } = measured([...told('A', 0, 350), ...back, ...again], [riderOf('A')]);
    expect({ at, departedAt: visits[1]!.departedAt }).toEqual({ at: 1, departedAt: null });
    expect(minuteOf(visits[1]!.arrivedAt)).toBe(245);
  });

  it('knows of a place that was passed in silence once the run stood at the next', () => {
    const quiet = told('A', 0, 690).filter(
      ({ at }) => at < START + 100 * MINUTE || at > START + 400 * MINUTE,
    );
    const { visits, at } = measured(quiet, [riderOf('A')]);
    expect(at).toBe(2);
    expect(visits[1]).toEqual({ arrivedAt: null, departedAt: null });
    expect(minuteOf(visits[2]!.arrivedAt)).toBe(555);
  });

  it('is not moved by a box that is on another train, and tells which it is', () => {
    const elsewhere = told('B', 0, 690).map((position) => ({ ...position, ...KOREA }));
    const both = [...told('A', 0, 690), ...told('C', 2, 690), ...elsewhere];
    const { visits, strays } = measured(
      both,
      ['A', 'B', 'C'].map((id) => riderOf(id)),
    );
    expect(strays).toMatchObject([{ unitId: 'B', until: null }]);
    expect(minuteOf(visits[1]!.arrivedAt)).toBeCloseTo(245, -1);
  });

  it('is nothing where two units contradict each other', () => {
    const elsewhere = told('B', 0, 690).map((position) => ({ ...position, ...KOREA }));
    const { fix, at } = measured(
      [...told('A', 0, 690), ...elsewhere],
      [riderOf('A'), riderOf('B')],
    );
    expect({ fix, at }).toEqual({ fix: null, at: null });
  });

  it('goes by the units that go on: one that was set out stays, one that joins is not yet there', () => {
    const kuqa = ROUTE.places[1]!;
    const standing = (unitId: string) =>
      told(unitId, 0, 690).map((one) => ({
        ...one,
        ...{ latitudeDegrees: kuqa.latitudeDegrees, longitudeDegrees: kuqa.longitudeDegrees },
      }));
    const setOut = [
      ...told('B', 0, 320),
      ...standing('B').filter(({ at }) => at > START + 320 * MINUTE),
    ];
    const joining = [
      ...standing('C').filter(({ at }) => at < START + 300 * MINUTE),
      ...told('C', 300, 690),
    ];
    const riders = [riderOf('A'), riderOf('B', { leavesAt: 1 }), riderOf('C', { joinsAt: 1 })];
    const { at, strays, visits } = measured([...told('A', 0, 690), ...setOut, ...joining], riders);
    expect({ at, strays }).toEqual({ at: 2, strays: [] });
    expect(minuteOf(visits[1]!.departedAt)).toBe(325);
  });

  it('still tells of an arrival with which the bindings of its units ended', () => {
    const until = START + 245 * MINUTE;
    const devices = [{ deviceId: 'device of A', from: START, until }];
    const { visits } = measured(told('A', 0, 300), [riderOf('A', { leavesAt: 1, devices })]);
    expect(visits[1]!.arrivedAt).toBe(until);
  });

  it('says that a run is off its route when no way there could be so long, and that it is back', () => {
    const astray = told('A', 110, 240).map((one) => ({ ...one, latitudeDegrees: 44.5 }));
    const off = measured([...told('A', 0, 100), ...astray], [riderOf('A')]);
    // The first three could not have been reached so soon.
    expect(off.offRoute.map(minutes)).toEqual([[110, 140, null]]);
    const back = measured(
      [...told('A', 0, 100), ...astray, ...told('A', 245, 700)],
      [riderOf('A')],
    );
    expect(back.offRoute.map(minutes)).toEqual([[110, 140, 245]]);
  });

  it('says from when to when a box was on another train, and nothing of one that lagged behind shortly', () => {
    const away = (unitId: string, from: number, until: number) =>
      told(unitId, 0, 690).map((one) =>
        one.at >= START + from * MINUTE && one.at <= START + until * MINUTE
          ? { ...one, ...KOREA }
          : one,
      );
    const { strays } = measured(
      [...'ADE'].flatMap((id) => told(id, 0, 690)).concat(away('B', 100, 400), away('C', 100, 200)),
      [...'ABCDE'].map((id) => riderOf(id)),
    );
    expect(strays.map((one) => [one.unitId, ...minutes(one)])).toEqual([['B', 100, 220, 410]]);
  });

  it('says so of a box that was left behind where it should have joined, two hours after the run went on', () => {
    const standing = (unitId: string, minute: number) =>
      told(unitId, 0, 690).map((one) => ({ ...one, ...trainAt(minute) }));
    const riders = ['A', 'B', 'C', 'D'].map((id) => riderOf(id));
    const train = ['A', 'C', 'D'].flatMap((id) => told(id, 0, 690));
    const { strays } = measured([...train, ...standing('B', 0)], riders);
    // At 75 it is last within Aksu, at 90 more than 20 km away.
    expect(strays.map((one) => [one.unitId, ...minutes(one)])).toEqual([['B', 90, 210, null]]);
    // Where it was to join at the second stop, and waits there before and while the run does.
    const joining = riders.map((one) => (one.unitId === 'B' ? { ...one, joinsAt: 1 } : one));
    const late = measured([...train, ...standing('B', 260)], joining);
    expect(late.strays.map((one) => [one.unitId, ...minutes(one)])).toEqual([
      ['B', 340, 460, null],
    ]);
  });

  it('never says so of a train on its line, however much longer the line is than straight', () => {
    // Kashgar to Weicheng by Hami: 600 km beside the straight line.
    const places = [
      { placeCode: 'KASHGAR', latitudeDegrees: 39.47, longitudeDegrees: 75.99 },
      { placeCode: 'WEICHENG', latitudeDegrees: 34.36, longitudeDegrees: 108.73 },
    ];
    const route = { places, modes: ['RAIL' as const] };
    const way = [
      [39.47, 75.99],
      [41.73, 82.96],
      [41.73, 86.17],
      [42.95, 89.19],
      [42.82, 93.52],
      [39.77, 98.29],
      [36.06, 103.8],
      [34.36, 108.73],
    ];
    const track = new Track(route);
    way.slice(1).forEach(([latitude, longitude], leg) => {
      const [a, b] = way[leg]!;
      for (let step = 0; step < 60; step++)
        track.add({
          ...{ deviceId: 'device of A', at: START + (leg * 60 + step) * 20 * MINUTE },
          latitudeDegrees: a! + ((latitude! - a!) * step) / 60,
          longitudeDegrees: b! + ((longitude! - b!) * step) / 60,
        });
    });
    const riders = [riderOf('A', { leavesAt: 1 })];
    const { offRoute, fix } = measure(track, route, riders);
    expect({ offRoute, isKnown: fix !== null }).toEqual({
      offRoute: [],
      isKnown: true,
    });
  });

  it('tells how fast it comes nearer', () => {
    const { speedKilometresPerHour } = measured(told('A', 0, 200), [riderOf('A')]);
    // 231 km in three hours.
    expect(speedKilometresPerHour).toBeCloseTo(77, -1);
  });

  it('does not believe 0, 0', () => {
    const nowhere = told('A', 80, 200).map((one) => ({
      ...one,
      latitudeDegrees: 0,
      longitudeDegrees: 0,
    }));
    const { fix } = measured([...told('A', 0, 60), ...nowhere], [riderOf('A')]);
    expect(minuteOf(fix!.at)).toBe(60);
  });
});
