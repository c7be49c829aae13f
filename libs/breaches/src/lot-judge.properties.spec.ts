import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LimitProfile, RuleParameters } from '@lenglian/limits';
import { aFrozenProfile, aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import {
  AMBIENT,
  DOOR_OPEN,
  RETURN,
  SUPPLY,
  canonicalOrder,
  winners,
  type ChannelIndex,
  type Reading,
} from '@lenglian/readings';
import type { Episode } from './episode.ts';
import { judge } from './judge.ts';
import { NO_CONTEXT, contextsDifferFrom, type LotContext } from './lot-context.ts';
import type { LotJudge, SavedLotJudge } from './lot-judge.ts';
import { makeLotJudge } from './make-lot-judge.ts';
import {
  anyArrivals,
  anyContext,
  anyJourney,
  anyJourneyOfSeveral,
  anyRestlessJourney,
  anySteadyJourney,
  arrivalsOf,
  believedAfter,
  between,
  overriding,
  type Arrivals,
} from './testing.ts';

const held = (delay: number, back: number) => ({
  delay: delay * MINUTE,
  backInRange: back * MINUTE,
  hysteresis: 0.3,
});

/** Everything that a profile can be judged by, with budgets that a few hours can spend. */
const whole = aProfile({
  rules: {
    co2: { ...held(120, 60), limit: 1 },
    humidity: { ...held(60, 30), low: 50, high: 65, margin: 5 },
    budgets: [
      { ...spending('BUDGET_HEAT', 2, null), max: 4 * HOUR },
      { ...spending('BUDGET_CRIT', 8, null), max: HOUR },
      { ...spending('BUDGET_COLD', null, -0.5), max: 2 * HOUR },
      { ...spending('ZONE', 2, 8), max: 5 * HOUR },
    ],
  },
});
const milk = aProfile({
  rules: {
    pullDown: null,
    milk: { levelMin: 5, majorHigh: 3, majorTiming: held(10, 15), tamperFall: 2 },
    vent: { ...held(30, 10), planned: 25, tolerance: 5 },
  },
});
const profiles = [whole, whole, milk, aProfile({ band: { low: null, high: 2 } }), aFrozenProfile()];
const anyProfile = fc.constantFrom(...profiles);

const anySteadyProfile = fc.constantFrom(whole, aProfile());
const steady = arrivalsOf(anySteadyJourney);
const anyOfAll = fc.oneof(anyJourney, anySteadyJourney, anyJourneyOfSeveral);

function spending(
  rule: RuleParameters['budgets'][number]['rule'],
  low: number | null,
  high: number | null,
) {
  return { rule, low, high, severityAt80: 'INFO', severityAt100: 'MAJOR' } as const;
}

type Make = (profile: LimitProfile, context: LotContext, saved?: SavedLotJudge) => LotJudge;

/** By definition: what everything that arrived means, whatever the way it came. */
function defined({ arrivals }: Arrivals, profile: LimitProfile, context: LotContext): Episode[] {
  return judge(winners(canonicalOrder(arrivals)), profile, context);
}

/** The one property all of this is about. */
function agreesWithDefinition(
  make: Make,
  profiles: fc.Arbitrary<LimitProfile> = fc.constant(whole),
  deliveries: fc.Arbitrary<Arrivals> = anyArrivals,
) {
  return fc.property(deliveries, profiles, anyContext, (arrived, profile, context) => {
    const believed = believedAfter((saved) => make(profile, context, saved), arrived);
    expect(believed).toEqual(defined(arrived, profile, context));
  });
}

/** All but where it could go back to. */
function remembered(live: LotJudge): string {
  return JSON.stringify({ ...live.save(), checkpoints: undefined });
}

/** Without what grows with every sample. */
function told(episodes: readonly Episode[]): string {
  return JSON.stringify(
    episodes.map((episode) => ({ ...episode, degreeMinutes: null, spentMinutes: null })),
  );
}

describe('the live judge', () => {
  it('equals the definition for every order, copy, conflict, late arrival and restart', () => {
    fc.assert(agreesWithDefinition(makeLotJudge, anyProfile), { numRuns: 1_200 });
  });

  it('equals it where breaches come and go and every late sample matters', () => {
    const restless = arrivalsOf(anyRestlessJourney);

    fc.assert(agreesWithDefinition(makeLotJudge, undefined, restless), { numRuns: 800 });
  });

  it('equals it where what is usual of air is learnt, and air is not as usual', () => {
    fc.assert(agreesWithDefinition(makeLotJudge, anySteadyProfile, steady), { numRuns: 400 });
  });

  it('equals it where devices speak at paces of their own', () => {
    const ofSeveral = arrivalsOf(anyJourneyOfSeveral);

    fc.assert(agreesWithDefinition(makeLotJudge, anyProfile, ofSeveral), { numRuns: 800 });
  });

  it('goes on after a restart as if it had never stopped', () => {
    fc.assert(
      fc.property(anyOfAll, fc.nat(), anyContext, (journey, cut, context) => {
        const at = cut % journey.length;
        const unbroken = makeLotJudge(whole, context);
        for (const reading of journey.slice(0, at)) unbroken.observe(reading);
        const saved = JSON.stringify(unbroken.save());
        const resumed = makeLotJudge(whole, context, JSON.parse(saved) as SavedLotJudge);
        for (const reading of journey.slice(at)) {
          unbroken.observe(reading);
          resumed.observe(reading);
        }
        expect(resumed.episodes()).toEqual(unbroken.episodes());
        expect(resumed.through).toBe(unbroken.through);
        expect(JSON.stringify(resumed.save())).toBe(JSON.stringify(unbroken.save()));
      }),
    );
  });

  it('changes its revision when its episodes change', () => {
    fc.assert(
      fc.property(anyArrivals, ({ arrivals }) => {
        const live = makeLotJudge(whole, NO_CONTEXT);
        let before = { revision: live.revision, episodes: told(live.episodes()) };
        for (const reading of arrivals) {
          const { measuredAt } = reading;
          if (!live.observe(reading))
            live.replay({ first: measuredAt, last: measuredAt }, () => []);
          const after = { revision: live.revision, episodes: told(live.episodes()) };
          if (after.episodes !== before.episodes) {
            expect(after.revision).toBeGreaterThan(before.revision);
          }
          before = after;
        }
      }),
    );
  });

  it('asks for no more than the stretch up to a checkpoint when a replay brings nothing new', () => {
    fc.assert(
      fc.property(anyJourney, fc.nat(), (journey, pick) => {
        const live = makeLotJudge(whole, NO_CONTEXT);
        for (const reading of journey) live.observe(reading);
        const before = live.episodes();
        const { revision } = live;
        const state = remembered(live);
        const at = journey[pick % journey.length]?.measuredAt ?? 0;
        const asked: { from: number; until: number }[] = [];
        live.replay({ first: at, last: at }, (from, until) => {
          asked.push({ from, until });
          return between(journey)(from, until);
        });
        expect(asked).toHaveLength(1);
        expect(asked[0]?.from).toBeLessThanOrEqual(at);
        expect(live.episodes()).toEqual(before);
        expect(live.revision).toBe(revision);
        expect(remembered(live)).toEqual(state);
      }),
    );
  });

  it('judges by another belief about the journey from where it differs, and by nothing else', () => {
    fc.assert(
      fc.property(anyJourney, anyContext, anyContext, (journey, believed, now) => {
        const before = makeLotJudge(whole, believed);
        for (const reading of journey) before.observe(reading);
        const live = makeLotJudge(whole, now, before.save());
        const first = Math.max(0, contextsDifferFrom(believed, now));
        if (first !== Infinity) live.replay({ first, last: Infinity }, between(journey));
        expect(live.episodes()).toEqual(judge(journey, whole, now));
      }),
      { numRuns: 300 },
    );
  });
});

/** Judges that are wrong in one thing each. The property must find every one of them. */
const broken: Record<string, Make> = {
  'holds the last value through gaps': withRules({ gapMax: 24 * HOUR }),
  'takes a gap for an end of measuring one minute too early': withRules({ gapMax: 9 * MINUTE }),
  'knows of no device how often it speaks': seeingReading((reading) => ({
    ...reading,
    deviceId: String(reading.measuredAt),
  })),
  'raises without waiting': withTiming({ delay: 0, airDelay: 0 }),
  'ends at the first good sample': withTiming({ backInRange: 0 }),
  'ends on the limit instead of inside by the hysteresis': withTiming({ hysteresis: 0 }),
  'judges return air like the product': withRules({ returnAirMargin: 0 }),
  'gives no grace after a defrost': withGrace({ afterDefrost: -1 }),
  'gives grace without an end': withGrace({ max: 24 * HOUR }),
  'knows no dose of cold': (profile, context, saved) => {
    const criticalLow = { ...profile.rules.criticalLow, doseMax: 1e9 };
    return withRules({ criticalLow })(profile, context, saved);
  },
  'lets the estimate follow the air at once': (profile, context, saved) => {
    const estimate = { ...profile.rules.estimate, lag: 1, lagFanOff: 1 };
    return withRules({ estimate })(profile, context, saved);
  },
  'excuses goods that were loaded warm for ever': (profile, context, saved) => {
    const { pullDown } = profile.rules;
    const patient = pullDown && { ...pullDown, fallsFrom: 99 * HOUR, deadline: 99 * HOUR };
    return withRules({ pullDown: patient })(profile, context, saved);
  },
  'forgets one budget': (profile, context, saved) =>
    withRules({ budgets: profile.rules.budgets.slice(1) })(profile, context, saved),
  'counts a value on the limit as outside': (profile, context, saved) =>
    makeLotJudge(
      { ...profile, band: { ...profile.band, high: profile.band.high - 0.05 } },
      context,
      saved,
    ),
  'knows nothing of stops': (profile, context, saved) =>
    makeLotJudge(profile, { ...context, stops: null }, saved),
  'lets new limits speak of what was before them': (profile, context, saved) =>
    makeLotJudge(profile, { ...context, judgedFrom: -Infinity }, saved),
  'forgets what was before new limits': (profile, context, saved) =>
    overriding(makeLotJudge(profile, context, saved), {
      observe: (live, reading) =>
        reading.measuredAt < (context.judgedFrom ?? -Infinity) || live.observe(reading),
    }),
  'ignores what comes late': (profile, context, saved) =>
    overriding(makeLotJudge(profile, context, saved), {
      observe: (live, reading) => live.observe(reading) || true,
    }),
  'judges late readings without going back': (profile, context, saved) =>
    overriding(makeLotJudge(profile, context, saved), {
      replay: (live, late, readings) =>
        live.replay(late, (from, until) => readings(Math.max(from, late.first), until)),
    }),
  'stops judging again at once': (profile, context, saved) =>
    overriding(makeLotJudge(profile, context, saved), {
      replay: (live, late, readings) =>
        live.replay(late, (from, until) => readings(from, Math.min(until, late.last + 1))),
    }),
  'goes back to the last of what waited, not to the first': (profile, context, saved) =>
    overriding(makeLotJudge(profile, context, saved), {
      replay: (live, { last }, readings) => live.replay({ first: last, last }, readings),
    }),
  'takes up what was before when the first of what waited is judged': (profile, context, saved) =>
    overriding(makeLotJudge(profile, context, saved), {
      replay: (live, { first }, readings) => live.replay({ first, last: first }, readings),
    }),
  'forgets what was open when it restarts': changingSaved(() => ({ states: null })),
  'forgets what it had seen when it restarts': changingSaved(() => ({ memory: [] })),
  'forgets what had ended when it restarts': changingSaved(({ closed }) => ({
    closed: (closed as unknown[]).map(() => []),
  })),
  'has checkpoints in which nothing is pending': changingSaved(({ checkpoints }) => ({
    checkpoints: (checkpoints as object[]).map((one) => ({ ...one, states: null })),
  })),
  'has checkpoints without memory': changingSaved(({ checkpoints }) => ({
    checkpoints: (checkpoints as object[]).map((one) => ({ ...one, memory: [] })),
  })),
};

describe('a judge that', () => {
  it.each(Object.entries(broken))('%s is found out', (_name, make) => {
    const found = fc.check(agreesWithDefinition(make), {
      // One seed, so that a rare mistake is found each time or never.
      seed: 1,
      numRuns: 3_000,
      endOnFailure: true,
    });

    expect(found.failed).toBe(true);
  });
});

/** Judges that are wrong about the air of a box that runs on. */
const brokenAboutAir: Record<string, Make> = {
  'knows no weather': seeing(AMBIENT, () => Number.NaN),
  'takes weather that nobody measures for mild': seeing(AMBIENT, (ambient) =>
    Number.isNaN(ambient) ? 20 : ambient,
  ),
  'takes return air that is not measured for supply air': seeing(RETURN, (back, { values }) =>
    Number.isNaN(back) ? (values[SUPPLY] ?? back) : back,
  ),
  'sees no door': seeing(DOOR_OPEN, () => 0),
  'doubts air at once': (profile, context, saved) =>
    withRules({ suspect: { ...profile.rules.suspect, delay: 0 } })(profile, context, saved),
  'believes again at once': (profile, context, saved) =>
    withRules({ suspect: { ...profile.rules.suspect, backInRange: 0 } })(profile, context, saved),
  'supposes goods that were noted': (profile, context, saved) =>
    makeLotJudge(profile, { ...context, loadedProduct: null }, saved),
  'forgets what it had seen when it restarts': changingSaved(() => ({ memory: [] })),
};

describe('about the air of a box that runs on, a judge that', () => {
  it.each(Object.entries(brokenAboutAir))('%s is found out', (_name, make) => {
    const found = fc.check(agreesWithDefinition(make, anySteadyProfile, steady), {
      ...{ seed: 1, numRuns: 1_000, endOnFailure: true },
    });

    expect(found.failed).toBe(true);
  });
});

/** A judge that sees another value of a channel than was measured. */
function seeing(channel: ChannelIndex, value: (measured: number, of: Reading) => number): Make {
  return seeingReading((reading) => {
    const values = [...reading.values];
    values[channel] = value(values[channel] ?? Number.NaN, reading);
    return { ...reading, values };
  });
}

/** A judge that sees other readings than there were. */
function seeingReading(seen: (reading: Reading) => Reading): Make {
  return (profile, context, saved) =>
    overriding(makeLotJudge(profile, context, saved), {
      observe: (live, reading) => live.observe(seen(reading)),
      replay: (live, late, readings) =>
        live.replay(late, (from, until) => readings(from, until).map(seen)),
    });
}

function withRules(change: Partial<RuleParameters>): Make {
  return (profile, context, saved) =>
    makeLotJudge({ ...profile, rules: { ...profile.rules, ...change } }, context, saved);
}

function withGrace(change: Partial<RuleParameters['grace']>): Make {
  return (profile, context, saved) =>
    withRules({ grace: { ...profile.rules.grace, ...change } })(profile, context, saved);
}

function withTiming(change: Partial<RuleParameters['bandHigh']>): Make {
  return (profile, context, saved) => {
    const { rules } = profile;
    return withRules({
      bandHigh: { ...rules.bandHigh, ...change },
      bandLow: rules.bandLow && { ...rules.bandLow, ...change },
      criticalHigh: { ...rules.criticalHigh, ...change },
      criticalLow: { ...rules.criticalLow, ...change },
    })(profile, context, saved);
  };
}

function changingSaved(change: (saved: SavedLotJudge) => SavedLotJudge): Make {
  return (profile, context, saved) =>
    makeLotJudge(profile, context, saved && { ...saved, ...change(saved) });
}
