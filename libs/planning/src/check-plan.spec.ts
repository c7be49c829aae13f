import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkPlan } from './check-plan.ts';
import { FINDINGS, isRefused } from './finding.ts';
import type { JourneyPlan, PlanLine } from './journey-plan.ts';
import type { CommodityFacts, PlanFacts } from './plan-facts.ts';
import {
  ANOTHER_CONTAINER,
  A_CONTAINER,
  A_DEPARTURE,
  aCommodity,
  aDevice,
  aPlan,
  aPlanLine,
  aPlannedLot,
  aUnit,
  someFacts,
} from './testing.ts';

const HOUR = 3_600_000;

/** What is found, as `CODE line field`. */
function found(plan: Partial<JourneyPlan> = {}, facts: Partial<PlanFacts> = {}): string[] {
  return checkPlan(aPlan(plan), someFacts(facts)).map(
    ({ code, line, field }) => `${code} ${line ?? '-'} ${field}`,
  );
}

function foundInLines(lines: PlanLine[], facts: Partial<PlanFacts> = {}): string[] {
  return found({ lines }, facts);
}

/** Goods with this band, and critical below it. */
function bandOf(band: { low: number; high: number }): Partial<CommodityFacts> {
  return { limits: { setpoint: band.low + 0.3, criticalLow: band.low - 0.5, band } };
}

const aLeg = aPlan().legs[0];
if (!aLeg) throw new RangeError('the plan of the tests has a leg');

describe('a plan that is right', () => {
  it('has nothing said about it', () => {
    expect(found()).toEqual([]);
  });

  it('may have empty boxes, and boxes whose device is on them already', () => {
    const lines = [aPlanLine({ lot: null, deviceId: null })];
    const devices = new Map([['RFR-1', aDevice({ onUnitCode: A_CONTAINER })] as const]);
    expect(foundInLines(lines, { devices })).toEqual([]);
  });
});

describe('the route', () => {
  it.each<[string, Partial<JourneyPlan>, Partial<PlanFacts>, string]>([
    ['a code that is taken', {}, { runCodes: new Set(['XL-2026-1']) }, 'RUN_EXISTS - runCode'],
    ['an unknown service', { serviceCode: 'X' }, {}, 'UNKNOWN_SERVICE - serviceCode'],
    ['no legs', { legs: [] }, {}, 'NO_LEGS - legs'],
    ['no lines', { lines: [] }, {}, 'NO_LINES - lines'],
    [
      'loading after the departure',
      { loadingAt: A_DEPARTURE + 1 },
      {},
      'LOADING_AFTER_DEPARTURE - loadingAt',
    ],
    ['an unknown place', { legs: [{ ...aLeg, toPlaceCode: 'X' }] }, {}, 'UNKNOWN_PLACE - legs[0]'],
    [
      'an arrival before the departure',
      { legs: [{ ...aLeg, plannedArrivalAt: A_DEPARTURE }] },
      {},
      'LEG_TOO_SHORT - legs[0]',
    ],
    [
      'a second leg that begins elsewhere, before the first has arrived',
      { legs: [aLeg, { ...aLeg, plannedArrivalAt: aLeg.plannedArrivalAt + 1 }] },
      {},
      'LEGS_APART - legs[1]',
    ],
  ])('is refused with %s', (_, plan, facts, expected) => {
    expect(found(plan, facts)).toContain(expected);
    expect(isRefused(checkPlan(aPlan(plan), someFacts(facts)))).toBe(true);
  });

  it('is warned about outside the season, also over the new year', () => {
    const service = (from: string, until: string) =>
      new Map([['XIANGLI', { commodityCodes: ['PEAR_KORLA'], season: { from, until } }]]);
    expect(found({}, { services: service('09-01', '05-31') })).toEqual([
      'OUT_OF_SEASON - departureAt',
    ]);
    expect(found({}, { services: service('08-20', '09-20') })).toEqual([]);
    expect(found({}, { services: service('08-20', '05-31') })).toEqual([]);
  });
});

