import { MINUTE } from '@lenglian/quantities';
import { compartmentsOf, type Compartment } from '../fleet/compartments.ts';
import { everydayScript, span, type TankScript } from '../scenarios/scenario.ts';
import { COMPARTMENT_5_TONNES } from '../tanker/tank-plan.ts';
import type { Cast } from './cast.ts';
import type { MinuteSpan, Player } from './journey.ts';
import type { ClimateAt } from './reefers.ts';

/** Milk that comes into a compartment at a farm. */
export interface FarmMilk {
  readonly during: MinuteSpan;
  readonly kilograms: number;
  readonly celsius: number;
}

/** What goes on in one compartment, in minutes of the journey. */
export interface CompartmentStory {
  readonly pickUps: readonly FarmMilk[];
  readonly unloads: readonly MinuteSpan[];
  readonly cleanings: readonly MinuteSpan[];
}

export interface TankerOptions {
  readonly cast: Cast;
  readonly serviceCode: string;
  readonly climate: readonly ClimateAt[];
  readonly compartments: readonly CompartmentStory[];
}

/** A compartment as the plan and the simulator need it. */
export interface TankerPart {
  /** `<tanker>/<part>`. */
  readonly unitCode: string;
  readonly player: Player;
}

/** One tanker of compartments of 5 t, a unit and a device each. */
export function tanker({ cast, serviceCode, climate, compartments }: TankerOptions): TankerPart[] {
  const parts = compartmentsOf({
    tankerCode: cast.plainUnitCode(1),
    compartments: compartments.map(() => COMPARTMENT_5_TONNES),
    ...{ runCode: cast.runCode, serviceCode, position: 1, equipmentGroup: null },
    climate: climate.map(([at, lowCelsius, highCelsius]) => {
      return { at: at * MINUTE, lowCelsius, highCelsius };
    }),
    coverageHoles: [],
  });
  return parts.map((part, i) => partOf(part, compartments[i] as CompartmentStory));
}

function partOf({ unitCode, unit }: Compartment, told: CompartmentStory): TankerPart {
  return {
    unitCode,
    player: {
      ...{ unit, deviceKind: 'tanker' },
      script: (stage): TankScript => {
        const spans = (given: readonly MinuteSpan[]) =>
          given.map(([from, until]) => span(stage, from * MINUTE, until * MINUTE));
        return {
          ...everydayScript(unit, stage),
          pickUps: told.pickUps.map(({ during, ...milk }) => {
            return { ...span(stage, during[0] * MINUTE, during[1] * MINUTE), ...milk };
          }),
          ...{ unloads: spans(told.unloads), cleanings: spans(told.cleanings) },
        };
      },
    },
  };
}
