import type { Celsius, Duration, Instant } from '@lenglian/quantities';

/** A stretch of event time: from included, until excluded; null has no end yet. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant | null;
}

/**
 * What is known of a lot's journey besides its readings. Part of what a verdict is a function of:
 * a later belief (a delay, a reported departure) judges again from where it differs.
 */
export interface LotContext {
  /** When the goods were put in: pull-down begins. Null for goods that were cooled before. */
  readonly loadedAt: Instant | null;
  /** Product temperature noted at loading, °C. */
  readonly loadedProduct: Celsius | null;
  /** Planned set-points by their beginning, in order; before the first, the profile's. */
  readonly setpoints: readonly { readonly from: Instant; readonly setpoint: Celsius }[];
  /** 一箱制: no opening between origin and destination. */
  readonly isOneBox: boolean;
  /**
   * Where doors may be opened and power may be off by plan: in order, without overlap. A store is
   * one stop without an end; null is a unit of which nobody knows where it should be.
   */
  readonly stops: readonly Span[] | null;
  /**
   * Stops at which a contract says how long a unit may be without power, in order and without overlap. Elsewhere, and
   * where absent, the profile's rule says.
   */
  readonly offPower?: readonly (Span & { readonly max: Duration })[];
  /**
   * When its unit is to be at places where it can be refuelled, plugged in or changed, the last of them where the goods
   * leave it; in order. Absent: no plan says.
   */
  readonly refuels?: readonly Instant[];
  /** When its rides are to end, in order. Absent: no plan says. */
  readonly arrivals?: readonly Instant[];
  /**
   * 城配: rounds from door to door. Doors are opened there by plan, though nobody plans each of them, and warm the air
   * for longer than on other ways. In order; absent: none.
   */
  readonly rounds?: readonly Span[];
  /**
   * Stops at which goods are only taken in, as at a farm: a tank that holds milk is not emptied there. In order; absent:
   * none that anybody knows of.
   */
  readonly intakes?: readonly Span[];
  /**
   * Goods that first lie in a room or store are pre-cooled there: until when they do, null without an end yet. Absent:
   * they began in what carries them.
   */
  readonly preCooledUntil?: Instant | null;
  /**
   * From when on these limits hold; absent: always. What was measured before is remembered (how far the
   * goods have come, what of a budget they spent, since when a limit is passed) and raises nothing before.
   */
  readonly judgedFrom?: Instant;
  /** 有货无单: nobody has declared these goods, a unit that cools stands for them. */
  readonly isProvisional?: true;
}

/** Nothing is known of the journey: nothing is excused by it either. */
export const NO_CONTEXT: LotContext = {
  loadedAt: null,
  loadedProduct: null,
  setpoints: [],
  isOneBox: false,
  stops: null,
};

/** Whether a moment lies in a planned stop; false where stops are unknown. */
export function isAtStop({ stops }: LotContext, at: Instant): boolean {
  const stop = stops === null ? undefined : lastFrom(stops, at);
  return stop !== undefined && (stop.until === null || at < stop.until);
}

/** For how long a unit may be without power where it stands at a moment; undefined where no contract says. */
export function offPowerMaxAt({ offPower }: LotContext, at: Instant): Duration | undefined {
  const there = offPower === undefined ? undefined : lastFrom(offPower, at);
  return there === undefined || (there.until !== null && at >= there.until) ? undefined : there.max;
}

/** Whether a moment lies in a stop at which goods are only taken in. */
export function isAtIntake({ intakes }: LotContext, at: Instant): boolean {
  const intake = intakes === undefined ? undefined : lastFrom(intakes, at);
  return intake !== undefined && (intake.until === null || at < intake.until);
}

/** Whether a moment lies in a round from door to door. */
export function isOnRound({ rounds }: LotContext, at: Instant): boolean {
  const round = rounds === undefined ? undefined : lastFrom(rounds, at);
  return round !== undefined && (round.until === null || at < round.until);
}

/** Whether goods are in a room before their first ride at a moment. */
export function isInRoom(context: LotContext, at: Instant): boolean {
  return at < preCooledUntil(context);
}

