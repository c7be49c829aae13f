import { describe, expect, it } from '@jest/globals';
import type { TelemetrySample } from '@lenglian/device-messages';
import { HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import { CHANNELS } from '@lenglian/readings';
import { loadedBody } from '../thermal/cooled-body.ts';
import { REEFER_40_FOOT } from '../thermal/thermal-asset.ts';
import { Reefer } from './reefer.ts';
import type { ReeferPlan } from './reefer-plan.ts';

const LOADED = Date.UTC(2025, 8, 3);
const DEFROST_AT = LOADED + 12 * HOUR;

function plan(changes: Partial<ReeferPlan> = {}): ReeferPlan {
  return {
    asset: REEFER_40_FOOT,
    loadKilograms: 21_000,
    loadedAt: LOADED,
    productAtLoadingCelsius: 0.5,
    respirationWatts: 310,
    setpointCelsius: 0,
    setpointChanges: [],
    climate: [{ at: LOADED, lowCelsius: 12, highCelsius: 27 }],
    cargoProbeCount: 1,
    powerOff: [],
    doorOpen: [],
    defrost: {
      anchor: DEFROST_AT,
      interval: 12 * HOUR,
      durationMin: 25 * MINUTE,
      durationMax: 25 * MINUTE,
    },
    ...changes,
  };
}

/** Samples every minute from `from` on. */
function samples(of: ReeferPlan, from: number, count: number, seed = 1): TelemetrySample[] {
  const reefer = new Reefer(of, SeededRandom.stream(seed, 1));
  return Array.from({ length: count }, (_, i) => reefer.sample(from + i * MINUTE));
}

describe(Reefer.name, () => {
  it('says the same for the same seed and something else for another', () => {
    const first = samples(plan(), LOADED + HOUR, 50);
    expect(samples(plan(), LOADED + HOUR, 50)).toEqual(first);
    expect(samples(plan(), LOADED + HOUR, 50, 2)).not.toEqual(first);
  });

  it('speaks of channels that exist only, in tenths', () => {
    const names = new Set<string>(CHANNELS.map(({ name }) => name));
    for (const { measuredAt, ...values } of samples(plan(), LOADED + HOUR, 100)) {
      expect(measuredAt).toBeGreaterThan(LOADED);
      for (const [name, value] of Object.entries(values)) {
        expect(names).toContain(name);
        if (typeof value !== 'number') continue;
        expect(value).toBe(Number(value.toFixed(1)));
        expect(Object.is(value, -0)).toBe(false);
      }
    }
  });

  it('reads return air falsely high in a defrost, says so, and leaves the cargo cold', () => {
    const during = samples(plan(), DEFROST_AT + 20 * MINUTE, 1)[0] as TelemetrySample;
    expect(during.isDefrosting).toBe(true);
    expect(during.returnTemperatureCelsius).toBeGreaterThan(5);
    expect(during.returnTemperatureCelsius).toBeLessThan(20);
    expect(during.supplyTemperatureCelsius).toBeGreaterThan(1.5);
    expect(during.cargoProbe1TemperatureCelsius).toBeLessThan(1.2);
    const after = samples(plan(), DEFROST_AT + 40 * MINUTE, 1)[0] as TelemetrySample;
    expect(after.isDefrosting).toBe(false);
    expect(after.returnTemperatureCelsius).toBeLessThan(2.5);
  });

  it('warms through an open door and flags it', () => {
    const at = LOADED + 6 * HOUR;
    const open = plan({ doorOpen: [{ from: at, until: at + 10 * MINUTE }] });
    const [, ninth] = [samples(open, at, 1)[0], samples(open, at + 9 * MINUTE, 1)[0]];
    expect(ninth?.doorOpen).toBe(true);
    expect(ninth?.returnTemperatureCelsius).toBeGreaterThan(4);
    expect(samples(open, at + 11 * MINUTE, 1)[0]?.doorOpen).toBe(false);
  });

  it('neither cools nor defrosts without power', () => {
    const powerOff = [{ from: DEFROST_AT - HOUR, until: DEFROST_AT + 24 * HOUR }];
    const without = samples(plan({ powerOff }), DEFROST_AT + 10 * MINUTE, 1)[0] as TelemetrySample;
    expect(without.isConnectedToPowerSource).toBe(false);
    expect(without.isDefrosting).toBe(false);
    expect(without.returnTemperatureCelsius).toBeGreaterThan(3);
  });

  it('follows a changed set-point', () => {
    const setpointChanges = [{ at: LOADED + HOUR, celsius: 5 }];
    const later = samples(plan({ setpointChanges }), LOADED + 11 * HOUR, 1)[0] as TelemetrySample;
    expect(later.setpointTemperatureCelsius).toBe(5);
    expect(later.supplyTemperatureCelsius).toBeGreaterThan(1);
  });

  it('says nothing of probes that it does not have', () => {
    const [sample] = samples(plan({ cargoProbeCount: 0 }), LOADED + HOUR, 1);
    expect(sample).not.toHaveProperty('cargoProbe1TemperatureCelsius');
  });

  it('holds the return air at a frozen set-point, and the supply air at a chilled one', () => {
    const meanOf = (
      of: ReeferPlan,
      name: 'supplyTemperatureCelsius' | 'returnTemperatureCelsius',
    ) => {
      const values = samples(of, LOADED + 10 * HOUR, 60).map((sample) => sample[name] as number);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const asset = loadedBody('reefer', 25_000, -20, false);
    const frozen = plan({ asset, setpointCelsius: -20, productAtLoadingCelsius: -20 });
    expect(meanOf(frozen, 'returnTemperatureCelsius')).toBeCloseTo(-20, 0);
    expect(meanOf(frozen, 'supplyTemperatureCelsius')).toBeLessThan(-20.5);
    expect(meanOf(plan(), 'supplyTemperatureCelsius')).toBeCloseTo(0, 0);
    expect(meanOf(plan(), 'returnTemperatureCelsius')).toBeGreaterThan(0.5);
  });

  it('stops when its own tank is empty, and goes on when that is filled', () => {
    const energy = { channel: 'fuelPercent', fullLoadHours: 3 } as const;
    const filled = LOADED + 20 * HOUR;
    const truck = plan({ energy, refilledAt: [filled] });
    const at = (moment: number) => samples(truck, moment, 1)[0] as TelemetrySample;
    expect(at(LOADED + 2 * HOUR)['fuelPercent']).toBeGreaterThan(0);
    expect(at(LOADED + 2 * HOUR)['fuelPercent']).toBeLessThan(80);
    expect(at(filled - MINUTE)).toMatchObject({ fuelPercent: 0, isConnectedToPowerSource: false });
    expect(at(filled + MINUTE)).toMatchObject({ fuelPercent: 100, isConnectedToPowerSource: true });
    expect(samples(plan(), LOADED + HOUR, 1)[0]).not.toHaveProperty('fuelPercent');
  });

  it('saws where a fuel saver lets it: ±2 K in 20…60 min, power on all the while', () => {
    const told = samples(plan({ startStopKelvin: 2 }), LOADED + 2 * HOUR, 8 * 60);
    const supply = told.map((sample) => sample.supplyTemperatureCelsius as number);
    const middle = (Math.max(...supply) + Math.min(...supply)) / 2;
    // Through the middle upwards; noise alone does not bring it back within ten minutes.
    const rises = supply.flatMap((value, minute) => {
      return value >= middle && (supply[minute - 10] ?? 9) < middle - 0.5 ? [minute] : [];
    });
    const teeth = rises.filter((minute, i) => minute - (rises[i - 1] ?? -60) > 12);
    const period = ((teeth.at(-1) ?? 0) - (teeth[0] ?? 0)) / (teeth.length - 1);
    expect(period).toBeGreaterThan(20);
    expect(period).toBeLessThan(60);
    expect(Math.max(...supply) - Math.min(...supply)).toBeGreaterThan(3);
    expect(told.every((sample) => sample.isConnectedToPowerSource === true)).toBe(true);
    expect(told.every((sample) => sample.setpointTemperatureCelsius === 0)).toBe(true);
  });

  it('lets up to four probes lie between surface and core', () => {
    const warm = plan({ cargoProbeCount: 4, productAtLoadingCelsius: 8 });
    const [sample] = samples(warm, LOADED + 5 * HOUR, 1);
    const [core, surface, middle, deep] = [1, 2, 3, 4].map((probe) => {
      return sample?.[`cargoProbe${probe as 1 | 2 | 3 | 4}TemperatureCelsius`] as number;
    }) as [number, number, number, number];
    expect(core).toBeGreaterThan(deep);
    expect(deep).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(surface);
  });
});
