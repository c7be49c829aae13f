import { MINUTE, type Instant } from '@lenglian/quantities';
import { makersOf, type Transformation } from './transformation.ts';

/** A stretch of time in which goods were outside a limit, by the rule that proved it. */
export interface BreachSpan {
  readonly rule: string;
  readonly startedAt: Instant;
  /** Null: it goes on. */
  readonly endedAt: Instant | null;
}

/** Minutes outside limits by rule; a rule without any is absent. */
export type Exposure = Readonly<Record<string, number>>;

/** What exposure is computed from. */
export interface ExposureWorld {
  readonly transformations: readonly Transformation[];
  /** The lot's own breaches, in any order; spans of one rule do not overlap. */
  breachesOf(lotId: string): readonly BreachSpan[];
}

/** A lot's exposure with all that its goods brought along. */
export interface LotExposure {
  readonly own: Exposure;
  /** What the goods had behind them when the lot was made. */
  readonly inherited: Exposure;
  readonly total: Exposure;
}

/**
 * The exposure of a lot until a moment. A child inherits: of a split or of one re-packed lot all that
 * it was exposed to; of several whose pieces stay themselves the worst of each rule, since some piece
 * had it; of commingled goods the mean by mass (domain.md, milk), or the worst where a mass is unknown.
 * The lot's own part begins when it was made, so that a breach that went on through a split counts once.
 */
export function exposureOf(lotId: string, until: Instant, world: ExposureWorld): LotExposure {
  const makers = makersOf(world.transformations);
  const of = (id: string, end: Instant, path: ReadonlySet<string>): LotExposure => {
    const maker = makers.get(id);
    const own = minutesOf(world.breachesOf(id), maker?.at ?? -Infinity, end);
    if (!maker || path.has(id)) return { own, inherited: {}, total: own };
    const below = new Set([...path, id]);
    const inherited = combine(
      maker,
      maker.inputs.map(({ lotId: input }) => of(input, maker.at, below).total),
    );
    return { own, inherited, total: sum(own, inherited) };
  };
  return of(lotId, until, new Set());
}

/** Minutes that breaches have inside `from … until`, by rule. */
export function minutesOf(
  breaches: readonly BreachSpan[],
  from: Instant,
  until: Instant,
): Exposure {
  const minutes: Record<string, number> = {};
  for (const { rule, startedAt, endedAt } of breaches) {
    const inside = Math.min(endedAt ?? until, until) - Math.max(startedAt, from);
    if (inside > 0) minutes[rule] = (minutes[rule] ?? 0) + inside / MINUTE;
  }
  return minutes;
}

function combine({ kind, inputs }: Transformation, exposures: readonly Exposure[]): Exposure {
  const masses = inputs.map(({ quantityKilograms }) => quantityKilograms);
  const total = masses.reduce<number>((all, mass) => all + (mass ?? 0), 0);
  const isMean = kind === 'COMMINGLE' && total > 0 && !masses.includes(null);
  const combined: Record<string, number> = {};
  for (const [index, exposure] of exposures.entries()) {
    for (const [rule, minutes] of Object.entries(exposure)) {
      const known = combined[rule] ?? 0;
      combined[rule] = isMean
        ? known + (minutes * (masses[index] ?? 0)) / total
        : Math.max(known, minutes);
    }
  }
  return combined;
}

function sum(a: Exposure, b: Exposure): Exposure {
  const total: Record<string, number> = { ...a };
  for (const [rule, minutes] of Object.entries(b)) total[rule] = (total[rule] ?? 0) + minutes;
  return total;
}
