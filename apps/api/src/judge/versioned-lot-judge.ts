import type {
  BudgetSpent,
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
 * Judges a lot by several versions of its limits, each in its own time. Each has seen all of the journey up
 * to its end: what of a budget was spent before, and how far the goods have come, it knows by its own
 * limits (`LotContext.judgedFrom`). A breach that lasts when a version ends goes on, as one, by the next one's
 * limits where these are passed there too; where they are not it has ended there, once anything was measured
 * afterwards. So the verdict is a function of the set of readings, as it is of one
 * version.
 */
export class VersionedLotJudge implements LotJudge {
  private readonly versions: readonly JudgeOfVersion[];
  /** What lasted and what had ended when it was last asked, and how often that was another than before. */
  private lasting = '';
  private turned = 0;

  /** @param versions two or more, in order of time */
  constructor(versions: readonly JudgeOfVersion[]) {
    this.versions = versions;
  }

  get through(): Instant {
    return Math.max(...this.versions.map(({ judge }) => judge.through));
  }

  get isPullingDown(): boolean {
    return this.newest?.judge.isPullingDown ?? false;
  }

  get revision(): number {
    return this.versions.reduce((sum, { judge }) => sum + judge.revision, this.turns());
  }

  observe(reading: Reading): boolean {
    if (reading.measuredAt <= this.through) return false;
    for (const [index, { judge }] of this.versions.entries()) {
      if (reading.measuredAt < this.endOf(index)) judge.observe(reading);
    }
    return true;
  }

  replay({ first, last }: LateStretch, readingsBetween: ReadingsBetween): void {
    this.versions.forEach(({ judge }, index) => {
      const end = this.endOf(index);
      if (first >= end) return;
      judge.replay({ first, last: Math.min(last, end - 1) }, (from, until) =>
        from < end ? readingsBetween(from, Math.min(until, end)) : [],
      );
    });
  }

  episodes(): readonly Episode[] {
    let all: Episode[] = [];
    for (const [index, { from, judge }] of this.versions.entries()) {
      const own = judge.episodes();
      if (index > 0 && hasBegun({ from, judge })) all = takenOver(all, own, from);
      else all = [...all, ...own];
    }
    return all.sort((a, b) => compare(a.rule, b.rule) || a.startedAt - b.startedAt);
  }

  budgetsSpent(): readonly BudgetSpent[] {
    return this.newest?.judge.budgetsSpent() ?? [];
  }

  save(): SavedLotJudge {
    return { versions: this.versions.map(({ judge }) => judge.save()) };
  }

  /**
   * How often what lasts and what has ended was another, as far as anybody asked. A breach ends with its version when the next one
   * hears something of its own time, and a budget of before is spent again, without a change that a version would name.
   */
  private turns(): number {
    const lasting = this.episodes()
      .map(({ rule, endedAt }) => `${rule} ${endedAt}`)
      .join();
    if (lasting !== this.lasting) this.turned += 1;
    this.lasting = lasting;
    return this.turned;
  }

  /** The version that judges now: it has counted all of the journey, by its own limits. */
  private get newest(): JudgeOfVersion | undefined {
    return this.versions.findLast((version) => hasBegun(version));
  }

  /** When the next version takes over; excluded. */
  private endOf(index: number): Instant {
    return this.versions[index + 1]?.from ?? Number.MAX_SAFE_INTEGER;
  }
}

/** What earlier versions had proven, and a version that begins: what lasts goes on in it or has ended there. */
function takenOver(before: readonly Episode[], own: readonly Episode[], from: Instant): Episode[] {
  const goingOn = own.filter(({ startedAt }) => startedAt === from);
  const taken = new Set<Episode>();
  const earlier = before.map((episode) => {
    const next = goingOn.find((other) => isContinued(episode, other));
    if (next === undefined)
      return episode.clearedAt === null ? { ...episode, endedAt: from, clearedAt: from } : episode;
    taken.add(next);
    const { startedAt, raisedAt, isUnverified } = episode;
    // Of a budget that was told and is spent no further, nothing is to be told again.
    const isAsItWas =
      episode.spentMinutes === next.spentMinutes && episode.severity === next.severity;
    const { endedAt, clearedAt } = isAsItWas && episode.clearedAt !== null ? episode : next;
    return { ...next, startedAt, raisedAt, isUnverified, endedAt, clearedAt };
  });
  return [...earlier, ...own.filter((episode) => !taken.has(episode))];
}

/** A breach that lasts goes on in the next version's; a budget, of which there is one a journey, always. */
function isContinued(episode: Episode, next: Episode): boolean {
  if (episode.rule !== next.rule) return false;
  return episode.clearedAt === null || episode.spentMinutes !== null;
}

/** Whether anything was measured since the version holds. */
function hasBegun({ from, judge }: JudgeOfVersion): boolean {
  return judge.through > -Infinity && judge.through >= from;
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
