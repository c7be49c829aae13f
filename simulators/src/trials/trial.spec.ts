import { describe, expect, it } from '@jest/globals';
import { HOUR } from '@lenglian/quantities';
import { drawTrial, type TrialRequest } from './draw-trial.ts';
import { playTrial, type TrialMinute } from './trial.ts';
import { TRIAL_FAULTS, TRIAL_PLANTS } from './trial-plan.ts';

const PEARS = { setpointCelsius: 0, bandHighCelsius: 2, isFrozen: false, respirationWatts: 310 };

function request(changes: Partial<TrialRequest> = {}): TrialRequest {
  return { seed: 1, split: 'held-out', plant: 'three-node', fault: null, goods: PEARS, ...changes };
}

function play(changes: Partial<TrialRequest> = {}): TrialMinute[] {
  return [...playTrial(drawTrial(request(changes)))];
}

/** Two hours after the last defrost. */
function isQuietAt(minutes: readonly TrialMinute[], index: number): boolean {
  return minutes.slice(Math.max(0, index - 120), index + 1).every((one) => one.blownAirCelsius);
}

describe(drawTrial.name, () => {
  it('never lets a held-out constant come as near to its centre as a training one', () => {
    for (let seed = 1; seed <= 200; seed++) {
      for (const value of Object.values(drawTrial(request({ seed, split: 'training' })).spreads)) {
        expect(Math.abs(value - 1)).toBeLessThan(0.12);
      }
      for (const value of Object.values(drawTrial(request({ seed })).spreads)) {
        expect(Math.abs(value - 1)).toBeGreaterThanOrEqual(0.12 - 1e-12);
      }
    }
  });
});

describe(playTrial.name, () => {
  it.each(TRIAL_PLANTS)('plays the same again, %s', (plant) => {
    expect(play({ plant, fault: 'POWER_LOSS' })).toEqual(play({ plant, fault: 'POWER_LOSS' }));
    expect(play({ plant, seed: 2 })).not.toEqual(play({ plant }));
  });

  it.each(TRIAL_PLANTS)('is the same up to its fault whatever the fault is, %s', (plant) => {
    const healthy = play({ plant });
    const faulty = play({ plant, fault: 'LOW_REFRIGERANT' });
    const before = 6 * 60;
    expect(faulty.slice(0, before)).toEqual(healthy.slice(0, before));
    expect(faulty.at(-1)).not.toEqual(healthy.at(-1));
  });

  it.each(TRIAL_PLANTS.flatMap((plant) => TRIAL_FAULTS.map((fault) => [plant, fault] as const)))(
    'leaves the fruit between −40 and 60 °C in every minute, %s, %s',
    (plant, fault) => {
      for (let seed = 1; seed <= 2; seed++) {
        const minutes = play({ plant, fault, seed });
        const coldest = Math.min(...minutes.map((minute) => minute.coldestFruitCelsius));
        const warmest = Math.max(...minutes.map((minute) => minute.warmestFruitCelsius));
        expect(coldest).toBeGreaterThan(-40);
        expect(warmest).toBeLessThan(60);
        expect(warmest).toBeGreaterThan(coldest);
      }
    },
  );

  it.each(TRIAL_PLANTS)(
    'holds the air that is sent to chilled goods at its set-point, and the air that comes back from frozen ones, %s',
    (plant) => {
      const frozen = {
        setpointCelsius: -20,
        bandHighCelsius: -18,
        isFrozen: true,
        respirationWatts: 0,
      };
      const restOf = (goods: typeof PEARS) => {
        const drawn = drawTrial(request({ plant, goods }));
        const climate = [{ at: drawn.from, lowCelsius: 27, highCelsius: 41 }];
        const plan = { ...drawn, climate, holes: [], doorOpen: [], powerOff: [] };
        const quiet = [...playTrial(plan)].slice(6 * 60).filter((_, i, all) => isQuietAt(all, i));
        const mean = (index: 0 | 1) =>
          quiet.reduce((sum, one) => sum + (one.blownAirCelsius?.[index] ?? NaN), 0) / quiet.length;
        return { sent: mean(0), back: mean(1) };
      };
      const [chilled, deepFrozen] = [restOf(PEARS), restOf(frozen)];
      expect(chilled.sent).toBeCloseTo(0, 0);
      expect(chilled.back).toBeGreaterThan(chilled.sent + 0.5);
      expect(deepFrozen.back).toBeCloseTo(-20, 0);
      expect(deepFrozen.sent).toBeLessThan(deepFrozen.back - 0.5);
    },
  );

  it('says nothing in a hole, and goes on being warmed there', () => {
    const plan = drawTrial(request());
    const hole = { from: plan.from + HOUR, until: plan.from + 2 * HOUR };
    const minutes = [...playTrial({ ...plan, holes: [hole] })];
    expect(minutes[90]?.sample).toBeNull();
    expect(minutes[130]?.sample).not.toBeNull();
    expect(minutes[90]?.warmestFruitCelsius).not.toBe(minutes[61]?.warmestFruitCelsius);
  });
});
