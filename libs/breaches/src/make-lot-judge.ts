import { ColdChainError } from '@lenglian/errors';
import type { LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { ActiveSpans, type SavedSpans } from './active-spans.ts';
import { Checkpoints, type Checkpoint } from './checkpoints.ts';
import { isSameEpisode } from './diff-episodes.ts';
import type { Episode } from './episode.ts';
import type { LotJudge, SavedLotJudge } from './lot-judge.ts';
import { RuleMachine, type SavedRuleMachine } from './rule-machine.ts';
import { thresholdRules } from './rules/threshold-rules.ts';
import { noSignals, readSignals } from './signals.ts';
import { wouldStir, type ThresholdRule } from './threshold-rule.ts';

/** Of what `save` writes and of what the rules mean; saved states of another are of no use. */
export const JUDGE_VERSION = 1;

/** A saved state was written by other rules than today's: judge the lot from its beginning. */
export class SavedLotJudgeError extends ColdChainError {
  readonly code = 'SAVED_LOT_JUDGE';
}

interface Saved {
  readonly version: number;
  readonly through: Instant | null;
  readonly states: readonly (SavedRuleMachine | null)[] | null;
  readonly closed: readonly (readonly Episode[])[];
  readonly checkpoints: readonly Checkpoint[];
  readonly spans: SavedSpans;
}

/** One for all lots: it lives only as long as one sample is looked at. */
const signals = noSignals();

/**
 * Makes the live judge of a lot.
 *
 * Memory: a healthy lot holds its machines and at most `CHECKPOINTS_MAX` instants; one that is
 * always in breach as many states of some 40 numbers, and its episodes. Readings are never kept.
 *
 * @throws SavedLotJudgeError when `saved` is of another `JUDGE_VERSION` or of other rules
 */
export function makeLotJudge(profile: LimitProfile, saved?: SavedLotJudge): LotJudge {
  return new MachineLotJudge(profile, saved as Saved | undefined);
}

class MachineLotJudge implements LotJudge {
  private readonly rules: readonly ThresholdRule[];
  private readonly machines: readonly RuleMachine[];
  private readonly checkpoints: Checkpoints;
  private readonly spans: ActiveSpans;
  private isActive = false;
  private throughAt: Instant = Number.NEGATIVE_INFINITY;
  private revisionCount = 0;
  private listed: { revision: number; episodes: readonly Episode[] } | undefined;

  constructor(profile: LimitProfile, saved: Saved | undefined) {
    this.rules = thresholdRules(profile);
    this.machines = this.rules.map((rule) => new RuleMachine(rule));
    this.checkpoints = new Checkpoints(saved?.checkpoints);
    this.spans = new ActiveSpans(saved?.spans);
    if (saved === undefined) return;
    if (saved.version !== JUDGE_VERSION || saved.closed.length !== this.machines.length) {
      throw new SavedLotJudgeError(`profile ${profile.id}: saved by version ${saved.version}`);
    }
    this.throughAt = saved.through ?? Number.NEGATIVE_INFINITY;
    this.restoreStates(saved.states);
    this.machines.forEach((machine, i) => (machine.closed = [...(saved.closed[i] ?? [])]));
  }

  get through(): Instant {
    return this.throughAt;
  }

  get revision(): number {
    return this.revisionCount;
  }

  observe(reading: Reading): boolean {
    if (reading.measuredAt <= this.throughAt) return this.isWithoutEffect(reading);
    this.apply(reading);
    return true;
  }

  rewindPoint(at: Instant): Instant {
    const checkpoint = this.checkpoints.before(at);
    return checkpoint === undefined ? 0 : checkpoint.at + 1;
  }

  replay(at: Instant, readings: readonly Reading[]): void {
    const believed = { revision: this.revisionCount, episodes: this.episodes() };
    const known = this.rewind(this.checkpoints.before(at));
    for (const reading of readings) if (reading.measuredAt > known) this.apply(reading);
    this.revisionCount += 1;
    if (areEqual(believed.episodes, this.episodes())) {
      this.revisionCount = believed.revision;
      this.listed = believed;
    }
  }

  episodes(): readonly Episode[] {
    if (this.listed?.revision !== this.revisionCount) {
      const episodes = this.machines.flatMap((machine) => {
        const open = machine.openEpisode();
        return open ? [...machine.closed, open] : machine.closed;
      });
      this.listed = { revision: this.revisionCount, episodes };
    }
    return this.listed.episodes;
  }

  save(): SavedLotJudge {
    const saved: Saved = {
      version: JUDGE_VERSION,
      through: Number.isFinite(this.throughAt) ? this.throughAt : null,
      states: this.states(),
      closed: this.machines.map((machine) => [...machine.closed]),
      checkpoints: [...this.checkpoints.all()],
      spans: this.spans.save(),
    };
    return { ...saved };
  }

  /** A late sample with nothing bad to say, where nothing was pending or open. */
  private isWithoutEffect(reading: Reading): boolean {
    if (this.spans.covers(reading.measuredAt)) return false;
    readSignals(reading, signals);
    return !this.wouldStir();
  }

  private apply(reading: Reading): void {
    const at = reading.measuredAt;
    readSignals(reading, signals);
    // An ordinary sample of a healthy lot touches no machine: the rules are shared and in the cache.
    if (this.isActive || this.wouldStir()) this.runMachines(at);
    this.throughAt = at;
    if (this.checkpoints.isDue(at)) this.checkpoints.add({ at, states: this.states() });
  }

  private runMachines(at: Instant): void {
    let changed = false;
    let active = false;
    for (let i = 0; i < this.machines.length; i++) {
      const machine = this.machines[i] as RuleMachine;
      if (machine.observe(signals, at)) changed = true;
      if (machine.isActive) active = true;
    }
    if (changed) this.revisionCount += 1;
    if (active === this.isActive) return;
    this.isActive = active;
    if (active) this.spans.begin(at);
    else this.spans.end(at);
  }

  /** Whether the sample has anything bad to say to any rule. */
  private wouldStir(): boolean {
    for (let i = 0; i < this.rules.length; i++) {
      if (wouldStir(this.rules[i] as ThresholdRule, signals)) return true;
    }
    return false;
  }

  /** Back to a checkpoint, or to the beginning; returns the last instant still known. */
  private rewind(checkpoint: Checkpoint | undefined): Instant {
    const known = checkpoint?.at ?? Number.NEGATIVE_INFINITY;
    this.restoreStates(checkpoint?.states ?? null);
    for (const machine of this.machines) {
      machine.closed = machine.closed.filter(({ clearedAt }) => (clearedAt ?? 0) <= known);
    }
    this.checkpoints.cut(known);
    this.spans.cut(known, this.isActive);
    this.throughAt = known;
    return known;
  }

  private states(): readonly (SavedRuleMachine | null)[] | null {
    return this.isActive ? this.machines.map((machine) => machine.save()) : null;
  }

  private restoreStates(states: readonly (SavedRuleMachine | null)[] | null): void {
    this.machines.forEach((machine, i) => machine.restore(states?.[i] ?? null));
    this.isActive = this.machines.some((machine) => machine.isActive);
  }
}

function areEqual(a: readonly Episode[], b: readonly Episode[]): boolean {
  return a.length === b.length && a.every((episode, i) => isSameEpisode(episode, b[i] as Episode));
}
