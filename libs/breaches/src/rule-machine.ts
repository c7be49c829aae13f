import type { Celsius, Instant } from '@lenglian/quantities';
import type { Episode } from './episode.ts';
import type { Signals } from './signals.ts';
import {
  isBad,
  isRecovered,
  worseOf,
  wouldStir,
  type ThresholdRule,
  type Watch,
} from './threshold-rule.ts';

/**
 * A machine that is not idle, as plain JSON (NaN is null): the proving watch or −1, startedAt,
 * raisedAt, peak, start and last of the return, then start, last and peak of each watch's run.
 */
export type SavedRuleMachine = readonly (number | null)[];

/** An unbroken run of bad values of one signal; `startedAt` is NaN when there is none. */
interface BadRun {
  startedAt: Instant;
  lastAt: Instant;
  peak: Celsius;
}

const NONE = -1;
/** Saved as nothing, whatever is left over in their fields: equal states are equal bytes. */
const NO_RETURN = [Number.NaN, Number.NaN];
const NO_RUN = [Number.NaN, Number.NaN, Number.NaN];

/** The live form of one rule for one lot: `judge()` one sample at a time, in constant memory. */
export class RuleMachine {
  readonly rule: ThresholdRule;
  /** False while nothing is pending or open: then the past does not matter to the future. */
  isActive = false;
  /** Episodes that have ended, oldest first. */
  closed: Episode[] = [];

  private readonly runs: BadRun[];
  /** Position of the watch that proved the open episode; NONE while none is open. */
  private provedBy = NONE;
  private startedAt = Number.NaN;
  private raisedAt = Number.NaN;
  private peak = Number.NaN;
  private returnAt = Number.NaN;
  private returnLastAt = Number.NaN;

  constructor(rule: ThresholdRule) {
    this.rule = rule;
    this.runs = rule.watches.map(() => ({
      startedAt: Number.NaN,
      lastAt: Number.NaN,
      peak: Number.NaN,
    }));
  }

  /**
   * Takes the next sample.
   *
   * @returns whether the episodes changed
   */
  observe(signals: Signals, at: Instant): boolean {
    if (this.provedBy !== NONE) return this.watchReturn(signals, at);
    if (!this.isActive && !wouldStir(this.rule, signals)) return false;
    return this.gatherProof(signals, at);
  }

  /** The episode that lasts, if one does. */
  openEpisode(): Episode | undefined {
    return this.provedBy === NONE ? undefined : this.episode(null, null);
  }

  /** Undefined while idle: there is nothing to remember. */
  save(): SavedRuleMachine | null {
    if (!this.isActive) return null;
    const own = [this.provedBy, this.startedAt, this.raisedAt, this.peak];
    const returning = Number.isNaN(this.returnAt) ? NO_RETURN : [this.returnAt, this.returnLastAt];
    const runs = this.runs.flatMap((run) =>
      Number.isNaN(run.startedAt) ? NO_RUN : [run.startedAt, run.lastAt, run.peak],
    );
    return [...own, ...returning, ...runs].map((n) => (Number.isNaN(n) ? null : n));
  }

  /** Goes on from a saved state; `closed` is not part of it. */
  restore(saved: SavedRuleMachine | null): void {
    const number = (i: number) => saved?.[i] ?? Number.NaN;
    this.isActive = saved !== null;
    this.provedBy = saved?.[0] ?? NONE;
    this.startedAt = number(1);
    this.raisedAt = number(2);
    this.peak = number(3);
    this.returnAt = number(4);
    this.returnLastAt = number(5);
    this.runs.forEach((run, i) => {
      run.startedAt = number(6 + 3 * i);
      run.lastAt = number(7 + 3 * i);
      run.peak = number(8 + 3 * i);
    });
  }

  private gatherProof(signals: Signals, at: Instant): boolean {
    const { watches } = this.rule;
    let proving = NONE;
    let begun = Number.POSITIVE_INFINITY;
    for (let i = 0; i < watches.length; i++) {
      const watch = watches[i] as Watch;
      const run = this.runs[i] as BadRun;
      const value = watch.read(signals);
      const bad = isBad(this.rule, watch, value);
      // Values that are no numbers are no statement: the run waits, as in any other gap.
      if (!bad && !Number.isNaN(value)) run.startedAt = Number.NaN;
      if (at - run.lastAt > this.rule.gapMax) run.startedAt = Number.NaN;
      if (bad) this.extend(run, value, at);
      if (Number.isNaN(run.startedAt)) continue;
      begun = Math.min(begun, run.startedAt);
      if (bad && proving === NONE && at - run.startedAt >= watch.delay) proving = i;
    }
    this.isActive = begun !== Number.POSITIVE_INFINITY;
    if (proving === NONE) return false;
    this.open(proving, begun, at);
    return true;
  }

  private extend(run: BadRun, value: Celsius, at: Instant): void {
    if (Number.isNaN(run.startedAt)) {
      run.startedAt = at;
      run.peak = value;
    } else {
      run.peak = worseOf(this.rule, run.peak, value);
    }
    run.lastAt = at;
  }

  private open(provedBy: number, startedAt: Instant, at: Instant): void {
    this.provedBy = provedBy;
    this.startedAt = startedAt;
    this.raisedAt = at;
    this.peak = (this.runs[provedBy] as BadRun).peak;
    for (const run of this.runs) run.startedAt = Number.NaN;
  }

  private watchReturn(signals: Signals, at: Instant): boolean {
    const { watches, timing, gapMax } = this.rule;
    let speaking = false;
    let recovered = true;
    for (let i = 0; i < watches.length; i++) {
      const watch = watches[i] as Watch;
      const value = watch.read(signals);
      if (Number.isNaN(value)) continue;
      speaking = true;
      recovered &&= isRecovered(this.rule, watch, value);
    }
    const peakMoved = this.movePeak(signals);
    if (!speaking) return peakMoved;
    if (!recovered) this.returnAt = Number.NaN;
    else if (Number.isNaN(this.returnAt) || at - this.returnLastAt > gapMax) this.returnAt = at;
    this.returnLastAt = at;
    if (at - this.returnAt >= timing.backInRange) {
      this.closed.push(this.episode(this.returnAt, at));
      this.restore(null);
      return true;
    }
    return peakMoved;
  }

  private movePeak(signals: Signals): boolean {
    const worst = worseOf(
      this.rule,
      this.peak,
      (this.rule.watches[this.provedBy] as Watch).read(signals),
    );
    const moved = worst !== this.peak;
    this.peak = worst;
    return moved;
  }

  private episode(endedAt: Instant | null, clearedAt: Instant | null): Episode {
    const watch = this.rule.watches[this.provedBy] as Watch;
    return {
      rule: this.rule.code,
      severity: this.rule.severity,
      startedAt: this.startedAt,
      raisedAt: this.raisedAt,
      endedAt,
      clearedAt,
      limit: watch.limit,
      peak: this.peak,
      signal: watch.signal,
    };
  }
}
