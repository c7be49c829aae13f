import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { judge, makeLotJudge, type Episode, type Severity } from '@lenglian/breaches';
import {
  contextOf,
  minuteOf,
  profileOf,
  readingsOf,
  samplesOf,
  type WorkedTrace,
} from '@lenglian/breaches/testing';
import { ConfigurationError } from '@lenglian/errors';
import type { LimitProfile } from '@lenglian/limits';
import { channelIndex, judgedValue, type ChannelName, type Reading } from '@lenglian/readings';
import { ROOT } from '../processes/stack.ts';

const TRACES = path.join(ROOT, 'libs/breaches/traces');

export type Sample = ReturnType<typeof samplesOf>[number];
export type SignalName = {
  [Name in keyof Sample['signals']]: Sample['signals'][Name] extends number ? Name : never;
}[keyof Sample['signals']];

/** A stretch of minutes, both ends included. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** One moment of a trace: what was measured, and what the judge made of it. */
export interface Moment {
  readonly minute: number;
  readonly reading: Reading;
  readonly signals: Sample['signals'];
}

/** An episode in minutes; `steps` are its severities from the minute at which each was proven. */
export interface ToldEpisode {
  readonly episode: Episode;
  readonly startedAt: number;
  readonly raisedAt: number;
  readonly endedAt: number | null;
  readonly clearedAt: number | null;
  readonly steps: readonly { readonly from: number; readonly severity: Severity }[];
}

/** A worked trace and what `judge` says of it. */
export interface ToldTrace {
  readonly name: string;
  readonly profile: LimitProfile;
  readonly moments: readonly Moment[];
  readonly stops: readonly Stretch[];
  readonly episodes: readonly ToldEpisode[];
}

/** @throws ConfigurationError when no trace has this number */
export function tellTrace(number: string): ToldTrace {
  const file = readdirSync(TRACES).find((name) => name.startsWith(`${number}-`));
  if (file === undefined) throw new ConfigurationError(`there is no worked trace ${number}`);
  const trace = JSON.parse(readFileSync(path.join(TRACES, file), 'utf8')) as WorkedTrace;
  const [readings, profile, context] = [readingsOf(trace), profileOf(trace), contextOf(trace)];
  const moments = samplesOf(readings, profile, context).map(({ at, signals }, i) => ({
    ...{ minute: minuteOf(at), signals },
    reading: readings[i] as Reading,
  }));
  const [first, last] = [moments[0]?.minute ?? 0, moments.at(-1)?.minute ?? 0];
  const steps = stepsOf(makeLotJudge(profile, context), readings);
  return {
    ...{ name: trace.name, profile, moments },
    stops: (context.stops ?? [])
      .map(({ from, until }) => ({
        from: Math.max(first, minuteOf(from)),
        until: Math.min(last, until === null ? last : minuteOf(until)),
      }))
      .filter(({ from, until }) => from < until),
    episodes: judge(readings, profile, context).map((episode) => ({
      episode,
      startedAt: minuteOf(episode.startedAt),
      raisedAt: minuteOf(episode.raisedAt),
      endedAt: minuteOf(episode.endedAt),
      clearedAt: minuteOf(episode.clearedAt),
      steps: steps.get(keyOf(episode)) ?? [],
    })),
  };
}

/** NaN where it was not measured, or not fit to be judged. */
export function measured({ reading }: Moment, channel: ChannelName): number {
  return judgedValue(reading, channelIndex(channel)) ?? Number.NaN;
}

/** When each severity of each episode was proven: the live judge is asked after every reading. */
function stepsOf(live: ReturnType<typeof makeLotJudge>, readings: readonly Reading[]) {
  const steps = new Map<string, { from: number; severity: Severity }[]>();
  for (const reading of readings) {
    live.observe(reading);
    for (const episode of live.episodes()) {
      const known = steps.get(keyOf(episode)) ?? [];
      if (known.at(-1)?.severity === episode.severity) continue;
      const from = minuteOf(reading.measuredAt);
      steps.set(keyOf(episode), [...known, { from, severity: episode.severity }]);
    }
  }
  return steps;
}

function keyOf({ rule, startedAt }: Episode): string {
  return `${rule} ${startedAt}`;
}
