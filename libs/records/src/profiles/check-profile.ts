import { validateProfile, type LimitProfile, type ProfileProblem } from '@lenglian/limits';
import { finding, isRefused, type Finding } from '@lenglian/planning';
import { DAY, toIso, type Instant } from '@lenglian/quantities';
import { RecordRefusedError } from '../record-refused-error.ts';

/** In which data may still be corrected: what was decided before stays as it is. */
const CORRECTED_DAYS_MAX = 90;

/** Where the figures of a profile stand in the entry that people write. */
const FIELDS: Readonly<Record<string, string>> = {
  setpoint: 'setpointCelsius',
  'band.low': 'bandLowCelsius',
  'band.high': 'bandHighCelsius',
  criticalLow: 'criticalLowCelsius',
  criticalHigh: 'criticalHighCelsius',
  'rules.returnAirMargin': 'rules.returnAirMarginKelvin',
  'rules.budgets.BUDGET_HEAT': 'budgets.aboveBandMinutes',
  'rules.budgets.BUDGET_CRIT': 'budgets.aboveCriticalMinutes',
  'rules.budgets.ZONE': 'zones.0.budgetMinutes',
};
const TIMING_FIELDS: Readonly<Record<string, string>> = {
  delay: 'delayMinutes',
  airDelay: 'airDelayMinutes',
  backInRange: 'backInRangeMinutes',
  hysteresis: 'hysteresisKelvin',
  lead: 'leadMinutes',
  margin: 'marginKelvin',
};

/**
 * Whether a version of a profile can be used, and when.
 *
 * @param before when the version before it became valid; undefined for the first one
 * @throws RecordRefusedError with every finding, each with the field of the entry
 */
export function checkProfile(
  definition: Omit<LimitProfile, 'id'>,
  { now, before }: { readonly now: Instant; readonly before: Instant | undefined },
): void {
  const { code, version, validFrom } = definition;
  const findings: Finding[] = validateProfile({ ...definition, id: code }).map(toFinding);
  if (before !== undefined && validFrom <= before)
    findings.push(finding('VERSION_NOT_LATER', null, 'validFrom', { before: toIso(before) }));
  if (before !== undefined && validFrom < now - CORRECTED_DAYS_MAX * DAY)
    findings.push(finding('TOO_LONG_AGO', null, 'validFrom', { days: CORRECTED_DAYS_MAX }));
  if (isRefused(findings)) throw new RecordRefusedError(`profile ${code} v${version}`, findings);
}

function toFinding({ code, field, value, bound }: ProfileProblem): Finding {
  return finding(code, null, fieldOf(field), { value, bound: bound ?? '—' });
}

function fieldOf(path: string): string {
  const known = FIELDS[path];
  if (known !== undefined) return known;
  const [rules = '', rule = '', name = ''] = path.split('.');
  return [rules, rule, TIMING_FIELDS[name] ?? name].filter((part) => part !== '').join('.');
}
