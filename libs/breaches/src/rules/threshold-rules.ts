import type { LimitProfile } from '@lenglian/limits';
import type { ThresholdRule, ThresholdRuleMaker } from '../threshold-rule.ts';
import { bandHigh } from './band-high.ts';
import { bandLow } from './band-low.ts';
import { criticalHigh } from './critical-high.ts';
import { criticalLow } from './critical-low.ts';

/** Every rule about a limit. A new one is a file beside this one and a line here. */
const MAKERS: readonly ThresholdRuleMaker[] = [bandHigh, bandLow, criticalHigh, criticalLow];

const rulesByProfile = new WeakMap<LimitProfile, readonly ThresholdRule[]>();

/** The rules that apply to a profile, in a fixed order; made once a profile object. */
export function thresholdRules(profile: LimitProfile): readonly ThresholdRule[] {
  let rules = rulesByProfile.get(profile);
  if (rules === undefined) {
    rules = MAKERS.map((make) => make(profile)).filter((rule) => rule !== undefined);
    rulesByProfile.set(profile, rules);
  }
  return rules;
}
