import { commoditySchema, type Commodity } from './commodities-file.ts';

const BASIS = { confidence: 'C', source: 'a test' } as const;
const figure = (value: number) => ({ value, ...BASIS });
const none = { value: null, ...BASIS };

const ZONE = { lowCelsius: 2, highCelsius: 8, budgetMinutes: 2_880, ...BASIS } as const;
const COLDER = { setpointCelsius: -0.5, bandLowCelsius: -0.9, criticalLowCelsius: -1.2, ...BASIS };
const SWEET = { fromBrixDegrees: 18, ...COLDER };
const SNOW = { code: 'SNOW', nameZh: '雪', nameEn: 'Snow', ...COLDER };
const Q10 = { model: 'q10', q10: 2.2, fromCelsius: 0, toCelsius: 20, ...BASIS } as const;
const ROOT = { model: 'square-root', minimumCelsius: -8, referenceCelsius: 0, ...BASIS } as const;
const KEPT = { daysMin: 21, daysMax: 28, fromCelsius: 0, toCelsius: 0, ...BASIS };
const MILK = { levelMinPercent: 5, majorHighCelsius: 6, tamperFallPercent: 2, ...BASIS };
const HUMIDITY = { low: 90, high: 95, ...BASIS };

/** Goods of which everything is said that may be said: 0 °C, band −0.5…2, critical −1 and 8. */
export function aCommodity(change: Partial<Commodity> = {}): Commodity {
  return commoditySchema.parse({
    ...{ code: 'PEAR_TRIED', nameZh: '梨', nameEn: 'Pear', family: 'fruit' },
    ...{ thermalState: 'chilled', setpointCelsius: figure(0) },
    ...{ bandLowCelsius: figure(-0.5), bandHighCelsius: figure(2) },
    ...{ criticalLowCelsius: figure(-1), criticalHighCelsius: figure(8) },
    ...{ freezingPointCelsius: figure(-1.5), relativeHumidityPercent: HUMIDITY, ethylene: null },
    budgets: {
      ...{ aboveBandMinutes: figure(600), aboveCriticalMinutes: figure(60) },
      countsAboveCelsius: figure(3),
    },
    ...{ zones: [{ ...ZONE, harm: 'internal-breakdown' }], shelfLife: [KEPT], kinetics: [Q10] },
    ...{ sweet: SWEET, cultivars: [SNOW] },
    rules: {
      ...{ co2HighPercent: figure(1), freshAirCubicMetresPerHour: figure(25) },
      ...{ humidityAlarm: { marginPercent: 5, ...BASIS }, rawMilk: MILK },
    },
    ...change,
  } satisfies Record<keyof Omit<Commodity, 'notes'>, unknown>);
}

/** Something that contradicts itself, and what is to be said of it. */
export interface Contradictory {
  readonly code: string;
  readonly field: string;
  readonly change: Partial<Commodity>;
}

const GOOD = aCommodity();
const zones = (change: Partial<Commodity['zones'][number]>) => ({
  zones: GOOD.zones.map((zone) => ({ ...zone, ...change })),
});
const rules = (change: Commodity['rules']) => ({ rules: { ...GOOD.rules, ...change } });
const milk = (change: Partial<NonNullable<NonNullable<Commodity['rules']>['rawMilk']>>) =>
  rules({ rawMilk: { ...MILK, ...change } });
const budgets = (change: Partial<Commodity['budgets']>) => ({
  budgets: { ...GOOD.budgets, ...change },
});
const sweet = (change: Partial<typeof COLDER>) => ({ sweet: { ...SWEET, ...change } });
const cultivar = (change: Partial<typeof COLDER>) => ({
  cultivars: [SNOW, { ...SNOW, ...change }],
});
type Row = readonly [code: string, field: string, change: Partial<Commodity>];

