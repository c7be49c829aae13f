import type { Instant } from '@lenglian/quantities';
import { RULE_UNITS, compareSeverity, type Episode } from './episode.ts';
import {
  doseBetween,
  excessOf,
  isBad,
  isLeftOpen,
  isProof,
  isRecovered,
  standsUntil,
  toldOf,
  saidTo,
  worseOf,
  wouldStir,
  type HeldRule,
  type Watch,
} from './held-rule.ts';
import type { RuleMachine, SavedRuleMachine } from './rule-machine.ts';
import type { Signals } from './signals/signals.ts';

/** An unbroken run of bad values of one signal; `startedAt` is NaN when there is none. */
interface BadRun {
  startedAt: Instant;
  lastAt: Instant;
  /** Until when what was said of it stands. */
  until: Instant;
  peak: number;
  dose: number;
  lastExcess: number;
}

const NONE = -1;
const RUN_NUMBERS = 6;
const OWN_NUMBERS = 11;
/** Saved as nothing, whatever is left over in their fields: equal states are equal bytes. */
const NO_RETURN = [Number.NaN, Number.NaN];
const NO_RUN = new Array<number>(RUN_NUMBERS).fill(Number.NaN);

/** The live form of one held rule for one lot: `judge()` one sample at a time, in constant memory. */
export class HeldMachine implements RuleMachine {
  readonly rule: HeldRule;
  isActive = false;
  closed: Episode[] = [];

  private readonly judgedFrom: Instant;
  /**
   * Whether an episode tells a peak and a dose. Where it tells none none is remembered: with them no late sample that fell into an
   * episode would ever be as if it had not been.
   */
  private readonly isMeasured: boolean;
  private readonly runs: BadRun[];
  /** Position of the watch that proved the open episode; NONE while none is open. */
  private provedBy = NONE;
  private startedAt = Number.NaN;
  private raisedAt = Number.NaN;
  private peak = Number.NaN;
  private dose = Number.NaN;
  private doseAt = Number.NaN;
  private doseUntil = Number.NaN;
  private lastExcess = Number.NaN;
  private isUnverified = false;
  private returnAt = Number.NaN;
  private returnUntil = Number.NaN;

  /** @param judgedFrom what is being proven before goes on, and a breach is told from then on only */
  constructor(rule: HeldRule, judgedFrom: Instant) {
    this.rule = rule;
    this.isMeasured = RULE_UNITS[rule.code] !== null;
    this.judgedFrom = judgedFrom;
    this.runs = rule.watches.map(() => ({
      startedAt: Number.NaN,
      lastAt: Number.NaN,
      until: Number.NaN,
      peak: Number.NaN,
      dose: Number.NaN,
      lastExcess: Number.NaN,
    }));
  }

  observe(signals: Signals, at: Instant): boolean {
    if (this.provedBy !== NONE) return this.watchOpen(signals, at);
    if (!this.isActive && !wouldStir(this.rule, signals)) return false;
    return this.gatherProof(signals, at);
  }

  openEpisode(): Episode | undefined {
    return this.provedBy === NONE ? undefined : this.episode(null, null);
  }

  save(): SavedRuleMachine | null {
    if (!this.isActive) return null;
    const own = [this.provedBy, this.startedAt, this.raisedAt, this.peak];
    own.push(this.dose, this.doseAt, this.doseUntil, this.lastExcess, this.isUnverified ? 1 : 0);
    const returning = Number.isNaN(this.returnAt) ? NO_RETURN : [this.returnAt, this.returnUntil];
    const runs = this.runs.flatMap((run) =>
      Number.isNaN(run.startedAt)
        ? NO_RUN
        : [run.startedAt, run.lastAt, run.until, run.peak, run.dose, run.lastExcess],
    );
    return [...own, ...returning, ...runs].map((n) => (Number.isNaN(n) ? null : n));
  }

  restore(saved: SavedRuleMachine | null): void {
    const number = (i: number) => saved?.[i] ?? Number.NaN;
    this.isActive = saved !== null;
    this.provedBy = saved?.[0] ?? NONE;
    this.startedAt = number(1);
    this.raisedAt = number(2);
    this.peak = number(3);
    this.dose = number(4);
    this.doseAt = number(5);
    this.doseUntil = number(6);
    this.lastExcess = number(7);
    this.isUnverified = number(8) === 1;
    this.returnAt = number(9);
    this.returnUntil = number(10);
    this.runs.forEach((run, i) => {
      const from = OWN_NUMBERS + RUN_NUMBERS * i;
      run.startedAt = number(from);
      run.lastAt = number(from + 1);
      run.until = number(from + 2);
      run.peak = number(from + 3);
      run.dose = number(from + 4);
      run.lastExcess = number(from + 5);
    });
  }

