import { FleetError } from '../device/simulator-errors.ts';
import type { SimulatedPlant } from '../plants/simulated-plant.ts';
import type { Stage } from '../scenarios/scenario.ts';
import { isCooled, isRoom, type FleetUnit } from './fleet-unit.ts';
import { buildBox } from './simulated-box.ts';
import { buildReefer } from './simulated-reefer.ts';
import { buildRoom } from './simulated-room.ts';
import { buildTank } from './simulated-tank.ts';
import { isForCooled, type UnitScript } from './unit-script.ts';

/**
 * What a unit's device is fixed to, as a script wants it. The same arguments give the same samples.
 *
 * @throws FleetError when the script is one of another kind
 */
export function buildPlant(unit: FleetUnit, script: UnitScript, stage: Stage): SimulatedPlant {
  if (unit.kind === 'tanker' && script.kind === 'tanker') return buildTank(unit, script, stage);
  if (isCooled(unit) && isForCooled(script)) return buildReefer(unit, script, stage);
  if (isRoom(unit) && isRoom(script)) return buildRoom(unit, script, stage);
  if (unit.kind === 'box' && script.kind === 'box') return buildBox(unit, script, stage);
  const wanted = unit.kind ?? 'reefer';
  throw new FleetError(
    `${unit.deviceId}: a ${wanted} cannot play the script of a ${script.kind ?? 'reefer'}`,
  );
}