const OF_LIMITS: readonly Row[] = [
  [
    ...(['CRITICAL_LOW_TOO_NEAR_FREEZING', 'criticalLowCelsius'] as const),
    { criticalLowCelsius: figure(-1.1) },
  ],
  ['ZONES_TOO_MANY', 'zones.1', { zones: [...GOOD.zones, ...GOOD.zones] }],
  ['ENDS_SWAPPED', 'zones.0.highCelsius', zones({ lowCelsius: 8, highCelsius: 2 })],
  ['ZONE_OPEN', 'zones.0.lowCelsius', zones({ lowCelsius: null, highCelsius: null })],
  ['ZONE_OVER_SETPOINT', 'zones.0.lowCelsius', zones({ lowCelsius: -1 })],
  ['ZONE_OVER_SETPOINT', 'zones.0.highCelsius', zones({ lowCelsius: null, highCelsius: 1 })],
  [
    ...(['BUDGET_COUNTS_ABOVE_CRITICAL', 'budgets.countsAboveCelsius'] as const),
    budgets({ countsAboveCelsius: figure(30) }),
  ],
  [
    ...(['BUDGET_COUNTS_INSIDE_BAND', 'budgets.countsAboveCelsius'] as const),
    budgets({ countsAboveCelsius: figure(1) }),
  ],
  [
    ...(['BUDGET_CRIT_BEYOND_HEAT', 'budgets.aboveCriticalMinutes'] as const),
    budgets({ aboveCriticalMinutes: figure(601) }),
  ],
];

const OF_RULES: readonly Row[] = [
  [
    ...(['MILK_LIMIT_ABOVE_CRITICAL', 'rules.rawMilk.majorHighCelsius'] as const),
    milk({ majorHighCelsius: 12 }),
  ],
  [
    ...(['MILK_LIMIT_INSIDE_BAND', 'rules.rawMilk.majorHighCelsius'] as const),
    milk({ majorHighCelsius: 1 }),
  ],
  ['PERCENT_OUT_OF_RANGE', 'rules.rawMilk.levelMinPercent', milk({ levelMinPercent: 500 })],
  ['PERCENT_OUT_OF_RANGE', 'rules.rawMilk.tamperFallPercent', milk({ tamperFallPercent: 101 })],
  ['PERCENT_OUT_OF_RANGE', 'rules.co2HighPercent', rules({ co2HighPercent: figure(-1) })],
  [
    ...(['PERCENT_OUT_OF_RANGE', 'rules.humidityAlarm.marginPercent'] as const),
    rules({ humidityAlarm: { marginPercent: 200, ...BASIS } }),
  ],
  [
    ...(['VENT_NEGATIVE', 'rules.freshAirCubicMetresPerHour'] as const),
    rules({ freshAirCubicMetresPerHour: figure(-5) }),
  ],
  [
    ...(['DURATION_TOO_LONG', 'rules.criticalLow.delayMinutes'] as const),
    rules({ criticalLow: { delayMinutes: 120_000, ...BASIS } }),
  ],
  [
    ...(['ENDS_SWAPPED', 'relativeHumidityPercent.high'] as const),
    { relativeHumidityPercent: { low: 95, high: 50, ...BASIS } },
  ],
  [
    ...(['HUMIDITY_ALARM_WITHOUT_RANGE', 'relativeHumidityPercent'] as const),
    { relativeHumidityPercent: null },
  ],
];

/** A rule of goods that are no milk. */
const only = (change: Commodity['rules']) => ({ rules: change });

