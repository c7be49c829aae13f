import {
  chancesToAct,
  judgePredicted,
  limitLines,
  makeTwin,
  type LimitLine,
  type PredictedLimits,
  type PredictedLine,
  type TwinSample,
} from '@lenglian/prediction';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import {
  playTrial,
  type TrialMinute,
  type TrialPlan,
  type TrialSample,
} from '@lenglian/simulators';
import { drawContext } from './draw-context.ts';
import { ProductEstimate } from './product-estimate.ts';
import { StandingAlarm, type Standing } from './standing-alarms.ts';
import { StraightLine } from './straight-line.ts';

export const METHODS = ['twin', 'line', 'threshold'] as const;
export type Method = (typeof METHODS)[number];

/** What happened at one limit of one trial. */
export interface LineOutcome {
  readonly line: LimitLine;
  /** When the fruit went beyond for good measure (ten minutes); null for never. */
  readonly crossedAt: Instant | null;
  readonly stands: Readonly<Record<Method, readonly Standing[]>>;
  /** What the twin said of the time at each of its raises. */
  readonly claims: readonly {
    readonly earliestAt: Instant | null;
    readonly latestAt: Instant | null;
  }[];
}

/** How often anybody asks for an outlook. */
const ASKED_EVERY: Duration = 5 * MINUTE;
/** Beyond for so long is a crossing. */
const BEYOND_FOR: Duration = 10 * MINUTE;
/** Lines that the fruit is beyond by then are no matter of foretelling. */
const AT_THE_START: Duration = 30 * MINUTE;

interface LineWatch {
  readonly line: LimitLine;
  readonly threshold: StandingAlarm;
  readonly straight: StandingAlarm;
  readonly twin: Standing[];
  readonly claims: { earliestAt: Instant | null; latestAt: Instant | null }[];
  beyondSince: Instant | null;
  crossedAt: Instant | null;
}

/** Plays a trial before the twin and both baselines; lines that are crossed at the start are left out. */
export function watchTrial(plan: TrialPlan, limits: PredictedLimits): LineOutcome[] {
  const context = drawContext(plan);
  const twin = makeTwin(limits);
  const estimate = new ProductEstimate(plan.productAtLoadingCelsius);
  const sides = { 1: new StraightLine(), [-1]: new StraightLine() };
  const watches = limitLines(limits).map(watchOf);
  let predicted: readonly PredictedLine[] = [];
  for (const minute of playTrial(plan)) {
    for (const watch of watches) followFruit(watch, minute);
    if (minute.sample === null) continue;
    const sample = toTwinSample(minute.sample, estimate);
    const products = { 1: sample.warmestCelsius ?? NaN, [-1]: sample.coldestCelsius ?? NaN };
    twin.observe(sample);
    sides[1].observe(minute.at, products[1]);
    sides[-1].observe(minute.at, products[-1]);
    if (minute.at % ASKED_EVERY !== 0) continue;
    const outlook = twin.outlook(minute.at, context);
    predicted = judgePredicted(predicted, outlook);
    const { deadline } = chancesToAct(minute.at, 'UNKNOWN', context);
    for (const watch of watches) {
      const { line } = watch;
      const { celsius, direction } = line;
      watch.threshold.observe(minute.at, direction * (products[direction] - celsius) > 0);
      const crosses = sides[direction].crosses(celsius, direction, minute.at, deadline);
      watch.straight.observe(minute.at, crosses);
      const danger = outlook.dangers.find((one) => isOf(line, one));
      followTwin(
        watch,
        minute.at,
        predicted.find((one) => isOf(line, one)),
        danger,
      );
    }
  }
  return watches.flatMap((watch) => outcomeOf(watch, plan));
}

function watchOf(line: LimitLine): LineWatch {
  const [threshold, straight] = [new StandingAlarm(), new StandingAlarm()];
  return { line, threshold, straight, twin: [], claims: [], beyondSince: null, crossedAt: null };
}

function outcomeOf(watch: LineWatch, plan: TrialPlan): LineOutcome[] {
  const { line, crossedAt, claims, threshold, straight, twin } = watch;
  if (crossedAt !== null && crossedAt < plan.from + AT_THE_START) return [];
  const stands = { twin, line: straight.stands, threshold: threshold.stands };
  return [{ line, crossedAt, stands, claims }];
}

function followFruit(watch: LineWatch, minute: TrialMinute): void {
  if (watch.crossedAt !== null) return;
  const { direction, celsius } = watch.line;
  const fruit = direction === 1 ? minute.warmestFruitCelsius : minute.coldestFruitCelsius;
  if (direction * (fruit - celsius) <= 0) {
    watch.beyondSince = null;
    return;
  }
  watch.beyondSince ??= minute.at;
  if (minute.at - watch.beyondSince >= BEYOND_FOR) watch.crossedAt = watch.beyondSince;
}

function followTwin(
  watch: LineWatch,
  now: Instant,
  predicted: PredictedLine | undefined,
  danger: { earliestAt: Instant | null; latestAt: Instant | null } | undefined,
): void {
  const last = watch.twin.at(-1);
  const isStanding = last !== undefined && last.until === null;
  const isRaised = predicted !== undefined && predicted.raisedAt !== null;
  if (isRaised && !isStanding) {
    watch.twin.push({ from: now, until: null });
    watch.claims.push({
      earliestAt: danger?.earliestAt ?? null,
      latestAt: danger?.latestAt ?? null,
    });
  } else if (!isRaised && isStanding) last.until = now;
}

function isOf(line: LimitLine, other: LimitLine): boolean {
  return (
    line.limit === other.limit &&
    line.celsius === other.celsius &&
    line.direction === other.direction
  );
}

function toTwinSample(sample: TrialSample, estimate: ProductEstimate): TwinSample {
  const { probesCelsius, ...rest } = sample;
  const estimated = estimate.follow(sample);
  const hasProbe = probesCelsius.length > 0;
  return {
    ...rest,
    isEstimated: !hasProbe,
    warmestCelsius: hasProbe ? Math.max(...probesCelsius) : estimated,
    coldestCelsius: hasProbe ? Math.min(...probesCelsius) : estimated,
  };
}
