import fc from 'fast-check';
import { canonicalOrder, compareSamples, type ChannelName, type Reading } from '@lenglian/readings';
import { aReading } from '@lenglian/readings/testing';
import type { Episode } from './episode.ts';
import type { LateStretch, LotJudge, ReadingsBetween } from './lot-judge.ts';

/** Levels of what another sample claims for an instant: on, just beside and far from the limits of `aProfile()`, °C. */
const CLAIMED = [-9, -1.4, -1, -0.7, -0.5, 0, 1.7, 2.1, 2.7, 7.5, 8.1, 10];

/** What reached us of a journey, in the order in which it did. */
export interface Arrivals {
  readonly arrivals: readonly Reading[];
  /** After how many arrivals the judge is stopped, saved and made again. */
  readonly restarts: readonly number[];
  /** After each so many arrivals late ones are judged again; until then they wait, while newer ones are judged. */
  readonly settlesEvery: number;
}

/**
 * A journey as a bad network delivers it: in order but for some that are late, in blocks, or in no
 * order at all; repeated; with other samples that claim the same instants.
 */
export function arrivalsOf(journeys: fc.Arbitrary<Reading[]>): fc.Arbitrary<Arrivals> {
  return journeys.chain(deliveriesOf);
}

function deliveriesOf(journey: Reading[]): fc.Arbitrary<Arrivals> {
  const repeated = fc.subarray(journey, { maxLength: Math.min(20, journey.length) });
  const rivals = fc
    .subarray(journey, { maxLength: Math.min(8, journey.length) })
    .chain((contested) => fc.tuple(...contested.map((reading) => rivalOf(reading))));
  return fc.tuple(repeated, rivals).chain(([copies, others]) => {
    const all = [...journey, ...others, ...copies];
    const inOrder = canonicalOrder(all);
    return fc.record({
      arrivals: fc.oneof(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc
          .subarray(inOrder)
          .map((late) => [...inOrder.filter((reading) => !late.includes(reading)), ...late]),
        fc
          .nat({ max: inOrder.length })
          .map((cut) => [...inOrder.slice(cut), ...inOrder.slice(0, cut)]),
        fc
          .shuffledSubarray([...journey], { maxLength: Math.min(5, journey.length) })
          .map((late) => [
            ...journey.filter((reading) => !late.includes(reading)),
            ...late,
            ...others,
          ]),
        fc.constant(inOrder),
      ),
      restarts: fc.array(fc.nat({ max: all.length }), { maxLength: 3 }),
      settlesEvery: fc.constantFrom(1, 1, 2, 7, 30),
    });
  });
}

function rivalOf(reading: Reading): fc.Arbitrary<Reading> {
  return fc
    .record({
      boot: fc.constantFrom(0, 2, 2),
      channel: fc.constantFrom<ChannelName>(
        'cargoProbe1TemperatureCelsius',
        'supplyTemperatureCelsius',
      ),
      value: fc.constantFrom(...CLAIMED),
    })
    .map(({ boot, channel, value }) =>
      aReading({
        measuredAt: reading.measuredAt,
        boot,
        seq: reading.seq,
        measured: { [channel]: value },
      }),
    );
}

/** What a live judge believes after a bad network, with every late reading judged again. */
export function believedAfter(
  make: (saved?: ReturnType<LotJudge['save']>) => LotJudge,
  arrived: Arrivals,
): readonly Episode[] {
  return judgeAfter(make, arrived).episodes();
}

/** The same with the judge itself. */
export function judgeAfter(
  make: (saved?: ReturnType<LotJudge['save']>) => LotJudge,
  { arrivals, restarts, settlesEvery }: Arrivals,
): LotJudge {
  const winnerAt = new Map<number, Reading>();
  let judge = make();
  let late: LateStretch | undefined;
  const settle = (): void => {
    if (late) judge.replay(late, between([...winnerAt.values()].toSorted(compareSamples)));
    late = undefined;
  };
  arrivals.forEach((reading, i) => {
    if (restarts.includes(i)) {
      settle();
      judge = make(JSON.parse(JSON.stringify(judge.save())) as ReturnType<LotJudge['save']>);
    }
    const { measuredAt: at } = reading;
    const holder = winnerAt.get(at);
    if (holder === undefined || compareSamples(reading, holder) > 0) winnerAt.set(at, reading);
    if (!judge.observe(reading))
      late = { first: Math.min(at, late?.first ?? at), last: Math.max(at, late?.last ?? at) };
    if (i % settlesEvery === 0) settle();
  });
  settle();
  return judge;
}

/** What a store would answer that holds these, which are in order. */
export function between(readings: readonly Reading[]): ReadingsBetween {
  return (from, until) =>
    readings.filter(({ measuredAt }) => measuredAt >= from && measuredAt < until);
}

/** A judge that does one thing otherwise. */
export function overriding(
  live: LotJudge,
  change: {
    observe?: (live: LotJudge, reading: Reading) => boolean;
    replay?: (live: LotJudge, ...given: Parameters<LotJudge['replay']>) => void;
  },
): LotJudge {
  return {
    get through() {
      return live.through;
    },
    get revision() {
      return live.revision;
    },
    get isPullingDown() {
      return live.isPullingDown;
    },
    observe: (reading) => change.observe?.(live, reading) ?? live.observe(reading),
    replay: (...given) => (change.replay ? change.replay(live, ...given) : live.replay(...given)),
    episodes: () => live.episodes(),
    budgetsSpent: () => live.budgetsSpent(),
    save: () => live.save(),
  };
}
