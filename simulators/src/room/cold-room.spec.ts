import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import { CHANNELS } from '@lenglian/readings';
import { ColdRoom } from './cold-room.ts';
import { MOBILE_ROOM, STORE_ZONE } from './room-asset.ts';
import type { RoomLot, RoomPlan } from './room-plan.ts';

/** Evening at the orchard: no sun, so that the walls alone can be checked. */
const START = Date.UTC(2026, 8, 12, 13);
const after = (hours: number) => START + hours * HOUR;

function lot(code: string, from: number, until: number, change: Partial<RoomLot> = {}): RoomLot {
  const span = { from: after(from), until: after(until) };
  return { code, ...span, kilograms: 10_000, celsius: 25, respirationWattsPerTonne: 0, ...change };
}

function room(change: Partial<RoomPlan> = {}): ColdRoom {
  return new ColdRoom(
    {
      ...{ asset: MOBILE_ROOM, from: START, setpointCelsius: 0, setpointChanges: [] },
      climate: [{ at: START, lowCelsius: 28, highCelsius: 28 }],
      ...{ lots: [lot('A', 0, 1_000)], cargoProbeCount: 2, supply: {}, gridOff: [] },
      ...{ dieselOff: [], refilledAt: [], doorOpen: [], ...change },
    },
    new SeededRandom(5),
  );
}

/** Hours until the mean of the goods has lost a share of their excess over the set-point. */
function hoursToLose(share: number, change: Partial<RoomPlan> = {}): number {
  const sut = room(change);
  const start = change.lots?.[0]?.celsius ?? 25;
  let hours = 0;
  while (sut.truth.celsius > start * (1 - share)) sut.advanceTo(after((hours += 0.25)));
  return hours;
}

describe('a mobile cold room against its check values (10 t of 25 °C, set-point 0 °C)', () => {
  it('pre-cools with a τ of 12…24 h, and seven eighths in 25…50 h', () => {
    const [tau, sevenEighths] = [hoursToLose(1 - 1 / Math.E), hoursToLose(7 / 8)];
    expect(tau).toBeGreaterThan(12);
    expect(tau).toBeLessThan(25);
    expect(sevenEighths).toBeGreaterThan(25);
    expect(sevenEighths).toBeLessThan(50);
  });

  it('has cold air long before cold fruit', () => {
    const sut = room();
    const { supplyTemperatureCelsius, cargoProbe1TemperatureCelsius } = sut.sample(after(15));
    expect(supplyTemperatureCelsius).toBeLessThan(2);
    expect(cargoProbe1TemperatureCelsius).toBeGreaterThan(9);
  });

  it('is at the mercy of its power: +3 K of air in six hours without, +6 K by a door of ten minutes [C]', () => {
    const lots = [lot('A', 0, 1_000, { celsius: 0 })];
    const gridOff = [{ from: after(2), until: after(8) }];
    const off = room({ lots, gridOff }).sample(after(8) - MINUTE);
    expect(off.isConnectedToPowerSource).toBe(false);
    expect(off.supplyTemperatureCelsius).toBeGreaterThan(2.5);
    expect(off.supplyTemperatureCelsius).toBeLessThan(3.5);
    const doorOpen = [{ from: after(2), until: after(2) + 10 * MINUTE }];
    const open = room({ lots, doorOpen }).sample(after(2) + 9 * MINUTE);
    expect(open.doorOpen).toBe(true);
    expect(open.supplyTemperatureCelsius).toBeGreaterThan(4);
    expect(open.supplyTemperatureCelsius).toBeLessThan(7);
  });
});

