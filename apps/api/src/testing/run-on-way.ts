import { ROUTE, START } from '@lenglian/progress/testing';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { defaultRules } from '@lenglian/limits';
import type { Records } from '@lenglian/records';
import { ORGANISATION } from './running-api.ts';

/** The units of the run, each with a device of its own. */
export const UNITS = ['A', 'B', 'C'];
/** So many minutes after the start. */
export const at = (minute: number): Instant => START + minute * MINUTE;

const SURE = { confidence: 'C', source: 'a test' } as const;
/** Apricots keep for a week at 0 °C. */
const APRICOT = {
  ...{ code: 'APRICOT', version: 1, validFrom: 0, nameZh: '小白杏', nameEn: 'Apricot' },
  ...{ thermalState: 'chilled' as const, setpoint: 0, band: { low: -1, high: 2 } },
  ...{ criticalLow: -1.5, criticalHigh: 8, rules: defaultRules('chilled') },
  details: {
    setpointCelsius: { value: 0, ...SURE },
    shelfLife: [{ daysMin: 7, daysMax: 10, fromCelsius: 0, toCelsius: 0, ...SURE }],
    kinetics: [{ model: 'q10', q10: 2.2, fromCelsius: 0, toCelsius: 20, ...SURE }],
  },
};

/**
 * A run from Aksu by Kuqa to Korla, as `ROUTE` and `LEGS` of libs/progress; one lot a unit named. It loads, or is to
 * be loaded so many minutes after the start.
 */
export async function addRunOnWay(
  records: Records,
  lots: Readonly<Record<string, 'PEAR' | 'APRICOT'>>,
  loadsAfter = 0,
): Promise<string> {
  const leg = (from: number, departure: number, arrival: number) => ({
    ...{ mode: 'RAIL' as const, fromPlaceCode: codeOf(from), toPlaceCode: codeOf(from + 1) },
    plannedDepartureAt: at(loadsAfter + departure),
    plannedArrivalAt: at(loadsAfter + arrival),
  });
  const added = await records.journeys.addMany(
    { id: 'system' },
    {
      organisationId: ORGANISATION,
      places: ROUTE.places.map(({ placeCode, ...where }) => ({
        ...{ code: `P_${placeCode}`, nameZh: placeCode, nameEn: placeCode, ...where, details: {} },
      })),
      profiles: [APRICOT],
      runs: [
        {
          ...{ code: 'R-1', serviceCode: 'XIANGLI', nameZh: '香梨号 R', nameEn: 'Xiangli R' },
          state: loadsAfter > 0 ? 'PLANNED' : 'LOADING',
          ...{ legs: [leg(0, 60, 240), leg(1, 300, 540)] },
        },
      ],
      devices: UNITS.map((unit) => ({
        ...{ id: `device of ${unit}`, kind: 'reefer' as const },
        tokenSha256: unit.toLowerCase().repeat(64),
      })),
      units: UNITS.map((code, index) => ({
        ...{ code, kind: 'reefer' as const },
        devices: [{ deviceId: `device of ${code}`, from: at(0) }],
        run: { runCode: 'R-1', position: index + 1, equipmentGroup: null, from: at(loadsAfter) },
      })),
      lots: Object.entries(lots).map(([unitCode, profileCode]) => ({
        ...{ code: `L-${unitCode}`, commodityCode: profileCode, quantityKilograms: 20_000 },
        placement: { unitCode, profileCode, from: at(loadsAfter) },
      })),
    },
  );
  return added.runIds.get('R-1')!;
}

function codeOf(index: number): string {
  return `P_${ROUTE.places[index]!.placeCode}`;
}
