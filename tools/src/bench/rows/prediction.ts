import path from 'node:path';
import { TRIAL_FAULTS, TRIAL_PLANTS, type TrialPlantName } from '@lenglian/simulators';
import type { BenchContext } from '../context.ts';
import { playCampaign, type TrialResult } from '../prediction/campaign.ts';
import { intervalCoverage, score, type Share } from '../prediction/score.ts';
import { readCarried } from '../prediction/trial-goods.ts';
import { METHODS, type Method } from '../prediction/watch-trial.ts';
import { atLeast, type Row } from '../row.ts';

/** Trials of each fault on each plant; healthy ones are three times as many. */
const TRIALS_PER_FAULT = 45;
/** Seeds of training are 1…99; what is reported was never looked at while anything was tuned. */
const HELD_OUT_SEED = 2_000;
const SEEDS = path.join(import.meta.dirname, '..', '..', '..', '..', 'seeds');
const DAY_AND_A_HALF = 1.5;

/** How well the twin foretells, against a threshold and a straight line, on held-out trials of both plants. */
export function measurePrediction(context: BenchContext): Row[] {
  const carried = readCarried(SEEDS);
  return TRIAL_PLANTS.flatMap((plant) => {
    const began = performance.now();
    const campaign = { plant, split: 'held-out', trialsPerFault: TRIALS_PER_FAULT } as const;
    const seed = HELD_OUT_SEED + context.seed;
    const results = playCampaign({ ...campaign, seed }, carried);
    const seconds = (performance.now() - began) / 1000;
    context.onLine('prediction', `${plant}: ${results.length} trials in ${seconds.toFixed(0)} s`);
    return rowsOf(plant, results);
  });
}

function rowsOf(plant: TrialPlantName, results: readonly TrialResult[]): Row[] {
  const faulty = results.filter(({ fault }) => fault !== null);
  const healthy = results.filter(({ fault }) => fault === null);
  const rows = METHODS.flatMap((method) => methodRows(`${plant}, ${method}`, results, method));
  for (const fault of TRIAL_FAULTS) {
    const ofFault = faulty.filter((result) => result.fault === fault);
    rows.push(...methodRows(`${plant}, twin, ${fault}`, ofFault, 'twin'));
  }
  const probed = (isProbed: boolean) => results.filter(({ probes }) => probes > 0 === isProbed);
  rows.push(...methodRows(`${plant}, twin, with probes`, probed(true), 'twin'));
  rows.push(...methodRows(`${plant}, twin, without`, probed(false), 'twin'));
  for (const method of METHODS) {
    rows.push(falseRow(`${plant}, ${method}, healthy`, healthy, method));
  }
  const coverage = intervalCoverage(outcomesOf(results));
  rows.push(shareRow(`${plant}, twin, crossing within its interval`, coverage));
  return rows;
}

function methodRows(variant: string, results: readonly TrialResult[], method: Method): Row[] {
  const { recall, precision, leadMedianMinutes, leadP10Minutes } = score(
    outcomesOf(results),
    method,
  );
  const lead = { name: 'prediction', unit: 'min', bound: null, ceiling: null };
  return [
    shareRow(`${variant}: recall`, recall),
    shareRow(`${variant}: precision`, precision),
    atLeast({ ...lead, variant: `${variant}: lead median`, value: leadMedianMinutes }),
    atLeast({ ...lead, variant: `${variant}: lead p10`, value: leadP10Minutes }),
  ];
}

/** Warnings that did not come true in boxes with which all is well, by the hundred days. */
function falseRow(variant: string, results: readonly TrialResult[], method: Method): Row {
  const { precision } = score(outcomesOf(results), method);
  const days = results.length * DAY_AND_A_HALF;
  return atLeast({
    ...{ name: 'prediction', variant: `${variant}: false`, unit: '/100 unit-days' },
    ...{ value: ((precision.of - precision.hits) * 100) / days, bound: null, ceiling: null },
    note: `${precision.of - precision.hits} in ${days} unit-days`,
  });
}

function shareRow(variant: string, { value, low, high, hits, of }: Share): Row {
  const percent = (share: number): string => (100 * share).toFixed(0);
  return atLeast({
    ...{ name: 'prediction', variant, value: 100 * value, unit: '%', bound: null, ceiling: null },
    note: `95 %: ${percent(low)}…${percent(high)}; ${hits} of ${of}`,
  });
}

function outcomesOf(results: readonly TrialResult[]) {
  return results.flatMap(({ outcomes }) => outcomes);
}
