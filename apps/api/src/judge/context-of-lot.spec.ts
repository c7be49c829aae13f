import { describe, expect, it } from '@jest/globals';
import type { LotPlacement, UnitJourney } from '@lenglian/placements';
import { HOUR } from '@lenglian/quantities';
import { contextOfLot } from './context-of-lot.ts';

const START = 1_787_443_200_000;
const at = (hours: number) => START + hours * HOUR;

function placement(change: Partial<LotPlacement> = {}): LotPlacement {
  const where = { lotId: 'lot-1', unitId: 'box-1', profileId: 'profile-1' };
  return { ...where, from: at(0), until: null, ...change };
}

/** A ride of a day with one stop on the way. */
const RIDE: UnitJourney = {
  unitId: 'box-1',
  from: at(-5),
  until: at(40),
  setpoint: -0.5,
  isOneBox: true,
  holes: [],
  stops: [
    { from: 0, until: at(2) },
    { from: at(10), until: at(12) },
    { from: at(30), until: null },
  ],
  calls: [],
};

function contextOf(placements: LotPlacement[], journeys: UnitJourney[]) {
  const byUnit = Map.groupBy(journeys, ({ unitId }) => unitId);
  return contextOfLot(placements, (unitId) => byUnit.get(unitId) ?? []);
}

describe(contextOfLot.name, () => {
  it('knows no stops of goods in a unit that nobody sent anywhere', () => {
    expect(contextOf([placement()], []).stops).toBeNull();
  });

  it('has the stops of the ride, and stands after it', () => {
    const { stops, setpoints, isOneBox } = contextOf([placement()], [RIDE]);

    expect(stops).toEqual([
      { from: at(0), until: at(2) },
      { from: at(10), until: at(12) },
      { from: at(30), until: null },
    ]);
    expect(setpoints).toEqual([{ from: at(0), setpoint: -0.5 }]);
    expect(isOneBox).toBe(true);
  });

  it('is on a round from door to door while its unit is, and it is in it', () => {
    const rounds = [{ from: at(12), until: at(30) }];
    const { rounds: its } = contextOf([placement({ until: at(20) })], [{ ...RIDE, rounds }]);

    expect(its).toEqual([{ from: at(12), until: at(20) }]);
    expect(contextOf([placement()], [RIDE]).rounds).toBeUndefined();
  });

  it('is pre-cooled in the room that it first came into, until it goes on', () => {
    const still = { setpoint: null, isOneBox: false, stops: [{ from: 0, until: null }] };
    const room: UnitJourney = {
      ...{ ...still, unitId: 'room-1', from: 0, until: null, calls: [], holes: [] },
    };
    const inRoom = placement({ unitId: 'room-1', until: at(3) });
    const cooled = (placements: LotPlacement[]) =>
      contextOf(placements, [room, RIDE]).preCooledUntil;

    expect(cooled([inRoom, placement({ from: at(4) })])).toBe(at(4));
    expect(cooled([{ ...inRoom, until: null }])).toBeNull();
    expect(cooled([placement()])).toBeUndefined();
  });

  it('stands before its ride begins', () => {
    const { stops } = contextOf([placement({ from: at(-20) })], [RIDE]);

    expect(stops?.[0]).toEqual({ from: at(-20), until: at(2) });
  });

  it('knows when its unit gets to where fuel or a plug can be had, and to the end of its ride', () => {
    const call = { mode: 'RAIL', isReached: false };
    const calls = [
      { ...call, placeCode: 'A', at: at(-1), actions: ['PLUG_IN'], isReached: true },
      { ...call, placeCode: 'B', at: at(10), actions: ['ICE', 'REPAIR'] },
      { ...call, placeCode: 'C', at: at(20), actions: ['REPAIR', 'REFUEL'] },
      { ...call, placeCode: 'D', at: at(30), actions: [] },
    ];

    const whole = contextOf([placement()], [{ ...RIDE, calls }]);
    expect(whole.refuels).toEqual([at(20), at(30)]);
    expect(whole.arrivals).toEqual([at(30)]);
    const left = contextOf([placement({ until: at(12) })], [{ ...RIDE, calls }]);
    expect(left).not.toHaveProperty('refuels');
    expect(left).not.toHaveProperty('arrivals');
  });

  it('knows for how long its unit may be without power where a contract says so', () => {
    const [start, port, end] = RIDE.stops;
    const stops = [start!, { ...port!, offPowerMax: 2 * HOUR }, end!];
    const there = { from: at(10), max: 2 * HOUR };

    const contextWith = (until: number | null) =>
      contextOf([placement({ until })], [{ ...RIDE, stops }]);
    expect(contextWith(null).offPower).toEqual([{ ...there, until: at(12) }]);
    expect(contextWith(at(11)).offPower).toEqual([{ ...there, until: at(11) }]);
    expect(contextOf([placement()], [RIDE])).not.toHaveProperty('offPower');
  });

  it('knows where its ride only takes goods in, and nothing of that before the departure of its next', () => {
    const [start, port, end] = RIDE.stops;
    const isIntake = true as const;
    const stops = [{ ...start!, isIntake }, { ...port!, isIntake }, end!];
    const next = { ...RIDE, stops, from: at(30), until: null };

    // Whichever of them was put down first.
    const { intakes } = contextOf([placement()], [next, { ...RIDE, stops, until: at(30) }]);
    expect(intakes?.[0]).toEqual({ from: at(0), until: start!.until });
    expect(intakes?.slice(1)).toEqual([{ from: port!.from, until: port!.until }]);
    // Where nobody knows when it leaves it may be anywhere by now.
    const still = { ...RIDE, stops: [{ from: 0, until: null, isIntake }] };
    expect(contextOf([placement()], [still])).not.toHaveProperty('intakes');
    expect(contextOf([placement()], [RIDE])).not.toHaveProperty('intakes');
  });

  it('is always at a stop in a store, and on its way when it leaves it', () => {
    const store: UnitJourney = {
      ...{ unitId: 'store-1', from: 0, until: null, setpoint: null, isOneBox: false, holes: [] },
      stops: [{ from: 0, until: null }],
      calls: [],
    };
    const lay = placement({ unitId: 'store-1', from: at(-48), until: at(1) });
    const { stops, loadedAt } = contextOf([lay, placement({ from: at(1) })], [store, RIDE]);

    expect(stops?.slice(0, 2)).toEqual([
      { from: at(-48), until: at(1) },
      { from: at(1), until: at(2) },
    ]);
    expect(loadedAt).toBe(at(-48));
  });

  it('was loaded when it was first put in, or its whole was, with the pulp that was noted', () => {
    expect(contextOf([placement({ loadedProduct: 6.8 })], [])).toMatchObject({
      ...{ loadedAt: at(0), loadedProduct: 6.8 },
    });
    expect(contextOf([placement({ isInherited: true })], []).loadedAt).toBe(at(0));
  });
});
