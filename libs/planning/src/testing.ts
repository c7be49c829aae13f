import type { BoardMoment, BoxFacts, BoxLot } from './departure/departure.ts';
import type { JourneyPlan, PlanLine } from './journey-plan.ts';
import { NO_DETAILS } from './lot-details.ts';
import type { CommodityFacts, DeviceFacts, PlanFacts, UnitFacts } from './plan-facts.ts';

/** 2026-08-23T00:00:00Z, in the season of 新梅. */
export const A_DEPARTURE = 1_787_443_200_000;

/** Demonstration container numbers with right check digits (ISO 6346). */
export const A_CONTAINER = 'XJLU3000015';
export const ANOTHER_CONTAINER = 'XJLU3000020';

/** A line with one lot of pears; its number makes unit, device and lot its own. */
export function aPlanLine(change: Partial<PlanLine> = {}): PlanLine {
  return {
    line: 1,
    unitCode: A_CONTAINER,
    unitKind: 'reefer',
    position: 1,
    equipmentGroup: 1,
    deviceId: 'RFR-1',
    joinPlaceCode: null,
    leavePlaceCode: null,
    setpointCelsius: null,
    lot: aPlannedLot(),
    ...change,
  };
}

export function aPlannedLot(change: Partial<NonNullable<PlanLine['lot']>> = {}) {
  return {
    code: 'LOT-1',
    commodityCode: 'PEAR_KORLA',
    quantityKilograms: 21_000,
    originPlaceCode: 'KUQA',
    note: null,
    ...NO_DETAILS,
    ...change,
  };
}

/** A plan that nothing is to be said about. */
export function aPlan(change: Partial<JourneyPlan> = {}): JourneyPlan {
  return {
    runCode: 'XL-2026-1',
    serviceCode: 'XIANGLI',
    loadingAt: A_DEPARTURE - 7_200_000,
    legs: [
      {
        mode: 'RAIL',
        fromPlaceCode: 'KUQA',
        toPlaceCode: 'HUAIHUA',
        plannedDepartureAt: A_DEPARTURE,
        plannedArrivalAt: A_DEPARTURE + 5 * 86_400_000,
      },
    ],
    lines: [aPlanLine()],
    ...change,
  };
}

export function aCommodity(change: Partial<CommodityFacts> = {}): CommodityFacts {
  return {
    code: 'PEAR_KORLA',
    limits: { setpoint: 0, criticalLow: -1, band: { low: -0.5, high: 2 } },
    sweet: null,
    cultivars: [],
    thermalState: 'chilled',
    family: 'fruit',
    ethylene: { production: 'medium', sensitivity: 'medium' },
    relativeHumidity: { low: 90, high: 95 },
    ...change,
  };
}

/** What is known where `aPlan` is planned. */
export function someFacts(change: Partial<PlanFacts> = {}): PlanFacts {
  return {
    now: A_DEPARTURE - 86_400_000,
    runCodes: new Set(),
    lotCodes: new Set(),
    placeCodes: new Set(['KUQA', 'HUAIHUA']),
    services: new Map([['XIANGLI', { commodityCodes: ['PEAR_KORLA'], season: null }]]),
    commodities: new Map([['PEAR_KORLA', aCommodity()]]),
    units: new Map(),
    devices: new Map([['RFR-1', aDevice()]]),
    ...change,
  };
}

/** A unit that is free, in use, and never was cleaned. */
export function aUnit(change: Partial<UnitFacts> = {}): UnitFacts {
  return {
    ...{ kind: 'reefer', rides: [], state: 'IN_USE' },
    ...{ cleaning: null, loadedAt: null, goods: [] },
    ...change,
  };
}

/** A device for reefers that rides nowhere and has no calibration on record. */
export function aDevice(change: Partial<DeviceFacts> = {}): DeviceFacts {
  return {
    ...{ kind: 'reefer', isRevoked: false, onUnitCode: null, calibratedUntil: null },
    ...change,
  };
}

/** A reefer with pears that is fit to leave in every respect. */
export function aBox(change: Partial<BoxFacts> = {}): BoxFacts {
  return {
    ...{ unitKind: 'reefer', state: 'IN_USE', isPart: false, hasParts: false },
    inspection: { inspectedAt: A_DEPARTURE - 2 * 86_400_000, hasPassed: true },
    ...{ sealNumber: 'S-1', plannedSetpointCelsius: 0 },
    ...{ setpointTolerance: 0.5, setpointCriticalTolerance: 2, fuelPercentMin: 15 },
    vent: { planned: 25, tolerance: 5 },
    devices: [{ deviceId: 'RFR-1', calibratedUntil: A_DEPARTURE + 90 * 86_400_000 }],
    reported: {
      ...{ measuredAt: A_DEPARTURE - 60_000, setpointCelsius: 0, freshAirCubicMetresPerHour: 25 },
      ...{ isPowered: true, fuelPercent: 80 },
    },
    lots: [aBoxLot()],
    cleanliness: { cleaning: null, loadedAt: null },
    loadsAt: A_DEPARTURE - 7_200_000,
    ...change,
  };
}

export function aBoxLot(change: Partial<BoxLot> = {}): BoxLot {
  return {
    ...{ lotCode: 'L-1', pulpTemperatureCelsius: 1 },
    limits: {
      ...{ setpoint: 0, bandLow: -0.5, bandHigh: 2, criticalLow: -1, criticalHigh: 6 },
      pullDownMargin: 2,
    },
    ...change,
  };
}

/** A minute before the planned departure. */
export function aBoardMoment(change: Partial<BoardMoment> = {}): BoardMoment {
  return {
    ...{ now: A_DEPARTURE - 60_000, judgeNow: A_DEPARTURE - 60_000, departsAt: A_DEPARTURE },
    arrivesAt: A_DEPARTURE + 5 * 86_400_000,
    ...change,
  };
}
