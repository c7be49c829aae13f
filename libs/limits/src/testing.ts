import { defaultRules } from './default-rules.ts';
import type { LimitProfile, RuleParameters } from './profile.ts';

/** A Korla pear: 0 °C, band −0.5…2, critical −1 and 8. Change what the test is about. */
export function aProfile(
  changes: Partial<Omit<LimitProfile, 'rules'>> & { rules?: Partial<RuleParameters> } = {},
): LimitProfile {
  const thermalState = changes.thermalState ?? 'chilled';
  return {
    id: 'profile-pear-1',
    code: 'PEAR_KORLA',
    version: 1,
    validFrom: 0,
    nameZh: '库尔勒香梨',
    nameEn: 'Korla pear',
    thermalState,
    setpoint: 0,
    band: { low: -0.5, high: 2 },
    criticalLow: -1,
    criticalHigh: 8,
    ...changes,
    rules: { ...defaultRules(thermalState), ...changes.rules },
  };
}

/** Frozen meat: −20 °C, band −25…−18, critical above −12 only. */
export function aFrozenProfile(changes: Parameters<typeof aProfile>[0] = {}): LimitProfile {
  return aProfile({
    id: 'profile-frozen-1',
    code: 'MEAT_FROZEN',
    nameZh: '冻肉',
    nameEn: 'Frozen meat',
    thermalState: 'frozen',
    setpoint: -20,
    band: { low: -25, high: -18 },
    criticalLow: null,
    criticalHigh: -12,
    ...changes,
  });
}
