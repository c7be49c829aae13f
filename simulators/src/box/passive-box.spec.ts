import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import { CHANNELS } from '@lenglian/readings';
import { AIR_CONTAINER, FOAM_BOX, type BoxPlan } from './box-plan.ts';
import { PassiveBox } from './passive-box.ts';

const START = Date.UTC(2026, 6, 10, 2);
const after = (hours: number) => START + hours * HOUR;

function box(change: Partial<BoxPlan> = {}): PassiveBox {
  return new PassiveBox(
    {
      ...{ body: FOAM_BOX, loadKilograms: 20, packedAt: START, productAtLoadingCelsius: 4 },
      ...{ respirationWattsPerTonne: 0, coldPack: undefined, opened: [], cargoProbeCount: 2 },
      climate: [{ at: START, lowCelsius: 30, highCelsius: 30 }],
      ...change,
    },
    new SeededRandom(2),
  );
}

function warmedAfter(hours: number, change: Partial<BoxPlan> = {}): number {
  const sut = box(change);
  sut.advanceTo(after(hours));
  return sut.truth.celsius - 4;
}

const PACK = { kilograms: 2, meltsAtCelsius: 0 };

describe('a foam box of 20 kg, closed at 4 °C in 30 °C [C]', () => {
  it('warms by about half a kelvin an hour by itself', () => {
    expect(warmedAfter(1)).toBeGreaterThan(0.4);
    expect(warmedAfter(1)).toBeLessThan(0.8);
  });

  it('stays below 8 °C for twelve hours with two kilograms of ice, and not much longer', () => {
    expect(warmedAfter(12, { coldPack: PACK })).toBeLessThan(4);
    expect(warmedAfter(24, { coldPack: PACK })).toBeGreaterThan(4);
  });

  it('is warmed by every look into it', () => {
    const opened = Array.from({ length: 60 }, (_, door) => {
      return { from: START + door * 4 * MINUTE, until: START + (door * 4 + 1) * MINUTE };
    });
    expect(warmedAfter(4, { opened })).toBeGreaterThan(warmedAfter(4) + 2);
  });

  it('can be too cold: packs of −18 °C freeze what touches them', () => {
    const sut = box({ coldPack: { kilograms: 4, meltsAtCelsius: -18 } });
    sut.advanceTo(after(2));
    expect(sut.truth.coldestCelsius).toBeLessThan(-0.5);
  });
});

describe('an air container of 1.2 t [C]', () => {
  it('loses less than 3 K in ten hours of 30 °C, its fruit breathing', () => {
    const container = { body: AIR_CONTAINER, loadKilograms: 1_200, respirationWattsPerTonne: 20 };
    expect(warmedAfter(10, container)).toBeGreaterThan(1);
    expect(warmedAfter(10, container)).toBeLessThan(3);
  });
});

describe(PassiveBox.name, () => {
  it('sees its own warmth a quarter of an hour late, in its housing', () => {
    const sut = box({ productAtLoadingCelsius: 20, coldPack: { kilograms: 6, meltsAtCelsius: 0 } });
    const sample = sut.sample(after(0.5));
    const surface = sample.cargoProbe2TemperatureCelsius as number;
    expect(surface).toBeGreaterThan(sut.truth.coldestCelsius + 1);
  });

  it('says the same twice, of channels that exist only', () => {
    const play = () => {
      const sut = box({ opened: [{ from: after(1), until: after(2) }] });
      return Array.from({ length: 200 }, (_, minute) => sut.sample(START + minute * MINUTE));
    };
    expect(play()).toEqual(play());
    expect(play()[90]).toMatchObject({ doorOpen: true });
    const names = new Set<string>([...CHANNELS.map(({ name }) => name), 'measuredAt']);
    for (const name of Object.keys(play()[9] ?? {})) expect(names).toContain(name);
    expect(box({ cargoProbeCount: 1 }).sample(START)).not.toHaveProperty(
      'cargoProbe2TemperatureCelsius',
    );
  });
});
