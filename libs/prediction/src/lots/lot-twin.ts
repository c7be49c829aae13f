import type { Episode, RuleCode } from '@lenglian/breaches';
import { limitsAt, type LimitProfile, type LimitsInTime } from '@lenglian/limits';
import { HOUR, MINUTE, type Celsius, type Duration, type Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { judgePredicted, type PredictedLine } from '../judge-predicted.ts';
import type { Danger, Outlook } from '../outlook.ts';
import type { OperatingContext } from '../where-to-act.ts';
import { TwinFollower, type SavedFollower } from './twin-follower.ts';

/** How often an outlook is asked for, in event time. */
export const ASKED_EVERY: Duration = 5 * MINUTE;
/** What is remembered for late data: states so far apart, and so many of them. */
const CHECKPOINT_EVERY: Duration = 3 * HOUR;
const CHECKPOINTS_MAX = 3;
/** A twin that begins anew looks back so far. It asks for no history, but learns from some. */
export const LOOKS_BACK: Duration = 12 * HOUR;
const VERSION = 1;

interface Checkpoint {
  /** The newest reading that it knows. */
  readonly at: Instant;
  /** A `SavedFollower` as JSON. */
  readonly body: string;
}

/** What must survive a restart, as plain JSON. */
export interface SavedLotTwin {
  readonly version: number;
  readonly through: Instant | null;
  readonly follower: SavedFollower;
  readonly lines: readonly PredictedLine[];
  readonly checkpoints: readonly Checkpoint[];
}

/** How goods came to where they lie. */
export interface Loading {
  readonly at: Instant;
  /** How warm they were then; NaN where nobody noted it. */
  readonly product: Celsius;
  /** When they came into another unit. */
  readonly moves: readonly Instant[];
}

/** A prediction that stands. */
export interface Foretold {
  readonly celsius: Celsius;
  readonly raisedAt: Instant;
  readonly severity: NonNullable<PredictedLine['severity']>;
  readonly isEstimated: boolean;
}

/** What was asked of a lot at a moment. */
export interface Answer {
  readonly outlook: Outlook;
  /** Lines that lie ahead: neither proven to be crossed nor behind the goods as they are known. */
  readonly ahead: readonly Danger[];
  /** Those that stand, the one to be crossed first in front. */
  readonly foretold: readonly Foretold[];
}

type ReadingsFrom = (from: Instant) => readonly Reading[];

/** Which breach takes over from a prediction. Time in a zone is no breach until much of it is spent. */
const BREACHES: Readonly<Record<Exclude<Danger['limit'], 'ZONE'>, readonly RuleCode[]>> = {
  BAND_HIGH: ['BAND_HI', 'CRIT_HI'],
  CRITICAL_HIGH: ['CRIT_HI'],
  CRITICAL_LOW: ['CRIT_LO'],
};

/**
 * The twin of one lot: its readings in, in order of event time, and an outlook when asked. What came late
 * is noted, and when next asked it begins again from the last state before it. Memory: one twin and
 * three of its states (`CHECKPOINTS_MAX`), about 5 kB whatever it saw.
 */
export class LotTwin {
  private readonly limits: readonly LimitsInTime[];
  /** Those that hold at its newest reading. */
  private profile: LimitProfile;
  private readonly loading: Loading;
  private follower: TwinFollower;
  private through: Instant = Number.NEGATIVE_INFINITY;
  private checkpoints: Checkpoint[] = [];
  private lines: readonly PredictedLine[] = [];
  private askedAt: Instant = Number.NEGATIVE_INFINITY;
  private lateFrom: Instant = Number.POSITIVE_INFINITY;

  /** @param limits its versions in order of time, one at least */
  constructor(limits: readonly LimitsInTime[], loading: Loading, saved?: SavedLotTwin) {
    this.limits = limits;
    this.loading = loading;
    const known = saved?.version === VERSION ? saved : undefined;
    this.profile = limitsAt(limits, known?.through ?? loading.at);
    this.follower = this.begin(loading.at, known?.follower);
    if (known === undefined) {
      this.lateFrom = 0;
      return;
    }
    this.through = known.through ?? Number.NEGATIVE_INFINITY;
    this.checkpoints = [...known.checkpoints];
    this.lines = known.lines;
  }

  /** The newest reading that it knows; −Infinity before the first. */
  get newest(): Instant {
    return this.through;
  }

  get isDue(): boolean {
    return this.through - this.askedAt >= ASKED_EVERY;
  }

  /** A reading of the lot; what is older than the newest is late. Of two at an instant one counts. */
  observe(reading: Reading): void {
    if (reading.measuredAt < this.through) this.noteLate(reading.measuredAt);
    else this.follow(reading);
  }

  /** Something came late, or was taken away, from this instant on. */
  noteLate(at: Instant): void {
    this.lateFrom = Math.min(this.lateFrom, at);
  }

  /**
   * What will become of the goods, seen at their newest reading; undefined before the first.
   *
   * @param newest of the lot's readings, as far as is known
   * @param breaches the lot's episodes that last
   * @param told the prediction that people were told, which may be newer than a saved state
   */
  ask(
    context: OperatingContext,
    known: { readonly newest: Instant; readonly readingsFrom: ReadingsFrom },
    breaches: readonly Episode[],
    told: Episode | undefined,
  ): Answer | undefined {
    this.goBy(limitsAt(this.limits, known.newest));
    if (this.lateFrom < Number.POSITIVE_INFINITY) this.beginAgain(known.newest, known.readingsFrom);
    if (!Number.isFinite(this.through)) return undefined;
    this.askedAt = this.through;
    const outlook = this.follower.twin.outlook(this.through, context);
    const dangers = outlook.dangers.map((danger) => this.asJudged(danger, breaches));
    this.lines = judgePredicted(withTold(this.lines, outlook, told), { ...outlook, dangers });
    const ahead = dangers.filter((danger) => !danger.isBeyond && !this.isBehind(danger));
    return { outlook, ahead, foretold: this.foretold(outlook) };
  }

  save(): SavedLotTwin {
    return {
      version: VERSION,
      through: Number.isFinite(this.through) ? this.through : null,
      follower: this.follower.save(),
      lines: this.lines,
      checkpoints: this.checkpoints,
    };
  }

  /** Other limits, another twin: it begins anew, and looks back. */
  private goBy(profile: LimitProfile): void {
    if (profile === this.profile) return;
    this.profile = profile;
    this.checkpoints = [];
    this.lateFrom = 0;
  }

  private follow(reading: Reading): void {
    const at = reading.measuredAt;
    if (at === this.through) return;
    const isNewSpan =
      Math.floor(at / CHECKPOINT_EVERY) > Math.floor(this.through / CHECKPOINT_EVERY);
    if (isNewSpan && Number.isFinite(this.through)) this.remember();
    if (this.loading.moves.some((move) => this.through < move && move <= at)) this.follower.move();
    this.follower.observe(reading);
    this.through = at;
  }

  private remember(): void {
    const body = JSON.stringify(this.follower.save());
    this.checkpoints = [...this.checkpoints, { at: this.through, body }].slice(-CHECKPOINTS_MAX);
  }

  private beginAgain(newest: Instant, readingsFrom: ReadingsFrom): void {
    const checkpoint = this.checkpoints.findLast(({ at }) => at < this.lateFrom);
    this.checkpoints = this.checkpoints.filter(({ at }) => at <= (checkpoint?.at ?? -Infinity));
    this.lateFrom = Number.POSITIVE_INFINITY;
    const from =
      checkpoint === undefined
        ? Math.max(0, Math.max(newest, this.through) - LOOKS_BACK)
        : checkpoint.at + 1;
    this.follower = this.begin(from, checkpoint && (JSON.parse(checkpoint.body) as SavedFollower));
    this.through = checkpoint?.at ?? Number.NEGATIVE_INFINITY;
    for (const reading of readingsFrom(from)) this.follow(reading);
  }

  private begin(from: Instant, saved?: SavedFollower): TwinFollower {
    const { at, product } = this.loading;
    return new TwinFollower(this.profile, at >= from ? product : Number.NaN, saved);
  }

  /**
   * As the judge sees it: where the breach is proven it speaks, and not before; and goods that are
   * beyond a line already, loaded warm perhaps, are not foretold to cross it.
   */
  private asJudged(danger: Danger, breaches: readonly Episode[]): Danger {
    const { limit } = danger;
    const isBeyond =
      limit === 'ZONE'
        ? danger.isBeyond
        : breaches.some(({ rule }) => BREACHES[limit].includes(rule));
    const isSignificant = danger.isSignificant && !isBeyond && !this.isBehind(danger);
    return { ...danger, isBeyond, isSignificant };
  }

  /** Whether the goods, measured or estimated, are beyond a line already. */
  private isBehind({ celsius, direction }: Danger): boolean {
    const { warmest, coldest } = this.follower;
    const product = direction === 1 ? warmest : coldest;
    return direction * (product - celsius) > 0;
  }

  private foretold({ dangers }: Outlook): readonly Foretold[] {
    const { isEstimated } = this.follower;
    const crossing = ({ celsius, direction }: PredictedLine) =>
      dangers.find((one) => one.celsius === celsius && one.direction === direction)?.crossesAt ??
      Number.POSITIVE_INFINITY;
    return this.lines
      .toSorted((a, b) => crossing(a) - crossing(b))
      .flatMap(({ celsius, raisedAt, severity }) =>
        raisedAt === null || severity === null
          ? []
          : [{ celsius, raisedAt, severity, isEstimated }],
      );
  }
}

/** What people were told stands, also where the state that was saved is older than that. */
function withTold(
  lines: readonly PredictedLine[],
  { dangers }: Outlook,
  told: Episode | undefined,
): readonly PredictedLine[] {
  if (told === undefined) return lines;
  if (lines.some(({ raisedAt, celsius }) => raisedAt !== null && celsius === told.limit))
    return lines;
  const found = dangers.find(({ celsius }) => celsius === told.limit);
  const { severity } = told;
  if (found === undefined || severity === 'INFO') return lines;
  const { limit, celsius, direction } = found;
  const line: PredictedLine = {
    ...{ limit, celsius, direction, significantSince: null, unlikelySince: null },
    ...{ raisedAt: told.raisedAt, severity },
  };
  const others = lines.filter((one) => one.celsius !== celsius || one.direction !== direction);
  return [...others, line];
}
