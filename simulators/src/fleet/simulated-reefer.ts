import { SeededRandom, type Instant } from '@lenglian/quantities';
import { Reefer } from '../reefer/reefer.ts';
import type { Stage } from '../scenarios/scenario.ts';
import { COOLED_BODIES, loadedBody } from '../thermal/cooled-body.ts';
import { deviceNumber, samplingPhase, type CooledUnit } from './fleet-unit.ts';
import type { CooledScript } from './unit-script.ts';

/** The reefer of a unit as a script wants it. The same arguments give the same samples. */
export function buildReefer(unit: CooledUnit, script: CooledScript, stage: Stage): Reefer {
  const phase = samplingPhase(unit, stage.sampling);
  const loadedAt: Instant = Math.min(stage.start - unit.loadedBefore, stage.historyFrom) + phase;
  const kind = unit.kind ?? 'reefer';
  const body = loadedBody(kind, unit.loadKilograms, unit.setpointCelsius, script.isWrapped);
  const { heatingMaxWatts } = unit;
  return new Reefer(
    {
      asset: heatingMaxWatts === undefined ? body : { ...body, heatingMaxWatts },
      loadKilograms: unit.loadKilograms,
      loadedAt,
      productAtLoadingCelsius: script.productAtLoadingCelsius,
      respirationWatts: (unit.respirationWattsPerTonne * unit.loadKilograms) / 1000,
      setpointCelsius: unit.setpointCelsius,
      setpointChanges: script.setpointChanges,
      climate: unit.climate.map(({ at, ...warmth }) => ({ at: stage.start + at, ...warmth })),
      cargoProbeCount: script.cargoProbeCount,
      powerOff: script.powerOff,
      doorOpen: script.doorOpen,
      energy: unit.energy ?? COOLED_BODIES[kind].energy,
      refilledAt: script.refilledAt,
      startStopKelvin: unit.startStopKelvin,
      ...(script.defrost === undefined ? {} : { defrost: script.defrost }),
    },
    SeededRandom.stream(stage.seed, deviceNumber(unit.deviceId)),
  );
}
