import type {
  Episode,
  LateStretch,
  LotJudge,
  ReadingsBetween,
  SavedLotJudge,
} from '@lenglian/breaches';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';

/** One judge by one version of the limits, from a moment on, until the next one begins. */
export interface JudgeOfVersion {
  /** Included; −Infinity of the first. */
  readonly from: Instant;
  readonly judge: LotJudge;
}

/**
 * Judges a lot by several versions of its limits, each in its own time. What a version had proven goes on
 * by the next one's limits: a breach that lasts when a version ends has ended there once anything was
 * measured afterwards, and the next version proves it anew or does not. So the verdict is a function of
 * the set of readings, as it is of one version.
 */
export class VersionedLotJudge implements LotJudge {
  private readonly versions: readonly JudgeOfVersion[];

  /** @param versions two or more, in order of time */
  constructor(versions: readonly JudgeOfVersion[]) {
    this.versions = versions;
  }

  get through(): Instant {
    return Math.max(...this.versions.map(({ judge }) => judge.through));
  }

  get revision(): number {
    // A breach ends with its version when the next one hears something for the first time.
    const heard = this.versions.filter(({ judge }) => judge.through > -Infinity).length;
    return this.versions.reduce((sum, { judge }) => sum + judge.revision, heard);
  }

  observe(reading: Reading): boolean {
    return this.versionAt(reading.measuredAt).judge.observe(reading);
  }

  replay({ first, last }: LateStretch, readingsBetween: ReadingsBetween): void {
    this.versions.forEach(({ from, judge }, index) => {
      const until = this.versions[index + 1]?.from ?? Number.MAX_SAFE_INTEGER;
      if (last < from || first >= until) return;
      judge.replay(
        { first: Math.max(first, from), last: Math.min(last, until - 1) },
        (begin, end) => {
          const [own, ownEnd] = [Math.max(begin, from, 0), Math.min(end, until)];
          return own < ownEnd ? readingsBetween(own, ownEnd) : [];
        },
      );
    });
  }

  episodes(): readonly Episode[] {
    const all = this.versions.flatMap(({ judge }, index) => {
      const next = this.versions.slice(index + 1).find((later) => later.judge.through > -Infinity);
      const end = this.versions[index + 1]?.from;
      return judge.episodes().map((episode) => {
        const lasts = episode.endedAt === null || episode.clearedAt === null;
        if (!lasts || next === undefined || end === undefined) return episode;
        return { ...episode, endedAt: episode.endedAt ?? end, clearedAt: end };
      });
    });
    return all.sort((a, b) => compare(a.rule, b.rule) || a.startedAt - b.startedAt);
  }

  save(): SavedLotJudge {
    return { versions: this.versions.map(({ judge }) => judge.save()) };
  }

  private versionAt(at: Instant): JudgeOfVersion {
    const found = this.versions.findLast(({ from }) => from <= at);
    const version = found ?? this.versions[0];
    if (version === undefined) throw new RangeError('a lot is judged by at least one version');
    return version;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What was saved of each version; undefined where it was saved of another number of them. */
export function savedVersions(
  saved: SavedLotJudge | undefined,
  count: number,
): readonly SavedLotJudge[] | undefined {
  const versions = saved?.['versions'] as readonly SavedLotJudge[] | undefined;
  return versions?.length === count ? versions : undefined;
}
