import { SeededRandom } from '@lenglian/quantities';
import { AIR_CONTAINER, FOAM_BOX } from '../box/box-plan.ts';
import { PassiveBox } from '../box/passive-box.ts';
import type { Stage } from '../scenarios/scenario.ts';
import { deviceNumber, samplingPhase, type BoxUnit } from './fleet-unit.ts';
import type { BoxScript } from './unit-script.ts';

/** The box of a unit as a script wants it. The same arguments give the same samples. */
export function buildBox(unit: BoxUnit, script: BoxScript, stage: Stage): PassiveBox {
  const phase = samplingPhase(unit, stage.sampling);
  return new PassiveBox(
    {
      body: unit.body === 'air-container' ? AIR_CONTAINER : FOAM_BOX,
      loadKilograms: unit.loadKilograms,
      packedAt: Math.min(stage.start - unit.loadedBefore, stage.historyFrom) + phase,
      productAtLoadingCelsius: script.productAtLoadingCelsius,
      respirationWattsPerTonne: unit.respirationWattsPerTonne,
      coldPack: script.coldPack,
      climate: unit.climate.map(({ at, ...warmth }) => ({ at: stage.start + at, ...warmth })),
      opened: script.doorOpen,
      cargoProbeCount: script.cargoProbeCount,
    },
    SeededRandom.stream(stage.seed, deviceNumber(unit.deviceId)),
  );
}
