import { MINUTE } from '@lenglian/quantities';
import type { BoxUnit } from '../fleet/fleet-unit.ts';
import { everydayScript, span, type BoxScript } from '../scenarios/scenario.ts';
import type { Cast } from './cast.ts';
import type { Journey, MinuteSpan, Player } from './journey.ts';
import { handOver, step } from './people.ts';
import type { ClimateAt } from './reefers.ts';

const BOXES = 6;
const DOORS = 60;
/** A foam box of 20 kg serves ten doors. */
const KILOGRAMS = 20;
const ROUND = { departs: 0, arrives: 280 } as const;
const DOOR_EVERY = 4.5;
/** How long a lid is open at a door. */
const LID_MINUTES = 1;
/** The hold of the electric van is insulated and not cooled. */
const HOLD: ClimateAt = [0, 12, 12];
/** This box stands at the foot of a staircase in the sun, its lid ajar, until somebody misses it. */
const LEFT_BEHIND = 4;
const OUT: MinuteSpan = [140, 215];
const OUTSIDE_CELSIUS = 34;
/** PCM, melts in the middle of 2…6 °C [C]. */
const COLD_PACK = { kilograms: 2, meltsAtCelsius: 3 } as const;
const PACKED_CELSIUS = 4;

const DAIRY = '乌鲁木齐乳业配送站';
const ROUNDSMAN = '网格化配送队';
const HOUSEHOLDS = '订户';

/** 乳品网格化配送到家: insulated boxes with cold packs, 2…6 °C, sixty doors (operations.md §G). */
export const dairyHomeDelivery: Journey = {
  name: 'dairy-home-delivery',
  summary: 'pasteurised milk in six insulated boxes to sixty doors; one is left in the sun',
  code: 'HOME',
  departs: { month: 7, day: 6, hour: 7 },
  plays: [-60, ROUND.arrives + 40],
  watched: [[OUT[0], ROUND.arrives]],
  sampling: 3 * MINUTE,
  write(cast) {
    const { runCode } = cast;
    const places = Array.from({ length: BOXES }, (_, i) => i + 1);
    const unitCodes = places.map((place) => cast.plainUnitCode(place));
    const lotCodes = places.map((place) => cast.lotCode(place));
    const out = [cast.plainUnitCode(LEFT_BEHIND)];
    const others = unitCodes.filter((code) => !out.includes(code));
    const lots = lotCodes.map((lotCode) => ({ lotCode, quantityKilograms: KILOGRAMS }));
    const taken = lots.map((lot, i) =>
      i + 1 === LEFT_BEHIND
        ? { ...lot, result: 'REJECTED' as const, rejectedKilograms: KILOGRAMS, reason: '超温' }
        : lot,
    );
    return {
      plan: {
        ...{ runCode, serviceCode: 'TRUNK_AND_CITY', loadsAt: -40 },
        legs: [{ mode: 'CITY', from: 'TOUTUNHE', to: 'URUMQI', ...ROUND }],
        lines: places.map((place) => ({
          ...{ unitCode: cast.plainUnitCode(place), unitKind: 'box', position: place },
          deviceId: cast.deviceId(place),
          lot: {
            ...{ code: cast.lotCode(place), commodityCode: 'MILK_PAST' },
            ...{ quantityKilograms: KILOGRAMS, packageCount: DOORS / BOXES },
            pulpTemperatureCelsius: PACKED_CELSIUS,
          },
        })),
      },
      players: places.map((place) => boxOf(cast, place)),
      acts: [
        step(-40, runCode, 'LOADING'),
        handOver(-10, {
          ...{ kind: 'OUTBOUND', place: 'TOUTUNHE', from: DAIRY, to: ROUNDSMAN, lots },
        }),
        step(ROUND.departs, runCode, 'IN_TRANSIT'),
        step(ROUND.arrives, runCode, 'ARRIVED'),
        handOver(ROUND.arrives + 5, {
          ...{ kind: 'DELIVERY', place: 'URUMQI', from: ROUNDSMAN, to: HOUSEHOLDS, lots: taken },
        }),
        step(ROUND.arrives + 15, runCode, 'CLOSED'),
      ],
      truth: {
        raised: [
          { rules: ['DOOR_LONG'], units: out, severity: 'WARN', within: [OUT[0], OUT[0] + 4] },
          // By the box's own physics the middle passes 6 °C 40 to 75 min after the lid was left.
          { rules: ['BAND_HI'], units: out, severity: 'WARN', within: [OUT[0] + 30, OUT[1] + 10] },
        ],
        mayFollow: [
          {
            ...{ rules: ['PREDICTED', 'RISE_RATE'], units: out },
            within: [OUT[0], ROUND.arrives + 15],
          },
        ],
        silent: [
          {
            rules: ['DOOR_TRANSIT', 'DOOR_LONG', 'BAND_HI', 'BAND_LO', 'PREDICTED', 'RISE_RATE'],
            units: others,
          },
          { rules: ['CRIT_HI', 'DOOR_TRANSIT', 'BUDGET_CRIT'], units: out },
        ],
        incidents: [{ cause: 'DOOR', units: 1, severity: 'WARN' }],
        runs: [{ code: runCode, state: 'CLOSED' }],
        exposure: [
          {
            ...{ lots: [cast.lotCode(LEFT_BEHIND)], custodian: ROUNDSMAN, rule: 'BAND_HI' },
            // From when it passes 6 °C until it is handed over: the pack cools it by less than half a kelvin an hour.
            minutes: [ROUND.arrives - OUT[1] - 10, ROUND.arrives + 5 - OUT[0] - 30],
          },
          {
            ...{ lots: lotCodes.filter((_, i) => i + 1 !== LEFT_BEHIND), custodian: ROUNDSMAN },
            ...{ rule: 'BAND_HI', minutes: [0, 0] },
          },
        ],
        handedOver: [
          { to: ROUNDSMAN, acceptedKilograms: BOXES * KILOGRAMS },
          {
            ...{ to: HOUSEHOLDS, acceptedKilograms: (BOXES - 1) * KILOGRAMS },
            ...{ damagedKilograms: 0, rejectedKilograms: KILOGRAMS },
          },
        ],
      },
    };
  },
};

