import { SeededRandom } from '@lenglian/quantities';
import { ColdRoom } from '../room/cold-room.ts';
import { MOBILE_ROOM, STORE_ZONE } from '../room/room-asset.ts';
import type { Stage } from '../scenarios/scenario.ts';
import { deviceNumber, samplingPhase, type RoomUnit } from './fleet-unit.ts';
import type { RoomScript } from './unit-script.ts';

/** The room of a unit as a script wants it. The same arguments give the same samples. */
export function buildRoom(unit: RoomUnit, script: RoomScript, stage: Stage): ColdRoom {
  const phase = samplingPhase(unit, stage.sampling);
  const first = Math.min(stage.historyFrom, ...script.lots.map(({ from }) => from));
  return new ColdRoom(
    {
      asset: unit.kind === 'room' ? MOBILE_ROOM : STORE_ZONE,
      from: first + phase - stage.sampling,
      setpointCelsius: unit.setpointCelsius,
      setpointChanges: script.setpointChanges,
      climate: unit.climate.map(({ at, ...warmth }) => ({ at: stage.start + at, ...warmth })),
      lots: script.lots,
      cargoProbeCount: script.cargoProbeCount,
      supply: unit.supply,
      gridOff: script.powerOff,
      dieselOff: script.dieselOff,
      refilledAt: script.refilledAt,
      doorOpen: script.doorOpen,
      defrost: script.defrost,
    },
    SeededRandom.stream(stage.seed, deviceNumber(unit.deviceId)),
  );
}
