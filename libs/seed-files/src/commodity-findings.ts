import { FREEZING_MARGIN, validateProfile, type LimitProfile } from '@lenglian/limits';
import { finding, type Finding } from '@lenglian/planning';
import type { Commodity } from './commodities-file.ts';
import { entryField } from './entry-field.ts';
import type { EntryProblem } from './entry-problem.ts';
import { toLimitProfile } from './limit-profile.ts';
import { keepingProblems } from './shelf-life-model.ts';
import { unusedRules } from './unused-rules.ts';

/** Sums of tenths are not exact. */
const ROUNDING = 1e-3;

/** So many zones a profile counts the minutes of. */
const ZONES_MAX = 1;

/**
 * Says everything that contradicts itself in what is said of a commodity, in the seeds as over the api;
 * empty when its limits can be used.
 */
export function commodityFindings(commodity: Commodity): Finding[] {
  const problems: EntryProblem[] = [
    ...profileProblems(toLimitProfile(commodity, 1)),
    ...unusedRules(commodity),
    ...freezingProblems(commodity),
    ...zoneProblems(commodity),
    ...humidityProblems(commodity),
    ...variantProblems(commodity),
    ...keepingProblems(commodity),
  ];
  return problems.map(({ code, field, value, bound }) =>
    finding(code, null, field, { value: value ?? '—', bound: bound === null ? '—' : told(bound) }),
  );
}

/** Without the dust that sums of tenths leave. */
function told(bound: number): number {
  return Number(bound.toFixed(3));
}

function profileProblems(profile: Omit<LimitProfile, 'id'>): EntryProblem[] {
  return validateProfile({ ...profile, id: profile.code }).map((problem) => ({
    ...problem,
    field: entryField(problem.field),
  }));
}

/** Of goods whose sugar or cultivar nobody knows (operations.md §A5); variants bear more cold. */
function freezingProblems({
  freezingPointCelsius: { value: freezing },
  criticalLowCelsius: { value },
}: Commodity): EntryProblem[] {
  if (freezing === null || value === null) return [];
  const bound = freezing + FREEZING_MARGIN;
  if (value >= bound - ROUNDING) return [];
  return [{ code: 'CRITICAL_LOW_TOO_NEAR_FREEZING', field: 'criticalLowCelsius', value, bound }];
}

/** A further zone would never be judged. */
function zoneProblems({ zones: { length: value } }: Commodity): EntryProblem[] {
  if (value <= ZONES_MAX) return [];
  return [{ code: 'ZONES_TOO_MANY', field: `zones.${ZONES_MAX}`, value, bound: ZONES_MAX }];
}

/** Also where humidity is only reported: plans ask whether goods want the same. */
function humidityProblems({ relativeHumidityPercent: range, rules }: Commodity): EntryProblem[] {
  const field = 'relativeHumidityPercent';
  if (range && range.low > range.high)
    return [{ code: 'ENDS_SWAPPED', field: `${field}.high`, value: range.high, bound: range.low }];
  if (rules?.humidityAlarm && !range)
    return [{ code: 'HUMIDITY_ALARM_WITHOUT_RANGE', field, value: null, bound: null }];
  return [];
}

/** Limits that replace those of the commodity for some of its lots. */
type Variant = NonNullable<Commodity['sweet']> | NonNullable<Commodity['cultivars']>[number];

function variantProblems(commodity: Commodity): EntryProblem[] {
  const { sweet, cultivars = [] } = commodity;
  const variants: [path: string, variant: Variant][] = [
    ...(sweet ? [['sweet', sweet] as [string, Variant]] : []),
    ...cultivars.map((one, index): [string, Variant] => [`cultivars.${index}`, one]),
  ];
  return variants.flatMap(([path, variant]) => problemsOfVariant(commodity, path, variant));
}

/** A variant must make sense as a profile of its own, and bear the more cold that it is there for. */
function problemsOfVariant(commodity: Commodity, path: string, variant: Variant): EntryProblem[] {
  const { value: bound } = commodity.criticalLowCelsius;
  // Where cold does no harm no lot is judged by a variant.
  if (bound === null) return [{ code: 'VARIANT_UNUSED', field: path, value: null, bound: null }];
  const profile = toLimitProfile(commodity, 1);
  const known = new Set(profileProblems(profile).map(keyOf));
  const { setpointCelsius: setpoint, bandLowCelsius: low, criticalLowCelsius: value } = variant;
  const band = { ...profile.band, low };
  const found = profileProblems({ ...profile, setpoint, band, criticalLow: value });
  const own = found.filter(({ field }) => field in variant);
  // What does not go with rules and zones of the commodity follows from another set-point.
  const others = own.length > 0 ? [] : found.filter((problem) => !known.has(keyOf(problem)));
  const problems = [
    ...own.map((problem) => ({ ...problem, field: `${path}.${problem.field}` })),
    ...others.map((problem) => ({ ...problem, field: `${path}.setpointCelsius` })),
  ];
  if (value <= bound) return problems;
  const field = `${path}.criticalLowCelsius`;
  return [...problems, { code: 'VARIANT_NOT_COLDER', field, value, bound }];
}

function keyOf({ code, field }: EntryProblem): string {
  return `${code} ${field}`;
}
