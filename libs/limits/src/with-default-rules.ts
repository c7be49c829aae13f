import { defaultRules } from './default-rules.ts';
import type { LimitProfile, RuleParameters } from './profile.ts';

/** A profile as an older version of the program wrote it: rules that came later are missing. */
export type StoredProfile<Profile extends Pick<LimitProfile, 'rules' | 'thermalState'>> = Omit<
  Profile,
  'rules'
> & { readonly rules: Partial<RuleParameters> };

/** Completes a stored profile: rules it does not know of are judged by their defaults. */
export function withDefaultRules<Profile extends Pick<LimitProfile, 'rules' | 'thermalState'>>(
  stored: StoredProfile<Profile>,
): Profile {
  const defaults = defaultRules(stored.thermalState);
  const rules: RuleParameters = { ...defaults, ...stored.rules };
  const completed = {
    bandHigh: { ...defaults.bandHigh, ...rules.bandHigh },
    criticalLow: { ...defaults.criticalLow, ...rules.criticalLow },
    estimate: { ...defaults.estimate, ...rules.estimate },
    milkPickUp: { ...defaults.milkPickUp, ...rules.milkPickUp },
    powerOff: { ...defaults.powerOff, ...rules.powerOff },
    startStop: rules.startStop && { ...defaults.startStop, ...rules.startStop },
    setpointHeld: rules.setpointHeld && { ...defaults.setpointHeld, ...rules.setpointHeld },
    precool: rules.precool && { ...defaults.precool, ...rules.precool },
    fuel: { ...defaults.fuel, ...rules.fuel },
  };
  return { ...stored, rules: { ...rules, ...completed } } as unknown as Profile;
}