describe('units', () => {
  it('need a right container number, and are told the digit that fits', () => {
    const [wrong] = checkPlan(
      aPlan({ lines: [aPlanLine({ unitCode: 'XJLU3000016' })] }),
      someFacts(),
    );
    expect(wrong).toMatchObject({
      code: 'BAD_CONTAINER_NUMBER',
      line: 1,
      parameters: { right: A_CONTAINER },
    });
    expect(foundInLines([aPlanLine({ unitCode: '新A·12345', unitKind: 'tanker' })])).toEqual([
      'TANKER_TO_BE_CLEANED 1 unitCode',
      'DEVICE_KIND_DIFFERS 1 deviceId',
    ]);
  });

  it('are not elsewhere, and are of the kind they are known as', () => {
    const units = new Map([
      [
        A_CONTAINER,
        aUnit({ kind: 'store', rides: [{ runCode: 'XL-2026-0', from: 0, until: null }] }),
      ] as const,
    ]);
    expect(found({}, { units })).toEqual([
      'UNIT_KIND_DIFFERS 1 unitKind',
      'UNIT_ELSEWHERE 1 unitCode',
    ]);
  });

  it('stand at one place each, and no two at one place', () => {
    const other = { line: 2, unitCode: ANOTHER_CONTAINER, deviceId: null };
    const lot = aPlannedLot({ code: 'LOT-2' });
    expect(foundInLines([aPlanLine(), aPlanLine({ ...other, lot })])).toEqual([
      'POSITION_TWICE 2 position',
      'NO_DEVICE 2 deviceId',
    ]);
    expect(foundInLines([aPlanLine(), aPlanLine({ line: 2, position: 2, lot })])).toEqual([
      'UNIT_LINES_DIFFER 2 position',
    ]);
  });

  it('are not empty and loaded at once', () => {
    expect(foundInLines([aPlanLine(), aPlanLine({ line: 2, lot: null })])).toEqual([
      'EMPTY_AND_LOADED 2 lotCode',
    ]);
  });
});

describe('devices', () => {
  it.each<[string, Partial<PlanFacts>, string]>([
    ['is unknown', { devices: new Map() }, 'UNKNOWN_DEVICE 1 deviceId'],
    [
      'is revoked',
      { devices: new Map([['RFR-1', aDevice({ isRevoked: true })]]) },
      'DEVICE_REVOKED 1 deviceId',
    ],
    [
      'rides on another unit',
      { devices: new Map([['RFR-1', aDevice({ onUnitCode: 'U-9' })]]) },
      'DEVICE_ELSEWHERE 1 deviceId',
    ],
  ])('one that %s is refused', (_, facts, expected) => {
    expect(found({}, facts)).toEqual([expected]);
  });

  it('speak for one unit only', () => {
    const lot = aPlannedLot({ code: 'LOT-2' });
    const second = aPlanLine({ line: 2, unitCode: ANOTHER_CONTAINER, position: 2, lot });
    expect(foundInLines([aPlanLine(), second])).toEqual(['DEVICE_TWICE 2 deviceId']);
  });
});

describe('lots', () => {
  it('are new, known goods from a known place', () => {
    expect(found({}, { lotCodes: new Set(['LOT-1']) })).toEqual(['LOT_EXISTS 1 lotCode']);
    const lot = aPlannedLot({ commodityCode: 'SAND', originPlaceCode: 'MARS' });
    expect(foundInLines([aPlanLine({ lot })])).toEqual([
      'UNKNOWN_COMMODITY 1 commodityCode',
      'UNKNOWN_PLACE 1 originPlaceCode',
    ]);
  });

  it('are given once', () => {
    const second = aPlanLine({ line: 2, unitCode: ANOTHER_CONTAINER, position: 2, deviceId: null });
    expect(foundInLines([aPlanLine(), second])).toEqual([
      'NO_DEVICE 2 deviceId',
      'LOT_TWICE 2 lotCode',
    ]);
  });
});