describe(ColdRoom.name, () => {
  it('lets lots come and go, each with its own warmth, and says what is in it', () => {
    const lots = [lot('A', 0, 30, { kilograms: 4_000 }), lot('B', 20, 60, { kilograms: 2_000 })];
    const sut = room({ lots });
    sut.advanceTo(after(19));
    expect(sut.truth.kilograms).toBe(4_000);
    expect(sut.truthOfLot('B')).toBeUndefined();
    sut.advanceTo(after(21));
    expect(sut.truth.kilograms).toBe(6_000);
    const [first, second] = [sut.truthOfLot('A'), sut.truthOfLot('B')];
    expect((second?.celsius ?? 0) - (first?.celsius ?? 0)).toBeGreaterThan(8);
    expect(sut.truth.warmestCelsius).toBe(second?.warmestCelsius);
    sut.advanceTo(after(70));
    expect(sut.truth.kilograms).toBe(0);
  });

  it('gives a lot that comes the first free probe, and leaves out one that hangs at the door', () => {
    const lots = [lot('A', 0, 5), lot('B', 2, 20), lot('C', 8, 20, { celsius: 31 })];
    const probesAt = (hours: number) => {
      const sample = room({ lots }).sample(after(hours));
      return [sample.cargoProbe1TemperatureCelsius, sample.cargoProbe2TemperatureCelsius];
    };
    expect(probesAt(1)).toEqual([expect.any(Number), undefined]);
    expect(probesAt(6)).toEqual([undefined, expect.any(Number)]);
    expect(probesAt(8.5)[0]).toBeGreaterThan(29);
  });

  it('warms the air by what comes in warm', () => {
    const warm = [lot('A', 0, 90, { celsius: 0 }), lot('B', 10, 90, { kilograms: 5_000 })];
    const supplyAt = (lots: RoomLot[]) => {
      return room({ lots }).sample(after(10.3)).supplyTemperatureCelsius as number;
    };
    expect(supplyAt(warm) - supplyAt(warm.slice(0, 1))).toBeGreaterThan(2);
  });

  it('sends battery and tank where it has them, and stays cold on them', () => {
    const supply = { batteryKilowattHours: 12, dieselLitres: 80, solarPeakWatts: 3_000 };
    const lots = [lot('A', 0, 90, { celsius: 0 })];
    const sut = room({ lots, supply, gridOff: [{ from: after(1), until: after(40) }] });
    expect(sut.sample(after(1))).toMatchObject({ batteryPercent: 100, batteryVolts: 54 });
    expect(sut.autonomyHours).toBeGreaterThan(48);
    const later = sut.sample(after(30));
    expect(later).toMatchObject({ isConnectedToPowerSource: true });
    expect(later.batteryPercent).toBeLessThan(100);
    expect(later.fuelPercent).toBeLessThan(100);
    expect(sut.truth.warmestCelsius).toBeLessThan(1);
    expect(room().sample(after(1))).not.toHaveProperty('batteryPercent');
  });

  it('says the same twice, of channels that exist only', () => {
    const play = () => {
      const sut = room();
      return Array.from({ length: 300 }, (_, minute) => sut.sample(START + minute * MINUTE));
    };
    expect(play()).toEqual(play());
    const names = new Set<string>([...CHANNELS.map(({ name }) => name), 'measuredAt']);
    for (const name of Object.keys(play()[200] ?? {})) expect(names).toContain(name);
  });
});

describe('a zone of a fixed store [C]', () => {
  it('is slow: a night without power costs its fruit less than half a kelvin', () => {
    const lots = [lot('A', 0, 90, { kilograms: 100_000, celsius: 0 })];
    const gridOff = [{ from: after(2), until: after(12) }];
    const sut = room({ asset: STORE_ZONE, lots, gridOff });
    const { returnTemperatureCelsius } = sut.sample(after(12) - MINUTE);
    expect(returnTemperatureCelsius).toBeLessThan(10);
    expect(sut.truth.celsius).toBeLessThan(0.5);
  });

  it('has its door open for a quarter of an hour and hardly notices', () => {
    const lots = [lot('A', 0, 90, { kilograms: 100_000, celsius: 0 })];
    const doorOpen = [{ from: after(2), until: after(2.25) }];
    const sut = room({ asset: STORE_ZONE, lots, doorOpen });
    const { supplyTemperatureCelsius } = sut.sample(after(2.25) - MINUTE);
    expect(supplyTemperatureCelsius).toBeGreaterThan(0.5);
    expect(supplyTemperatureCelsius).toBeLessThan(4);
    expect(sut.truth.celsius).toBeLessThan(0.2);
  });
});
