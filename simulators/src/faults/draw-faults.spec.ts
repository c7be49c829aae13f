import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { plainFleet } from '../fleet/plain-fleet.ts';
import type { FleetUnit } from '../fleet/fleet-unit.ts';
import type { Stage } from '../scenarios/scenario.ts';
import { drawFaults } from './draw-faults.ts';
import type { Fault } from './fault.ts';

const START = Date.UTC(2026, 8, 1);
const STAGE: Stage = { seed: 7, start: START, historyFrom: START - DAY, sampling: MINUTE };
const END = START + 5 * DAY;
const FLEET = plainFleet(10_000);
const DRAWN = FLEET.map((unit) => drawFaults(unit, STAGE, END));

/** Of all units, how many have such a fault, in percent. */
function percentWith(isIt: (fault: Fault) => boolean): number {
  return (100 * DRAWN.filter((faults) => faults.some(isIt)).length) / DRAWN.length;
}

describe(drawFaults.name, () => {
  // Three standard deviations of 10,000 draws, at most.
  it.each<[string, number, number, (fault: Fault) => boolean]>([
    ['stuck', 0.5, 0.22, ({ kind }) => kind === 'STUCK'],
    ['drifting', 1, 0.3, ({ kind }) => kind === 'DRIFT'],
    ['spikes or sentinels', 2, 0.42, ({ kind }) => kind === 'SENTINEL' || kind === 'SPIKE'],
    [
      'offline for up to two hours',
      60,
      1.5,
      (fault) => fault.kind === 'OFFLINE' && fault.until - fault.from <= 2 * HOUR,
    ],
    [
      'offline for longer',
      15,
      1.1,
      (fault) => fault.kind === 'OFFLINE' && fault.until - fault.from > 2 * HOUR,
    ],
    ['a clock reset', 0.5, 0.22, ({ kind }) => kind === 'CLOCK_RESET'],
    ['duplicates', 5, 0.66, ({ kind }) => kind === 'DUPLICATES'],
    ['a time zone', 1, 0.3, (fault) => fault.kind === 'CLOCK_OFF' && fault.by === 8 * HOUR],
    ['skew', 3, 0.52, (fault) => fault.kind === 'CLOCK_OFF' && fault.by !== 8 * HOUR],
    ['swapped sensors', 0.3, 0.17, ({ kind }) => kind === 'SWAPPED'],
    ['a wrong set-point', 1, 0.3, ({ kind }) => kind === 'SETPOINT_WRONG'],
    ['a reboot', 5, 0.66, ({ kind }) => kind === 'REBOOT'],
    ['a wrong pairing', 0.5, 0.22, ({ kind }) => kind === 'WRONG_LOT_PAIRING'],
  ])('draws %s for %f %% of units', (_, percent, tolerance, isIt) => {
    expect(Math.abs(percentWith(isIt) - percent)).toBeLessThan(tolerance);
  });

  it('draws the same for the same seed, and other faults for another', () => {
    const again = FLEET.slice(0, 50).map((unit) => drawFaults(unit, STAGE, END));
    expect(again).toEqual(DRAWN.slice(0, 50));
    const other = FLEET.slice(0, 50).map((unit) => drawFaults(unit, { ...STAGE, seed: 8 }, END));
    expect(other).not.toEqual(again);
  });

  it('draws each fault without regard to the others: both of two as often as chance has it', () => {
    const kinds = ['OFFLINE', 'DUPLICATES', 'REBOOT', 'CLOCK_OFF', 'SENTINEL'] as const;
    const has = (kind: string) => (faults: Fault[]) => faults.some((one) => one.kind === kind);
    for (const [i, one] of kinds.entries()) {
      for (const other of kinds.slice(i + 1)) {
        const [first, second] = [has(one), has(other)];
        const both = DRAWN.filter((faults) => first(faults) && second(faults)).length;
        const chance = DRAWN.filter(first).length * (DRAWN.filter(second).length / DRAWN.length);
        expect(Math.abs(both - chance)).toBeLessThan(3 * Math.sqrt(chance) + 3);
      }
    }
  });

  it('begins every fault on the trip, and skews clocks by 1…10 minutes', () => {
    for (const fault of DRAWN.flat()) {
      const begins = 'from' in fault ? fault.from : 'at' in fault ? fault.at : START;
      expect(begins).toBeGreaterThanOrEqual(STAGE.historyFrom);
      expect(begins).toBeLessThanOrEqual(END);
      if (fault.kind !== 'CLOCK_OFF' || fault.by === 8 * HOUR) continue;
      expect(Math.abs(fault.by)).toBeGreaterThanOrEqual(MINUTE);
      expect(Math.abs(fault.by)).toBeLessThanOrEqual(10 * MINUTE);
    }
  });

  it('spares a tank and a box what only a machine can have', () => {
    const kinds = new Set(
      FLEET.flatMap(({ deviceId }) => {
        const tank = { deviceId, kind: 'tanker' } as FleetUnit;
        return drawFaults(tank, STAGE, END).map(({ kind }) => kind);
      }),
    );
    expect(kinds).toContain('REBOOT');
    expect(kinds).not.toContain('SWAPPED');
    expect(kinds).not.toContain('SETPOINT_WRONG');
  });
});