const OF_PARAMETERS: readonly Row[] = [
  [
    ...(['DURATION_TOO_LONG', 'rules.doorInTransit.delayMinutes'] as const),
    rules({ doorInTransit: { delayMinutes: 1_441, ...BASIS } }),
  ],
  [
    ...(['DURATION_TOO_LONG', 'rules.grace.maxMinutes'] as const),
    rules({ grace: { maxMinutes: 46, ...BASIS } }),
  ],
  [
    ...(['DURATION_TOO_LONG', 'rules.humidityAlarm.delayMinutes'] as const),
    rules({ humidityAlarm: { marginPercent: 5, delayMinutes: 1_441, ...BASIS } }),
  ],
  [
    ...(['DURATION_TOO_LONG', 'rules.rawMilk.majorTiming.delayMinutes'] as const),
    milk({ majorTiming: { delayMinutes: 1_441 } }),
  ],
  [
    ...(['OFFLINE_BEFORE_DATA_GAP', 'rules.silence.dataGapAfterMinutes'] as const),
    rules({ silence: { dataGapAfterMinutes: 40, ...BASIS } }),
  ],
  [
    ...(['PARAMETER_TOO_HIGH', 'rules.powerOff.movingAfterMinutes'] as const),
    rules({ powerOff: { movingAfterMinutes: 90, ...BASIS } }),
  ],
  [
    ...(['PARAMETER_TOO_LOW', 'rules.powerOff.restingAfterMinutes'] as const),
    rules({ powerOff: { restingAfterMinutes: 10, ...BASIS } }),
  ],
  [
    ...(['PARAMETER_TOO_HIGH', 'rules.criticalLow.doseMaxKelvinMinutes'] as const),
    rules({ criticalLow: { doseMaxKelvinMinutes: 30, ...BASIS } }),
  ],
  [
    ...(['PARAMETER_TOO_HIGH', 'rules.vent.toleranceCubicMetresPerHour'] as const),
    rules({ vent: { toleranceCubicMetresPerHour: 501, ...BASIS } }),
  ],
  [
    ...(['PARAMETER_ZERO', 'rules.suspect.disagreementKelvin'] as const),
    rules({ suspect: { disagreementKelvin: 0, ...BASIS } }),
  ],
  [
    ...(['PERCENT_OUT_OF_RANGE', 'rules.lateArrival.sharePercent'] as const),
    rules({ lateArrival: { sharePercent: 101, ...BASIS } }),
  ],
  [
    ...(['PARAMETER_TOO_LOW', 'rules.pullDown.deadlineMinutes'] as const),
    only({ pullDown: { deadlineMinutes: 60, ...BASIS } }),
  ],
  [
    ...(['SEVERITY_FALLS', 'zones.0.severityAt100'] as const),
    zones({ severityAt80: 'MAJOR', severityAt100: 'WARN' }),
  ],
];

const OF_OTHER_GOODS: readonly Row[] = [
  // Milk is not cooled down in its tank, nor has it a door.
  ['RULE_NOT_OF_GOODS', 'rules.pullDown', rules({ pullDown: { marginKelvin: 1, ...BASIS } })],
  ['RULE_NOT_OF_GOODS', 'rules.precool', rules({ precool: { leadMinutes: 9, ...BASIS } })],
  ['RULE_NOT_OF_GOODS', 'rules.doorLong', rules({ doorLong: { delayMinutes: 9, ...BASIS } })],
  ['RULE_NOT_OF_GOODS', 'rules.notAgitated', only({ notAgitated: { delayMinutes: 9, ...BASIS } })],
  ['RULE_NOT_OF_GOODS', 'rules.milkPickUp', only({ milkPickUp: { delayMinutes: 9, ...BASIS } })],
  ['RULE_NOT_OF_GOODS', 'rules.co2', only({ co2: { delayMinutes: 9, ...BASIS } })],
  ['RULE_NOT_OF_GOODS', 'rules.vent', only({ vent: { delayMinutes: 9, ...BASIS } })],
  [
    ...(['RULE_NOT_OF_GOODS', 'rules.bandLow'] as const),
    { thermalState: 'frozen', ...only({ bandLow: { delayMinutes: 9, ...BASIS } }) },
  ],
  [
    ...(['RULE_NOT_OF_GOODS', 'rules.startStop'] as const),
    { thermalState: 'frozen', ...only({ startStop: { swingKelvin: 1, ...BASIS } }) },
  ],
  [
    ...(['RULE_NOT_OF_GOODS', 'rules.setpointHeld'] as const),
    { thermalState: 'ambient', ...only({ setpointHeld: { toleranceKelvin: 2, ...BASIS } }) },
  ],
  [
    ...(['RULE_NOT_OF_GOODS', 'rules.lateArrival'] as const),
    { shelfLife: [], ...rules({ lateArrival: { sharePercent: 20, ...BASIS } }) },
  ],
  [
    ...(['RULE_NOT_OF_GOODS', 'rules.criticalLow'] as const),
    {
      ...{ criticalLowCelsius: none, sweet: undefined, cultivars: undefined },
      ...rules({ criticalLow: { delayMinutes: 2, ...BASIS } }),
    },
  ],
  [
    ...(['RULE_NOT_OF_GOODS', 'budgets.belowBandMinutes'] as const),
    { bandLowCelsius: none, ...budgets({ belowBandMinutes: figure(60) }) },
  ],
];

