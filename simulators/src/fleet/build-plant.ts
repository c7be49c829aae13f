import { FleetError } from '../device/simulator-errors.ts';
import type { SimulatedPlant } from '../plants/simulated-plant.ts';
import type { Stage } from '../scenarios/scenario.ts';
import type { FleetUnit } from './fleet-unit.ts';
import { buildReefer } from './simulated-reefer.ts';
import { buildTank } from './simulated-tank.ts';
import type { UnitScript } from './unit-script.ts';

/**
 * What a unit's device is fixed to, as a script wants it. The same arguments give the same samples.
 *
 * @throws FleetError when the script is one of another kind
 */
export function buildPlant(unit: FleetUnit, script: UnitScript, stage: Stage): SimulatedPlant {
  if (unit.kind === 'tanker' && script.kind === 'tanker') return buildTank(unit, script, stage);
  if (unit.kind !== 'tanker' && script.kind !== 'tanker') return buildReefer(unit, script, stage);
  throw new FleetError(`${unit.deviceId}: a script of another kind (${script.kind ?? 'reefer'})`);
}
