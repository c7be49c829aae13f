import { SeededRandom } from '@lenglian/quantities';
import type { Stage } from '../scenarios/scenario.ts';
import { MilkTank } from '../tanker/milk-tank.ts';
import { deviceNumber, samplingPhase, type TankUnit } from './fleet-unit.ts';
import type { TankScript } from './unit-script.ts';

/** The compartment of a unit as a script wants it. The same arguments give the same samples. */
export function buildTank(unit: TankUnit, script: TankScript, stage: Stage): MilkTank {
  const phase = samplingPhase(unit, stage.sampling);
  const first = Math.min(stage.historyFrom, ...script.pickUps.map(({ from }) => from));
  return new MilkTank(
    {
      capacityKilograms: unit.capacityKilograms,
      wallWattsPerKelvin: unit.wallWattsPerKelvin,
      from: first + phase - stage.sampling,
      climate: unit.climate.map(({ at, ...warmth }) => ({ at: stage.start + at, ...warmth })),
      pickUps: script.pickUps,
      unloads: script.unloads,
      cleanings: script.cleanings,
      agitatorOff: [...script.agitatorOff, ...script.powerOff],
      opened: script.doorOpen,
    },
    SeededRandom.stream(stage.seed, deviceNumber(unit.deviceId)),
  );
}
