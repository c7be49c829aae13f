import { MINUTE, type Celsius } from '@lenglian/quantities';
import type { ColdPack } from '../box/box-plan.ts';
import type {
  BoxUnit,
  CooledUnit,
  FleetWayPoint,
  RoomUnit,
  UnitOfFleet,
} from '../fleet/fleet-unit.ts';
import type { Position } from '../positions/way.ts';
import { everydayScript, span, type Stage } from '../scenarios/scenario.ts';
import type { CooledKind } from '../thermal/cooled-body.ts';
import type { Cast } from './cast.ts';
import type { Minute, MinuteSpan, Player } from './journey.ts';
import { cooledScript, type ClimateAt, type ReeferStory } from './reefers.ts';

/** Where a unit is at a minute: two equal places after another are a halt. */
export type PlaceAt = readonly [at: Minute, place: Position];

/** What every unit of a journey has, whatever it is. All in minutes from the first departure. */
export interface CarrierOptions {
  readonly cast: Cast;
  /** Of its device, its place in the run; from 1. */
  readonly number: number;
  readonly serviceCode: string;
  /** Of the air around it. */
  readonly climate: readonly ClimateAt[];
  /** When nothing is to be heard of it. */
  readonly silent?: readonly MinuteSpan[];
  /** Absent: its device has no receiver. */
  readonly way?: readonly PlaceAt[];
}

/** What a unit is loaded with once. */
export interface CarriedGoods {
  readonly kilograms: number;
  readonly celsius: Celsius;
  /** When it was closed on them. */
  readonly loaded: Minute;
  readonly respirationWattsPerTonne: number;
}

/** A truck or van with a machine of its own. */
export function truck(
  options: CarrierOptions & {
    readonly kind?: Exclude<CooledKind, 'reefer'>;
    readonly setpointCelsius: Celsius;
    readonly goods: CarriedGoods;
    readonly story?: ReeferStory;
  },
): Player {
  const { kind = 'truck', setpointCelsius, goods } = options;
  const { kilograms, celsius, loaded, respirationWattsPerTonne } = goods;
  const story = { productAtLoadingCelsius: celsius, ...options.story };
  const unit: CooledUnit = {
    ...{ ...commonOf(options), kind, setpointCelsius, respirationWattsPerTonne },
    ...{ loadKilograms: kilograms, productAtLoadingCelsius: story.productAtLoadingCelsius },
    loadedBefore: -loaded * MINUTE,
  };
  return { unit, script: (stage) => cooledScript(unit, story, stage), deviceKind: 'reefer' };
}

/** An air container or foam box; its logger has a probe in the middle and one at the surface of the goods. */
export function airBox(
  options: CarrierOptions & {
    readonly body: BoxUnit['body'];
    readonly goods: CarriedGoods;
    readonly coldPack?: ColdPack;
  },
): Player {
  const { body, goods, coldPack } = options;
  const { kilograms, celsius, loaded, respirationWattsPerTonne } = goods;
  const unit: BoxUnit = {
    ...{ ...commonOf(options), kind: 'box', body, respirationWattsPerTonne },
    ...{ loadKilograms: kilograms, productAtLoadingCelsius: celsius },
    loadedBefore: -loaded * MINUTE,
  };
  const script = (stage: Stage) => ({
    ...everydayScript(unit, stage),
    ...(coldPack !== undefined && { coldPack }),
    cargoProbeCount: 2,
  });
  return { unit, script, deviceKind: 'box' };
}

/** What else lies in a zone of 100 t, by the set-point: a hall that is all but empty does not keep its air. [C] */
const OTHER_GOODS_KILOGRAMS = 40_000;

/** One zone of a fixed store, that no plan brings: a probe in what always lies there, one in the lot that comes. */
export function storeZone(
  options: CarrierOptions & {
    readonly unitCode: string;
    readonly setpointCelsius: Celsius;
    /** From when its device speaks for it. */
    readonly from: Minute;
    readonly lots: readonly (Omit<CarriedGoods, 'loaded'> & { readonly lies: MinuteSpan })[];
  },
): Player {
  const { unitCode, setpointCelsius, from, lots } = options;
  const unit: RoomUnit = { ...commonOf(options), kind: 'store', setpointCelsius, supply: {} };
  const others = {
    ...{ kilograms: OTHER_GOODS_KILOGRAMS, celsius: setpointCelsius, respirationWattsPerTonne: 0 },
    lies: [from, Math.max(...lots.map(({ lies }) => lies[1]))] as const,
  };
  const script = (stage: Stage) => ({
    ...everydayScript(unit, stage),
    lots: [others, ...lots].map(({ lies, ...goods }, i) => {
      return { ...span(stage, lies[0] * MINUTE, lies[1] * MINUTE), ...goods, code: `${i}` };
    }),
  });
  return { unit, script, deviceKind: 'store', boundTo: { unitCode, from } };
}

/** The journey's minutes as the simulator has them; in the air and in a hole no sky is seen either. */
export function commonOf(options: CarrierOptions): UnitOfFleet {
  const { cast, number, serviceCode, climate, silent = [], way } = options;
  return {
    ...{ deviceId: cast.deviceId(number), runCode: cast.runCode, serviceCode, position: number },
    equipmentGroup: null,
    climate: climate.map(([at, lowCelsius, highCelsius]) => {
      return { at: at * MINUTE, lowCelsius, highCelsius };
    }),
    coverageHoles: silent.map(([from, until], i) => {
      return {
        code: `SILENT_${i + 1}`,
        from: from * MINUTE,
        until: until * MINUTE,
        hidesSky: true,
      };
    }),
    ...(way !== undefined && {
      way: way.map(([at, place]): FleetWayPoint => ({ ...place, at: at * MINUTE })),
    }),
  };
}

/** @param stage whose `start` is the journey's minute 0 */
export function spans(stage: Stage, given: readonly MinuteSpan[] = []) {
  return given.map(([from, until]) => span(stage, from * MINUTE, until * MINUTE));
}