describe('two lots in one unit', () => {
  /** What is found where pears share a unit with another commodity. */
  function together(other: Partial<CommodityFacts>, hours = 120): string[] {
    const commodity = aCommodity({ code: 'OTHER', ...other });
    const facts = someFacts();
    const lot = aPlannedLot({ code: 'LOT-2', commodityCode: commodity.code });
    const plan = aPlan({
      legs: [{ ...aLeg, plannedArrivalAt: A_DEPARTURE + hours * HOUR } as typeof aLeg & object],
      lines: [aPlanLine(), aPlanLine({ line: 2, lot })],
    });
    const commodities = new Map([...facts.commodities, [commodity.code, commodity]]);
    const services = new Map([
      ['XIANGLI', { commodityCodes: ['PEAR_KORLA', commodity.code], season: null }],
    ]);
    return checkPlan(plan, { ...facts, commodities, services }).map(({ code }) => code);
  }

  it('of the same needs may lie together', () => {
    expect(together({})).toEqual([]);
  });

  it('must share a band, of a kelvin at least', () => {
    expect(together({ ...bandOf({ low: 6, high: 10 }) })).toEqual(['BANDS_DO_NOT_MEET']);
    expect(together({ ...bandOf({ low: 1.5, high: 10 }) })).toEqual(['BANDS_MEET_NARROWLY']);
    expect(together({ ...bandOf({ low: 1, high: 10 }) })).toEqual([]);
  });

  it('of one commodity share a band too where sugar gives them limits of their own', () => {
    const limits = { setpoint: 0, criticalLow: -1, band: { low: -0.5, high: 1.5 } };
    const commodities = new Map([['PEAR_KORLA', aCommodity({ limits })]]);
    const pears = (brixDegrees: number) => {
      const lot = aPlannedLot({ code: 'LOT-2', brixDegrees });
      const plan = aPlan({ lines: [aPlanLine(), aPlanLine({ line: 2, lot })] });
      return checkPlan(plan, someFacts({ commodities }));
    };
    expect(pears(12)).toEqual([]);
    const [watery] = pears(1);
    expect(watery).toMatchObject({ code: 'BANDS_MEET_NARROWLY', line: 2 });
    expect(watery?.parameters).toMatchObject({ other: 'PEAR_KORLA (LOT-1)' });
  });

  it('are two also where one of them lies there already', () => {
    const beef = aCommodity({ code: 'BEEF', family: 'meat', ...bandOf({ low: -1, high: 4 }) });
    const facts = someFacts();
    const lying = (commodityCode: string, setpointCelsius: number | null = null) => {
      const goods = [aPlannedLot({ code: 'THERE', commodityCode })];
      return checkPlan(aPlan({ lines: [aPlanLine({ setpointCelsius })] }), {
        ...facts,
        commodities: new Map([...facts.commodities, ['BEEF', beef]]),
        units: new Map([[A_CONTAINER, aUnit({ goods })]]),
      }).map(({ code, line }) => `${code} ${line ?? '-'}`);
    };
    expect(lying('BEEF')).toEqual(['FAMILIES_MIXED 1']);
    expect(lying('PEAR_KORLA', 0)).toEqual([]);
    expect(lying('PEAR_KORLA', 5)).toEqual(['SETPOINT_OUTSIDE 1', 'SETPOINT_OUTSIDE 1']);
  });

  it('are of one family and one thermal state', () => {
    expect(together({ family: 'meat' })).toEqual(['FAMILIES_MIXED']);
    expect(together({ thermalState: 'frozen', ...bandOf({ low: -25, high: -18 }) })).toEqual([
      'THERMAL_STATES_MIXED',
      'BANDS_DO_NOT_MEET',
    ]);
  });

  it('are warned about where one ripens the other, on a journey of more than two days', () => {
    const ethylene = { production: 'low', sensitivity: 'high' } as const;
    expect(together({ ethylene }, 49)).toEqual(['ETHYLENE']);
    expect(together({ ethylene }, 48)).toEqual([]);
  });

  it('are warned about beside grapes, and where no humidity suits both', () => {
    expect(together({ code: 'GRAPE' })).toEqual(['SULPHUR_DIOXIDE']);
    expect(together({ relativeHumidity: { low: 50, high: 65 } })).toEqual([
      'HUMIDITIES_DO_NOT_MEET',
    ]);
  });
});

describe(checkPlan.name, () => {
  it('finds everything at once, in the order of the lines, each as bad as its code says', () => {
    const lot = aPlannedLot({ code: 'LOT-2', commodityCode: 'SAND' });
    const third = aPlanLine({ line: 3, unitCode: ANOTHER_CONTAINER, deviceId: 'X', lot });
    const findings = checkPlan(
      aPlan({ lines: [third, aPlanLine({ unitCode: 'U' })] }),
      someFacts(),
    );
    expect(findings.map(({ line }) => line)).toEqual([1, 1, 3, 3]);
    for (const { code, severity } of findings) expect(severity).toBe(FINDINGS[code]);
  });

  it('does not take a plan for worse because it is the same plan in another order', () => {
    const lines = [1, 2, 3, 4].map((line) =>
      aPlanLine({
        line,
        unitCode: `新A·${line % 3}`,
        unitKind: 'room',
        deviceId: null,
        position: null,
        lot: aPlannedLot({ code: `LOT-${line % 2}` }),
      }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 4 }), (shuffled) => {
        const codes = (all: PlanLine[]) =>
          checkPlan(aPlan({ lines: all }), someFacts())
            .map(({ code }) => code)
            .sort();
        expect(codes(shuffled)).toEqual(codes(lines));
      }),
    );
  });
});
