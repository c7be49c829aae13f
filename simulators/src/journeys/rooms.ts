import { MINUTE } from '@lenglian/quantities';
import type { RoomUnit } from '../fleet/fleet-unit.ts';
import { everydayScript, span, type RoomScript } from '../scenarios/scenario.ts';
import type { Cast } from './cast.ts';
import type { Minute, MinuteSpan, Player } from './journey.ts';
import type { ClimateAt } from './reefers.ts';

/** Goods that lie in a room for a while. */
export interface LyingLot {
  readonly lotCode: string;
  readonly during: MinuteSpan;
  readonly kilograms: number;
  /** How warm they come. */
  readonly celsius: number;
  readonly respirationWattsPerTonne: number;
}

/** A mobile cold room or a zone of a store, in minutes of the journey. It stands: no plan brings it. */
export interface RoomOptions {
  readonly cast: Cast;
  /** Of its unit and its device; from 1, its own in the journey. */
  readonly number: number;
  readonly kind: RoomUnit['kind'];
  readonly setpointCelsius: number;
  readonly climate: readonly ClimateAt[];
  readonly lots: readonly LyingLot[];
  /** From when its device speaks for it. */
  readonly boundFrom: Minute;
  readonly supply?: RoomUnit['supply'];
  readonly gridOff?: readonly MinuteSpan[];
  /** When the generator does not start. */
  readonly dieselOff?: readonly MinuteSpan[];
  readonly doorOpen?: readonly MinuteSpan[];
  readonly cargoProbeCount?: number;
  readonly setpointChanges?: readonly { readonly at: Minute; readonly celsius: number }[];
}

/** One room as the installation and the simulator need it. */
export interface Room {
  readonly unitCode: string;
  readonly stock: { readonly unitCode: string; readonly kind: string; readonly state: 'IN_USE' };
  readonly player: Player;
}

/** A room, or a zone of a store, with its device. */
export function room(options: RoomOptions): Room {
  const { cast, number, kind, setpointCelsius, supply = {}, climate, boundFrom } = options;
  const unitCode = cast.plainUnitCode(number);
  const unit: RoomUnit = {
    ...{ kind, deviceId: cast.deviceId(number), setpointCelsius, supply },
    ...{ runCode: cast.runCode, serviceCode: '', position: number, equipmentGroup: null },
    climate: climate.map(([at, lowCelsius, highCelsius]) => {
      return { at: at * MINUTE, lowCelsius, highCelsius };
    }),
    coverageHoles: [],
  };
  return {
    unitCode,
    stock: { unitCode, kind, state: 'IN_USE' },
    player: {
      ...{ unit, deviceKind: kind, boundTo: { unitCode, from: boundFrom } },
      script: (stage): RoomScript => {
        const spans = (given: readonly MinuteSpan[] = []) =>
          given.map(([from, until]) => span(stage, from * MINUTE, until * MINUTE));
        return {
          ...everydayScript(unit, stage),
          lots: options.lots.map(({ lotCode, during, ...goods }) => {
            return {
              code: lotCode,
              ...goods,
              ...span(stage, during[0] * MINUTE, during[1] * MINUTE),
            };
          }),
          ...{ powerOff: spans(options.gridOff), dieselOff: spans(options.dieselOff) },
          doorOpen: spans(options.doorOpen),
          setpointChanges: (options.setpointChanges ?? []).map(({ at, celsius }) => {
            return { at: stage.start + at * MINUTE, celsius };
          }),
          cargoProbeCount: options.cargoProbeCount ?? 2,
        };
      },
    },
  };
}
