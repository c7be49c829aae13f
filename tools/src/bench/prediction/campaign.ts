import {
  TRIAL_FAULTS,
  drawTrial,
  type TrialFault,
  type TrialPlantName,
  type TrialSplit,
} from '@lenglian/simulators';
import { pickCarried, type Carried } from './trial-goods.ts';
import { watchTrial, type LineOutcome } from './watch-trial.ts';

/** What came of one trial. */
export interface TrialResult {
  readonly plant: TrialPlantName;
  readonly fault: TrialFault | null;
  readonly probes: number;
  readonly code: string;
  readonly outcomes: readonly LineOutcome[];
}

export interface Campaign {
  readonly plant: TrialPlantName;
  readonly split: TrialSplit;
  readonly seed: number;
  /** Trials of each fault, and as many healthy ones as of three faults. */
  readonly trialsPerFault: number;
}

const HEALTHY_PER_FAULT = 3;

/** Plays a campaign. The same campaign gives the same results. */
export function playCampaign(campaign: Campaign, carried: readonly Carried[]): TrialResult[] {
  const { plant, split, trialsPerFault } = campaign;
  const results: TrialResult[] = [];
  let seed = campaign.seed * 1_000_000;
  for (const fault of [...TRIAL_FAULTS, null]) {
    const count = fault === null ? HEALTHY_PER_FAULT * trialsPerFault : trialsPerFault;
    for (let trial = 0; trial < count; trial++) {
      seed++;
      const { code, goods, limits } = pickCarried(carried, seed, fault === 'WARM_LOAD');
      const plan = drawTrial({ seed, split, plant, fault, goods });
      const outcomes = watchTrial(plan, limits);
      results.push({ plant, fault, code, probes: plan.probes.length, outcomes });
    }
  }
  return results;
}