/**
 * The set-point that was planned for a moment; undefined where the profile's holds. NaN in rooms before the first ride: a
 * hall where meat is cut is as cold as its work needs, by nobody's plan of a carriage.
 */
export function plannedSetpoint(context: LotContext, at: Instant): Celsius | undefined {
  const { setpoints } = context;
  if (isInRoom(context, at)) return Number.NaN;
  return setpoints.length === 0 ? undefined : lastFrom(setpoints, at)?.setpoint;
}

/** The first of some instants, which are in order, after a moment; undefined after the last. */
export function firstAfter(
  instants: readonly Instant[] | undefined,
  at: Instant,
): Instant | undefined {
  if (instants === undefined) return undefined;
  for (let i = 0; i < instants.length; i++) {
    const instant = instants[i] as Instant;
    if (instant > at) return instant;
  }
  return undefined;
}

/**
 * The first moment about which two contexts differ; Infinity when they say the same. Everything
 * judged before it stands.
 */
export function contextsDifferFrom(a: LotContext, b: LotContext): Instant {
  if (a.isProvisional !== b.isProvisional) return -Infinity;
  if (a.isOneBox !== b.isOneBox || (a.stops === null) !== (b.stops === null)) return -Infinity;
  // What was noted at loading is where the estimate begins.
  if (a.loadedProduct !== b.loadedProduct) return -Infinity;
  const loading = Math.min(a.loadedAt ?? Infinity, b.loadedAt ?? Infinity);
  const [cooledA, cooledB] = [preCooledUntil(a), preCooledUntil(b)];
  const [judgedA, judgedB] = [a.judgedFrom ?? -Infinity, b.judgedFrom ?? -Infinity];
  return Math.min(
    judgedA === judgedB ? Infinity : Math.min(judgedA, judgedB),
    a.loadedAt === b.loadedAt ? Infinity : loading,
    cooledA === cooledB ? Infinity : Math.min(cooledA, cooledB),
    listsDifferFrom(a.setpoints, b.setpoints, (x, y) => x.setpoint === y.setpoint, noEnd),
    listsDifferFrom(a.stops ?? [], b.stops ?? [], (x, y) => x.until === y.until, endOf),
    listsDifferFrom(
      ...[a.offPower ?? [], b.offPower ?? []],
      (x, y) => x.until === y.until && x.max === y.max,
      noEnd,
    ),
    aheadDiffersFrom(a.refuels, b.refuels),
    aheadDiffersFrom(a.arrivals, b.arrivals),
    listsDifferFrom(a.rounds ?? [], b.rounds ?? [], (x, y) => x.until === y.until, endOf),
    listsDifferFrom(a.intakes ?? [], b.intakes ?? [], (x, y) => x.until === y.until, endOf),
  );
}

function preCooledUntil({ preCooledUntil: until }: LotContext): Instant {
  return until === undefined ? -Infinity : (until ?? Infinity);
}

function listsDifferFrom<Item extends { readonly from: Instant }>(
  a: readonly Item[],
  b: readonly Item[],
  isEqual: (a: Item, b: Item) => boolean,
  end: (item: Item) => Instant,
): Instant {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined) return (x ?? y)?.from ?? Infinity;
    if (x.from !== y.from) return Math.min(x.from, y.from);
    if (!isEqual(x, y)) return Math.max(x.from, Math.min(end(x), end(y)));
  }
  return Infinity;
}

/** What lies ahead is another from the last one on that both have behind them. */
function aheadDiffersFrom(a: readonly Instant[] = [], b: readonly Instant[] = []): Instant {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i - 1] ?? -Infinity;
  }
  return Infinity;
}

function noEnd(): Instant {
  return -Infinity;
}

function endOf({ until }: Span): Instant {
  return until ?? Infinity;
}

/** The last item that begins at or before a moment. */
function lastFrom<Item extends { readonly from: Instant }>(
  items: readonly Item[],
  at: Instant,
): Item | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as Item).from <= at) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