function boxOf(cast: Cast, place: number): Player {
  const isLeft = place === LEFT_BEHIND;
  const outside: readonly ClimateAt[] = [
    [OUT[0], HOLD[1], HOLD[2]],
    [OUT[0] + 1, OUTSIDE_CELSIUS, OUTSIDE_CELSIUS],
    [OUT[1], OUTSIDE_CELSIUS, OUTSIDE_CELSIUS],
    [OUT[1] + 1, HOLD[1], HOLD[2]],
  ];
  const unit: BoxUnit = {
    ...{ kind: 'box', body: 'foam-box', deviceId: cast.deviceId(place) },
    ...{ runCode: cast.runCode, serviceCode: 'TRUNK_AND_CITY', position: place },
    ...{ equipmentGroup: null, coverageHoles: [], loadKilograms: KILOGRAMS },
    ...{ productAtLoadingCelsius: PACKED_CELSIUS, loadedBefore: 60 * MINUTE },
    respirationWattsPerTonne: 0,
    climate: [HOLD, ...(isLeft ? outside : [])].map(([at, lowCelsius, highCelsius]) => {
      return { at: at * MINUTE, lowCelsius, highCelsius };
    }),
  };
  return {
    ...{ unit, deviceKind: 'box' },
    script: (stage): BoxScript => ({
      ...everydayScript(unit, stage),
      coldPack: COLD_PACK,
      doorOpen: lidsOf(place).map(([from, until]) => span(stage, from * MINUTE, until * MINUTE)),
    }),
  };
}

/** Boxes take turns at the doors. */
function lidsOf(place: number): MinuteSpan[] {
  const lids: MinuteSpan[] = place === LEFT_BEHIND ? [OUT] : [];
  for (let door = place; door <= DOORS; door += BOXES) {
    const from = DOOR_EVERY * door;
    const isAway = place === LEFT_BEHIND && from >= OUT[0] && from < OUT[1];
    if (!isAway) lids.push([from, from + LID_MINUTES]);
  }
  return lids.toSorted((a, b) => a[0] - b[0]);
}
