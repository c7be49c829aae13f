import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LimitProfile } from '@lenglian/limits';
import { aFrozenProfile, aProfile } from '@lenglian/limits/testing';
import { HOUR } from '@lenglian/quantities';
import { canonicalOrder, winners } from '@lenglian/readings';
import type { Episode } from './episode.ts';
import { judge } from './judge.ts';
import type { LotJudge, SavedLotJudge } from './lot-judge.ts';
import { makeLotJudge } from './make-lot-judge.ts';
import {
  anyArrivals,
  anyJourney,
  anyRestlessJourney,
  arrivalsOf,
  believedAfter,
  type Arrivals,
} from './testing.ts';

const profiles = [aProfile(), aProfile({ band: { low: null, high: 2 } }), aFrozenProfile()];
const anyProfile = fc.constantFrom(...profiles);

/** By definition: what everything that arrived means, whatever the way it came. */
function defined({ arrivals }: Arrivals, profile: LimitProfile): Episode[] {
  return judge(winners(canonicalOrder(arrivals)), profile);
}

/** The one property all of this is about. */
function agreesWithDefinition(
  make: (profile: LimitProfile, saved?: SavedLotJudge) => LotJudge,
  profiles: fc.Arbitrary<LimitProfile> = fc.constant(aProfile()),
  deliveries: fc.Arbitrary<Arrivals> = anyArrivals,
) {
  return fc.property(deliveries, profiles, (arrived, profile) => {
    const believed = believedAfter((saved) => make(profile, saved), arrived);
    expect(believed).toEqual(defined(arrived, profile));
  });
}

describe('the live judge', () => {
  it('equals the definition for every order, copy, conflict, late arrival and restart', () => {
    fc.assert(agreesWithDefinition(makeLotJudge, anyProfile), { numRuns: 150 });
  });

  it('equals it where breaches come and go and every late sample matters', () => {
    const restless = arrivalsOf(anyRestlessJourney);

    fc.assert(agreesWithDefinition(makeLotJudge, undefined, restless), { numRuns: 300 });
  });

  it('goes on after a restart as if it had never stopped', () => {
    fc.assert(
      fc.property(anyJourney, fc.nat(), (journey, cut) => {
        const at = cut % journey.length;
        const unbroken = makeLotJudge(aProfile());
        for (const reading of journey.slice(0, at)) unbroken.observe(reading);
        const saved = JSON.stringify(unbroken.save());
        const resumed = makeLotJudge(aProfile(), JSON.parse(saved) as SavedLotJudge);
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
        const live = makeLotJudge(aProfile());
        let before = { revision: live.revision, episodes: JSON.stringify(live.episodes()) };
        for (const reading of arrivals) {
          if (!live.observe(reading)) live.replay(reading.measuredAt, []);
          const after = { revision: live.revision, episodes: JSON.stringify(live.episodes()) };
          if (after.episodes !== before.episodes) {
            expect(after.revision).toBeGreaterThan(before.revision);
          }
          before = after;
        }
      }),
    );
  });

  it('goes back at most to the checkpoint before a change, and gladly replays nothing new', () => {
    fc.assert(
      fc.property(anyJourney, fc.nat(), (journey, pick) => {
        const live = makeLotJudge(aProfile());
        for (const reading of journey) live.observe(reading);
        const before = live.episodes();
        const { revision } = live;
        const at = journey[pick % journey.length]?.measuredAt ?? 0;
        const from = live.rewindPoint(at);
        expect(from).toBeLessThanOrEqual(at);
        live.replay(
          at,
          journey.filter(({ measuredAt }) => measuredAt >= from),
        );
        expect(live.episodes()).toEqual(before);
        expect(live.revision).toBe(revision);
      }),
    );
  });
});

/** Judges that are wrong in one thing each. The property must find every one of them. */
const broken: Record<string, (profile: LimitProfile, saved?: SavedLotJudge) => LotJudge> = {
  'holds the last value through gaps': (profile, saved) =>
    makeLotJudge({ ...profile, rules: { ...profile.rules, gapMax: 24 * HOUR } }, saved),
  'takes a gap for an end of measuring one minute too early': (profile, saved) =>
    makeLotJudge({ ...profile, rules: { ...profile.rules, gapMax: 9 * 60_000 } }, saved),
  'raises without waiting': withTiming({ delay: 0, airDelay: 0 }),
  'ends at the first good sample': withTiming({ backInRange: 0 }),
  'ends on the limit instead of inside by the hysteresis': withTiming({ hysteresis: 0 }),
  'judges return air like the product': (profile, saved) =>
    makeLotJudge({ ...profile, rules: { ...profile.rules, returnAirMargin: 0 } }, saved),
  'counts a value on the limit as outside': (profile, saved) =>
    makeLotJudge({ ...profile, band: { ...profile.band, high: profile.band.high - 0.05 } }, saved),
  'ignores what comes late': (profile, saved) =>
    overriding(makeLotJudge(profile, saved), {
      observe: (live, reading) => live.observe(reading) || true,
    }),
  'judges late readings without going back': (profile, saved) =>
    overriding(makeLotJudge(profile, saved), { rewindPoint: (_live, at) => at }),
  'forgets what was open when it restarts': (profile, saved) =>
    makeLotJudge(profile, saved && { ...saved, states: null }),
  'forgets what had ended when it restarts': (profile, saved) =>
    makeLotJudge(profile, saved && { ...saved, closed: [[], [], [], []] }),
  'believes after a restart that nothing was ever pending': (profile, saved) =>
    makeLotJudge(profile, saved && { ...saved, spans: [] }),
  'has checkpoints in which nothing is pending': (profile, saved) =>
    makeLotJudge(
      profile,
      saved && {
        ...saved,
        checkpoints: (saved['checkpoints'] as object[]).map((one) => ({ ...one, states: null })),
      },
    ),
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

function withTiming(change: Partial<LimitProfile['rules']['bandHigh']>) {
  return (profile: LimitProfile, saved?: SavedLotJudge) => {
    const { rules } = profile;
    return makeLotJudge(
      {
        ...profile,
        rules: {
          ...rules,
          bandHigh: { ...rules.bandHigh, ...change },
          bandLow: rules.bandLow && { ...rules.bandLow, ...change },
          criticalHigh: { ...rules.criticalHigh, ...change },
          criticalLow: { ...rules.criticalLow, ...change },
        },
      },
      saved,
    );
  };
}

function overriding(
  live: LotJudge,
  change: {
    observe?: (live: LotJudge, reading: Parameters<LotJudge['observe']>[0]) => boolean;
    rewindPoint?: (live: LotJudge, at: number) => number;
  },
): LotJudge {
  return {
    get through() {
      return live.through;
    },
    get revision() {
      return live.revision;
    },
    observe: (reading) => change.observe?.(live, reading) ?? live.observe(reading),
    rewindPoint: (at) => change.rewindPoint?.(live, at) ?? live.rewindPoint(at),
    replay: (at, readings) => live.replay(at, readings),
    episodes: () => live.episodes(),
    save: () => live.save(),
  };
}
