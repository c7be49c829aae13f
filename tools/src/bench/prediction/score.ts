import { MINUTE, type Duration } from '@lenglian/quantities';
import { METHODS, type LineOutcome, type Method } from './watch-trial.ts';

/** Said so long before the fruit crosses, a warning is of use to somebody who can telephone. */
export const IN_TIME: Duration = 10 * MINUTE;

/** A share with its 95 % interval. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval of a share; NaN where there was nothing. */
export function wilson(hits: number, of: number): Share {
  const z = 1.959964;
  if (of === 0) return { hits, of, value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const p = hits / of;
  const scale = 1 + (z * z) / of;
  const centre = (p + (z * z) / (2 * of)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / scale;
  return { hits, of, value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export interface Score {
  /** Of the crossings of the fruit: those for which a warning stood ten minutes before. */
  readonly recall: Share;
  /** Of the warnings: those after which (or at which) the fruit was beyond before arrival. */
  readonly precision: Share;
  /** From the raising of that warning to the crossing, minutes, of the crossings found in time. */
  readonly leadMedianMinutes: number;
  readonly leadP10Minutes: number;
}

/** Scores one method over all lines of all trials. */
export function score(outcomes: readonly LineOutcome[], method: Method): Score {
  let [crossed, found, raised, right] = [0, 0, 0, 0];
  const leads: number[] = [];
  for (const { crossedAt, stands } of outcomes) {
    raised += stands[method].length;
    if (crossedAt === null) continue;
    crossed++;
    right += stands[method].length;
    const inTime = crossedAt - IN_TIME;
    const standing = stands[method].find(
      ({ from, until }) => from <= inTime && (until === null || until > inTime),
    );
    if (standing === undefined) continue;
    found++;
    leads.push((crossedAt - standing.from) / MINUTE);
  }
  leads.sort((a, b) => a - b);
  return {
    recall: wilson(found, crossed),
    precision: wilson(right, raised),
    leadMedianMinutes: quantile(leads, 0.5),
    leadP10Minutes: quantile(leads, 0.1),
  };
}

export function scores(outcomes: readonly LineOutcome[]): Record<Method, Score> {
  const entries = METHODS.map((method) => [method, score(outcomes, method)] as const);
  return Object.fromEntries(entries) as Record<Method, Score>;
}

/** How often the crossing lay within the interval that was given when the warning was raised. */
export function intervalCoverage(outcomes: readonly LineOutcome[]): Share {
  let [held, said] = [0, 0];
  for (const { crossedAt, claims, stands } of outcomes) {
    if (crossedAt === null) continue;
    for (const [index, { earliestAt, latestAt }] of claims.entries()) {
      if ((stands.twin[index]?.from ?? Number.POSITIVE_INFINITY) > crossedAt) continue;
      said++;
      const isHeld = (earliestAt ?? Infinity) <= crossedAt && crossedAt <= (latestAt ?? Infinity);
      if (isHeld) held++;
    }
  }
  return wilson(held, said);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
