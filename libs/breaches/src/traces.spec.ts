/// <reference types="node" />
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Episode } from './episode.ts';
import { judge } from './judge.ts';
import type { SavedLotJudge } from './lot-judge.ts';
import { makeLotJudge } from './make-lot-judge.ts';
import { contextOf, minuteOf, profileOf, readingsOf, type WorkedTrace } from './worked-trace.ts';

const TRACES = join(import.meta.dirname, '..', 'traces');

/** A prime: in one trace or another each state of a signal is stopped in. */
const RESTART_EACH = 3;

const traces = readdirSync(TRACES)
  .filter((file) => file.endsWith('.json'))
  .map((file): [string, WorkedTrace] => {
    const trace = JSON.parse(readFileSync(join(TRACES, file), 'utf8')) as WorkedTrace;
    return [`${file.slice(0, 3)}: ${trace.name}`, trace];
  });

/** In minutes, with as much as a trace says of each: what it leaves out it does not demand. */
function told(episodes: readonly Episode[], demanded: WorkedTrace['episodes']) {
  return episodes
    .map((episode) => {
      const { startedAt, raisedAt, endedAt, clearedAt } = episode;
      const inMinutes: Record<string, unknown> = {
        ...episode,
        startedAt: minuteOf(startedAt),
        raisedAt: minuteOf(raisedAt),
        endedAt: minuteOf(endedAt),
        clearedAt: minuteOf(clearedAt),
      };
      const like = demanded.find(
        (one) => one.rule === episode.rule && one.startedAt === inMinutes['startedAt'],
      );
      const fields = Object.keys(like ?? { rule: 0, severity: 0, startedAt: 0, raisedAt: 0 });
      return Object.fromEntries(fields.map((field) => [field, rounded(inMinutes[field])]));
    })
    .sort(byRuleAndStart);
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

function byRuleAndStart(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const key = (one: typeof a) => `${String(one['rule'])} ${String(one['startedAt'])}`;
  return key(a) < key(b) ? -1 : 1;
}

describe('the definition of a verdict, by traces that were worked out by hand', () => {
  it.each(traces)('%s', (_name, trace) => {
    const episodes = judge(readingsOf(trace), profileOf(trace), contextOf(trace));

    expect(told(episodes, trace.episodes)).toEqual(
      trace.episodes
        .map((one) =>
          Object.fromEntries(Object.entries(one).map(([field, value]) => [field, rounded(value)])),
        )
        .sort(byRuleAndStart),
    );
  });
});

describe('the live judge', () => {
  it.each(traces)('says the same of %s', (_name, trace) => {
    const [profile, context] = [profileOf(trace), contextOf(trace)];
    const live = makeLotJudge(profile, context);
    for (const reading of readingsOf(trace)) live.observe(reading);

    expect(live.episodes()).toEqual(judge(readingsOf(trace), profile, context));
  });

  it.each(traces)('says the same when it is stopped anywhere in %s', (_name, trace) => {
    const [profile, context] = [profileOf(trace), contextOf(trace)];
    const readings = readingsOf(trace);
    const unbroken = judge(readings, profile, context);
    const before = makeLotJudge(profile, context);
    readings.forEach((reading, i) => {
      before.observe(reading);
      if (i % RESTART_EACH !== 0) return;
      const saved = JSON.parse(JSON.stringify(before.save())) as SavedLotJudge;
      const after = makeLotJudge(profile, context, saved);
      for (const rest of readings.slice(i + 1)) after.observe(rest);
      expect(after.episodes()).toEqual(unbroken);
    });
  });
});