  private gatherProof(signals: Signals, at: Instant): boolean {
    let proving = NONE;
    let begun = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.runs.length; i++) {
      const run = this.runs[i] as BadRun;
      const isProven = this.follow(i, signals, at);
      if (Number.isNaN(run.startedAt)) continue;
      begun = Math.min(begun, run.startedAt);
      if (isProven && proving === NONE) proving = i;
    }
    this.isActive = begun !== Number.POSITIVE_INFINITY;
    if (proving === NONE || at < this.judgedFrom) return false;
    this.startedAt = Math.max(begun, this.judgedFrom);
    this.raisedAt = at;
    this.isUnverified = signals.isUnverified;
    this.believe(proving);
    return true;
  }

  /** Follows one watch's run of bad values; whether this sample proves a breach by it. */
  private follow(i: number, signals: Signals, at: Instant): boolean {
    const watch = this.rule.watches[i] as Watch;
    const run = this.runs[i] as BadRun;
    const value = saidTo(this.rule, watch, signals);
    const bad = isBad(this.rule, watch, value);
    // Values that are no numbers are no statement: the run waits, as in any other gap.
    if (!bad && !Number.isNaN(value)) run.startedAt = Number.NaN;
    else if (!bad && isLeftOpen(watch, signals))
      run.until = Math.min(run.until, run.lastAt + signals.gapMax);
    if (at > run.until) run.startedAt = Number.NaN;
    if (!bad) return false;
    const excess = excessOf(this.rule, watch, value);
    const until = standsUntil(watch, signals);
    if (Number.isNaN(run.startedAt)) {
      run.startedAt = at;
      run.until = until;
      run.peak = value;
      run.dose = 0;
    } else {
      run.peak = worseOf(this.rule, run.peak, value);
      run.dose += doseBetween(run.lastExcess, excess, at - run.lastAt);
      run.until = Math.max(run.until, until);
    }
    run.lastAt = at;
    run.lastExcess = excess;
    return isProof(watch, at - run.startedAt, run.dose);
  }

  /** From now on the episode is told by this watch; only worse ones can still take its place. */
  private believe(provedBy: number): void {
    const run = this.runs[provedBy] as BadRun;
    this.provedBy = provedBy;
    if (this.isMeasured) {
      this.peak = run.peak;
      this.dose = run.dose;
      this.doseAt = run.lastAt;
      this.doseUntil = run.until;
      this.lastExcess = run.lastExcess;
    }
    this.runs.forEach((other, i) => {
      if (!this.isWorse(i)) other.startedAt = Number.NaN;
    });
  }

  private isWorse(i: number): boolean {
    const [watch, proven] = [
      this.rule.watches[i] as Watch,
      this.rule.watches[this.provedBy] as Watch,
    ];
    return compareSeverity(watch.severity, proven.severity) > 0;
  }

  private watchOpen(signals: Signals, at: Instant): boolean {
    const worsened = this.watchWorsening(signals, at);
    const moved = this.moveOn(signals, at) || worsened;
    const { watches, backInRange } = this.rule;
    let until = Number.NEGATIVE_INFINITY;
    let recovered = true;
    for (let i = 0; i < watches.length; i++) {
      const watch = watches[i] as Watch;
      const value = saidTo(this.rule, watch, signals);
      if (Number.isNaN(value)) continue;
      until = Math.max(until, standsUntil(watch, signals));
      recovered &&= isRecovered(this.rule, watch, value);
    }
    if (until === Number.NEGATIVE_INFINITY) return moved;
    if (!recovered) this.returnAt = Number.NaN;
    else this.goBack(until, at);
    if (at - this.returnAt >= backInRange) {
      this.closed.push(this.episode(this.returnAt, at));
      this.restore(null);
      return true;
    }
    return moved;
  }

  /** @param until how long this sample's word stands */
  private goBack(until: Instant, at: Instant): void {
    const goesOn = !Number.isNaN(this.returnAt) && at <= this.returnUntil;
    if (!goesOn) this.returnAt = at;
    this.returnUntil = goesOn ? Math.max(this.returnUntil, until) : until;
  }

  private watchWorsening(signals: Signals, at: Instant): boolean {
    let proving = NONE;
    for (let i = 0; i < this.runs.length; i++) {
      if (this.isWorse(i) && this.follow(i, signals, at) && proving === NONE) proving = i;
    }
    if (proving === NONE) return false;
    this.believe(proving);
    return true;
  }

  /** Peak and dose of the watch that is believed. */
  private moveOn(signals: Signals, at: Instant): boolean {
    if (!this.isMeasured) return false;
    const watch = this.rule.watches[this.provedBy] as Watch;
    const value = saidTo(this.rule, watch, signals);
    if (Number.isNaN(value)) {
      if (isLeftOpen(watch, signals))
        this.doseUntil = Math.min(this.doseUntil, this.doseAt + signals.gapMax);
      return false;
    }
    const excess = excessOf(this.rule, watch, value);
    if (at <= this.doseUntil) this.dose += doseBetween(this.lastExcess, excess, at - this.doseAt);
    this.doseAt = at;
    this.doseUntil = Math.max(this.doseUntil, standsUntil(watch, signals));
    this.lastExcess = excess;
    const worst = worseOf(this.rule, this.peak, value);
    const moved = worst !== this.peak;
    this.peak = worst;
    return moved;
  }

  private episode(endedAt: Instant | null, clearedAt: Instant | null): Episode {
    const watch = this.rule.watches[this.provedBy] as Watch;
    return {
      rule: this.rule.code,
      severity: watch.severity,
      startedAt: this.startedAt,
      raisedAt: this.raisedAt,
      endedAt,
      clearedAt,
      ...toldOf(this.rule, watch, this.peak, this.dose),
      isUnverified: this.isUnverified,
    };
  }
}
