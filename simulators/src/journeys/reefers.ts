import { HOUR, MINUTE, type Celsius } from '@lenglian/quantities';
import type { CooledUnit, RoutePoint } from '../fleet/fleet-unit.ts';
import type { CooledKind } from '../thermal/cooled-body.ts';
import { everydayScript, span, type CooledScript, type Stage } from '../scenarios/scenario.ts';
import type { Cast } from './cast.ts';
import type { Course } from './course.ts';
import type { Minute, MinuteSpan, Player, WrittenLine } from './journey.ts';

/** What a reefer can heat with in frost. [C] */
const HEATING_MAX_WATTS = 2_500;

/** Mean night low and day high where the train is at a minute. */
export type ClimateAt = readonly [at: Minute, low: Celsius, high: Celsius];

/** What goes on in a reefer box, in minutes of the journey. */
export interface ReeferStory {
  readonly powerOff?: readonly MinuteSpan[];
  readonly doorOpen?: readonly MinuteSpan[];
  /** Beside the holes of its way. */
  readonly offline?: readonly MinuteSpan[];
  readonly setpointChanges?: readonly { readonly at: Minute; readonly celsius: Celsius }[];
  readonly cargoProbeCount?: number;
  readonly isWrapped?: boolean;
  readonly productAtLoadingCelsius?: Celsius;
  readonly defrost?: { readonly everyHours: number; readonly first: Minute };
}

/** What a load is, as far as warmth goes. */
export interface Load {
  readonly commodityCode: string;
  readonly kilograms: number;
  readonly originPlaceCode?: string;
  readonly setpointCelsius: Celsius;
  readonly productAtLoadingCelsius: Celsius;
  readonly respirationWattsPerTonne: number;
}

/** Boxes of one train, made alike. */
export interface ReefersOptions {
  readonly cast: Cast;
  /** Trucks or vans instead: their codes are plain. */
  readonly kind?: Exclude<CooledKind, 'reefer'>;
  /** The number of the first box, and its place in the train; from 1. */
  readonly first?: number;
  readonly count: number;
  readonly serviceCode: string;
  readonly climate: readonly ClimateAt[];
  /** Where they are, and where on the way nothing is to be heard of them. */
  readonly course?: Course;
  /** Whose device has a receiver and says where it is, where there is a course; all where absent. */
  readonly hasReceiver?: (place: number) => boolean;
  /** When the doors were closed on the load. */
  readonly loaded: Minute;
  /** Null: the box carries nothing that anybody declared. */
  readonly load: Load;
  readonly isLotDeclared?: boolean;
  /** The plan's, beside what follows from the above. */
  readonly line?: (place: number) => Partial<WrittenLine>;
  /** By place in the train. */
  readonly story?: (place: number) => ReeferStory;
}

/** Boxes as the plan and the simulator need them. */
export interface Reefers {
  readonly lines: readonly WrittenLine[];
  readonly players: readonly Player[];
  readonly unitCodes: readonly string[];
  readonly lotCodes: readonly string[];
}

/** @param options.count boxes, each with a device and a lot of its own */
export function reefers(options: ReefersOptions): Reefers {
  const places = Array.from({ length: options.count }, (_, i) => (options.first ?? 1) + i);
  return {
    lines: places.map((place) => lineOf(place, options)),
    players: places.map((place) => playerOf(place, options)),
    unitCodes: places.map((place) => codeOf(place, options)),
    lotCodes: places.map((place) => options.cast.lotCode(place)),
  };
}

/** Several trains' boxes as one. */
export function together(...parts: readonly Reefers[]): Reefers {
  return {
    lines: parts.flatMap(({ lines }) => lines),
    players: parts.flatMap(({ players }) => players),
    unitCodes: parts.flatMap(({ unitCodes }) => unitCodes),
    lotCodes: parts.flatMap(({ lotCodes }) => lotCodes),
  };
}

function codeOf(place: number, { cast, kind }: ReefersOptions): string {
  return kind === undefined ? cast.containerCode(place) : cast.plainUnitCode(place);
}

function lineOf(place: number, options: ReefersOptions) {
  const { cast, kind, load, isLotDeclared = true, line } = options;
  const { commodityCode, kilograms, originPlaceCode, productAtLoadingCelsius } = load;
  const lot = {
    ...{ code: cast.lotCode(place), commodityCode, quantityKilograms: kilograms },
    ...(originPlaceCode !== undefined && { originPlaceCode }),
    pulpTemperatureCelsius: productAtLoadingCelsius,
  };
  return {
    ...{ unitCode: codeOf(place, options), position: place, deviceId: cast.deviceId(place) },
    ...(kind !== undefined && { unitKind: 'truck' as const }),
    ...{ setpointCelsius: load.setpointCelsius, lot: isLotDeclared ? lot : null },
    ...line?.(place),
  };
}

function playerOf(place: number, options: ReefersOptions): Player {
  const { cast, kind, serviceCode, climate, loaded, load, story, line } = options;
  const { course, hasReceiver } = options;
  const { setpointCelsius, respirationWattsPerTonne } = load;
  const told = story?.(place) ?? {};
  const productAtLoadingCelsius = told.productAtLoadingCelsius ?? load.productAtLoadingCelsius;
  const unit: CooledUnit = {
    ...(kind !== undefined && { kind }),
    ...{ deviceId: cast.deviceId(place), runCode: cast.runCode, serviceCode, position: place },
    equipmentGroup: line?.(place).equipmentGroup ?? null,
    ...{ loadKilograms: load.kilograms, productAtLoadingCelsius, setpointCelsius },
    ...{ respirationWattsPerTonne, loadedBefore: -loaded * MINUTE },
    heatingMaxWatts: HEATING_MAX_WATTS,
    // Minutes of the journey for now: `atStart` moves them once it is known when it begins to play.
    climate: climate.map(([at, lowCelsius, highCelsius]): RoutePoint => {
      return { at: at * MINUTE, lowCelsius, highCelsius };
    }),
    coverageHoles: course?.holes ?? [],
    ...(course !== undefined && {
      way: course.way,
      hasReceiver: hasReceiver?.(place) ?? true,
    }),
  };
  return { unit, deviceKind: 'reefer', script: (stage) => cooledScript(unit, told, stage) };
}

/**
 * What a story makes of a unit with a machine.
 *
 * @param stage whose `start` is the journey's minute 0
 */
export function cooledScript(unit: CooledUnit, told: ReeferStory, stage: Stage): CooledScript {
  const spans = (given: readonly MinuteSpan[] = []) =>
    given.map(([from, until]) => span(stage, from * MINUTE, until * MINUTE));
  const everyday = everydayScript(unit, stage);
  const { cargoProbeCount, isWrapped, productAtLoadingCelsius, defrost } = told;
  return {
    ...everyday,
    powerOff: spans(told.powerOff),
    doorOpen: spans(told.doorOpen),
    offline: [...everyday.offline, ...spans(told.offline)],
    setpointChanges: (told.setpointChanges ?? []).map(({ at, celsius }) => {
      return { at: stage.start + at * MINUTE, celsius };
    }),
    ...(cargoProbeCount !== undefined && { cargoProbeCount }),
    ...(isWrapped !== undefined && { isWrapped }),
    ...(productAtLoadingCelsius !== undefined && { productAtLoadingCelsius }),
    ...(defrost !== undefined && {
      defrost: {
        anchor: stage.start + defrost.first * MINUTE,
        interval: defrost.everyHours * HOUR,
        ...{ durationMin: 18 * MINUTE, durationMax: 30 * MINUTE },
      },
    }),
  };
}
