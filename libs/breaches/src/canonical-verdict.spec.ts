import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aProfile } from '@lenglian/limits/testing';
import { canonicalVerdict } from './canonical-verdict.ts';
import { judge } from './judge.ts';
import { anEpisode, anyJourney } from './testing.ts';

describe(canonicalVerdict.name, () => {
  it('is the same in whatever order the episodes are listed', () => {
    fc.assert(
      fc.property(
        anyJourney
          .map((journey) => judge(journey, aProfile()))
          .chain((all) =>
            fc.tuple(
              fc.constant(all),
              fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
            ),
          ),
        ([listed, shuffled]) => {
          expect(canonicalVerdict(shuffled)).toEqual(canonicalVerdict(listed));
        },
      ),
    );
  });

  it('holds rule and event times only', () => {
    const { startedAt, raisedAt } = anEpisode();

    expect(canonicalVerdict([anEpisode({ peak: 9, signal: 'RETURN' })])).toEqual([
      ['BAND_HI', startedAt, raisedAt, null, null],
    ]);
  });

  it('leaves silence out, which depends on reception', () => {
    expect(canonicalVerdict([anEpisode({ rule: 'DATA_GAP' })])).toEqual([]);
    expect(canonicalVerdict([anEpisode({ rule: 'NO_DATA' })])).toEqual([]);
  });
});
