import { describe, expect, it } from '@jest/globals';
import { aProfile } from '@lenglian/limits/testing';
import { MINUTE } from '@lenglian/quantities';
import { AN_INSTANT, aMinuteSeries, aReading } from '@lenglian/readings/testing';
import { judge as judgeAll } from './judge.ts';
import { NO_CONTEXT, contextsDifferFrom } from './lot-context.ts';
import type { LotJudge } from './lot-judge.ts';
import { SavedLotJudgeError, makeLotJudge } from './make-lot-judge.ts';
import { between } from './testing.ts';

function havingSeen(probes: readonly number[]): LotJudge {
  const judge = makeLotJudge(aProfile(), NO_CONTEXT);
  for (const reading of aMinuteSeries(probes)) judge.observe(reading);
  return judge;
}

const lateAt = AN_INSTANT + 5.5 * MINUTE;
const late = (probe: number) =>
  aReading({ measuredAt: lateAt, measured: { cargoProbe1TemperatureCelsius: probe } });

describe(makeLotJudge.name, () => {
  it('has seen nothing at first', () => {
    const judge = makeLotJudge(aProfile(), NO_CONTEXT);

    expect(judge.through).toBe(Number.NEGATIVE_INFINITY);
    expect(judge.episodes()).toEqual([]);
  });

  it('asks for a replay of whatever comes late: it may explain or contradict what came after', () => {
    expect(havingSeen(Array<number>(30).fill(0.5)).observe(late(3))).toBe(false);
    expect(havingSeen(Array<number>(30).fill(3)).observe(late(0.5))).toBe(false);
  });

  it('keeps a breach that ended with the very sample of a checkpoint', () => {
    // Checkpoints are at minutes 0 and 120; the return is proven at minute 120.
    const series = aMinuteSeries([
      ...Array<number>(30).fill(0.5),
      ...Array<number>(80).fill(3),
      ...Array<number>(30).fill(0.5),
    ]);
    const judge = makeLotJudge(aProfile(), NO_CONTEXT);
    for (const reading of series) judge.observe(reading);
    const before = judge.episodes();
    expect(before[0]?.clearedAt).toBe(AN_INSTANT + 120 * MINUTE);
    const at = AN_INSTANT + 130 * MINUTE;
    const asked: number[] = [];

    judge.replay({ first: at, last: at }, (from, until) => {
      asked.push(from);
      return between(series)(from, until);
    });

    expect(asked).toEqual([AN_INSTANT + 120 * MINUTE + 1]);

    expect(judge.episodes()).toEqual(before);
  });

  it('knows no more than its checkpoint when a replay brings nothing', () => {
    const judge = havingSeen([0.5, 0.5, 0.5]);
    judge.replay({ first: AN_INSTANT + MINUTE, last: AN_INSTANT + MINUTE }, () => []);

    expect(judge.through).toBe(AN_INSTANT);
  });

  it('does not change by a reading it did not take', () => {
    const judge = havingSeen(Array<number>(15).fill(3));
    const before = JSON.stringify(judge.save());
    judge.observe(late(0.5));

    expect(JSON.stringify(judge.save())).toBe(before);
  });

  it('takes the breach back when a late good reading broke its proof', () => {
    const series = aMinuteSeries(Array<number>(22).fill(3));
    const judge = havingSeen(Array<number>(22).fill(3));
    expect(judge.episodes()).toHaveLength(1);
    const { revision } = judge;

    judge.replay(
      { first: lateAt, last: lateAt },
      between([...series.slice(0, 6), late(0.5), ...series.slice(6)]),
    );

    expect(judge.episodes()).toEqual([]);
    expect(judge.revision).toBeGreaterThan(revision);
  });

  it('makes a power loss in frost CRITICAL by what came late, and not where somebody can act soon', () => {
    const frost = { ambientTemperatureCelsius: -25, cargoProbe1TemperatureCelsius: 0.3 };
    const series = [...Array<number>(8).keys()].map((i) =>
      aReading({
        measuredAt: AN_INSTANT + i * 10 * MINUTE,
        measured: { ...frost, isConnectedToPowerSource: i === 0 ? 1 : 0 },
      }),
    );
    const until = AN_INSTANT + 400 * MINUTE;
    const context = { ...NO_CONTEXT, stops: [], refuels: [until] };
    const judge = makeLotJudge(aProfile(), context);
    // Minutes 20 and 30 are not heard at first: what is left proves nothing in 20 min.
    for (const reading of series.filter((_, i) => i !== 2 && i !== 3 && i < 6))
      judge.observe(reading);
    expect(judge.episodes()).toMatchObject([{ rule: 'POWER_OFF', severity: 'INFO' }]);

    const late = { first: AN_INSTANT + 20 * MINUTE, last: AN_INSTANT + 30 * MINUTE };
    judge.replay(late, between(series.slice(0, 6)));

    const [critical] = judge.episodes();
    expect(critical).toMatchObject({ severity: 'CRITICAL', startedAt: AN_INSTANT + 10 * MINUTE });
    const near = { ...context, refuels: [AN_INSTANT + 90 * MINUTE] };
    expect(contextsDifferFrom(context, near)).toBe(-Infinity);
    expect(judgeAll(series, aProfile(), near)).toMatchObject([{ severity: 'MAJOR' }]);
  });

  it('lets two devices of one lot speak at the same instant', () => {
    const judge = havingSeen([0.5, 0.5]);
    const rival = aReading({
      deviceId: 'device-2',
      measuredAt: judge.through,
      measured: { cargoProbe1TemperatureCelsius: 3 },
    });
    const series = aMinuteSeries([0.5, 0.5]);

    expect(judge.observe(rival)).toBe(false);
    const { measuredAt } = rival;
    judge.replay({ first: measuredAt, last: measuredAt }, between([...series, rival]));
    expect(judge.through).toBe(rival.measuredAt);
  });

  it('refuses a state saved by another version', () => {
    const saved = havingSeen([0.5]).save();

    expect(() => makeLotJudge(aProfile(), NO_CONTEXT, { ...saved, version: 0 })).toThrow(
      SavedLotJudgeError,
    );
    expect(() => makeLotJudge(aProfile({ criticalLow: null }), NO_CONTEXT, saved)).toThrow(
      SavedLotJudgeError,
    );
  });
});