const OF_VARIANTS: readonly Row[] = [
  ['SETPOINT_TOO_NEAR_BAND_LOW', 'sweet.setpointCelsius', sweet({ setpointCelsius: -0.8 })],
  ['SETPOINT_ABOVE_BAND', 'sweet.setpointCelsius', sweet({ setpointCelsius: 2.01 })],
  ['BAND_LOW_TOO_NEAR_CRITICAL_LOW', 'sweet.bandLowCelsius', sweet({ bandLowCelsius: -1.3 })],
  // Nothing is wrong with it alone, nor with the zone beside the commodity's own set-point.
  [
    'ZONE_OVER_SETPOINT',
    'sweet.setpointCelsius',
    { ...zones({ lowCelsius: null, highCelsius: -0.2 }), cultivars: undefined },
  ],
  ['NOT_A_TEMPERATURE', 'sweet.criticalLowCelsius', sweet({ criticalLowCelsius: -900 })],
  ['SETPOINT_TOO_NEAR_BAND_LOW', 'cultivars.1.setpointCelsius', cultivar({ setpointCelsius: -3 })],
  [
    ...(['BAND_LOW_TOO_NEAR_CRITICAL_LOW', 'cultivars.1.bandLowCelsius'] as const),
    cultivar({ bandLowCelsius: -1.1 }),
  ],
  [
    ...(['VARIANT_NOT_COLDER', 'cultivars.1.criticalLowCelsius'] as const),
    cultivar({ criticalLowCelsius: -0.7, bandLowCelsius: -0.5, setpointCelsius: 0 }),
  ],
  [...(['VARIANT_UNUSED', 'sweet'] as const), { criticalLowCelsius: none, cultivars: undefined }],
];

const OF_KEEPING: readonly Row[] = [
  kinetics(['ENDS_SWAPPED', 'kinetics.0.toCelsius'], { ...Q10, fromCelsius: 20, toCelsius: 0 }),
  kinetics(['Q10_BELOW_ONE', 'kinetics.0.q10'], { ...Q10, q10: 0.5 }),
  kinetics(['KINETICS_APART', 'kinetics.1.fromCelsius'], Q10, Q10),
  kinetics(['KINETICS_MIXED', 'kinetics.1.model'], Q10, ROOT),
  kinetics(['MINIMUM_NOT_BELOW_REFERENCE', 'kinetics.0.minimumCelsius'], {
    ...{ ...ROOT, minimumCelsius: 1 },
  }),
  ['ENDS_SWAPPED', 'shelfLife.0.daysMax', { shelfLife: [{ ...KEPT, daysMax: 20 }] }],
  ['ENDS_SWAPPED', 'shelfLife.0.toCelsius', { shelfLife: [{ ...KEPT, toCelsius: -1 }] }],
];

/** One of each kind, for every way by which limits come in. */
export const CONTRADICTORY: readonly Contradictory[] = [
  ...[
    ...OF_LIMITS,
    ...OF_RULES,
    ...OF_PARAMETERS,
    ...OF_OTHER_GOODS,
    ...OF_VARIANTS,
    ...OF_KEEPING,
  ],
].map(([code, field, change]) => ({ code, field, change }));

function kinetics(
  [code, field]: readonly [code: string, field: string],
  ...ranges: Commodity['kinetics']
): Row {
  return [code, field, { kinetics: ranges }];
}
