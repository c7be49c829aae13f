import { ColdChainError } from '@lenglian/errors';
import type { LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { Checkpoints, type Checkpoint } from './checkpoints.ts';
import { isSameEpisode } from './diff-episodes.ts';
import type { Episode } from './episode.ts';
import { HeldMachine } from './held-machine.ts';
import type { LotContext } from './lot-context.ts';
import type {
  BudgetSpent,
  LateStretch,
  LotJudge,
  ReadingsBetween,
  SavedLotJudge,
} from './lot-judge.ts';
import type { RuleMachine, SavedRuleMachine } from './rule-machine.ts';
import type { HeldBounds } from './rules/held-bounds.ts';
import { heldBounds, heldRules } from './rules/held-rules.ts';
import { isAnySpent, spentRules } from './rules/spent-rules.ts';
import { isSameMemory } from './signals/memory.ts';
import { Observer } from './signals/observer.ts';
import { noSignals } from './signals/signals.ts';
import { SpentMachine } from './spent-machine.ts';
import type { SpentRule } from './spent-rule.ts';

/** Of what `save` writes and of what the rules mean; saved states of another are of no use. */
export const JUDGE_VERSION = 22;

/** A saved state was written by other rules than today's: judge the lot from its beginning. */
export class SavedLotJudgeError extends ColdChainError {
  readonly code = 'SAVED_LOT_JUDGE';
}

type States = readonly (SavedRuleMachine | null)[] | null;

/** As plain JSON: NaN is null. */
interface SavedCheckpoint {
  readonly at: Instant;
  readonly memory: readonly (number | null)[];
  readonly states: States;
}

interface Saved {
  readonly version: number;
  readonly through: Instant | null;
  readonly memory: readonly (number | null)[];
  readonly states: States;
  readonly closed: readonly (readonly Episode[])[];
  readonly checkpoints: readonly SavedCheckpoint[];
}

/** One for all lots: it lives only as long as one sample is looked at. */
const signals = noSignals();

/**
 * Makes the live judge of a lot.
 *
 * Memory: at most `CHECKPOINTS_MAX` memories of some 200 numbers and, in breach, as many states of some
 * 30 numbers a rule; and its episodes. Readings are never kept.
 *
 * @throws SavedLotJudgeError when `saved` is of another `JUDGE_VERSION` or of other rules
 */
export function makeLotJudge(
  profile: LimitProfile,
  context: LotContext,
  saved?: SavedLotJudge,
): LotJudge {
  return new MachineLotJudge(profile, context, saved as Saved | undefined);
}

class MachineLotJudge implements LotJudge {
  private readonly observer: Observer;
  private readonly profile: LimitProfile;
  private readonly bounds: HeldBounds;
  private readonly budgets: readonly SpentRule[];
  /** Made when something is out for the first time: of most lots nothing ever is. */
  private made: Machines | undefined;
  private readonly judgedFrom: Instant;
  private checkpoints: Checkpoints;
  private isHeldActive = false;
  private isSpent = false;
  isPullingDown = false;
  private throughAt: Instant = Number.NEGATIVE_INFINITY;
  private revisionCount = 0;
  private listed: { revision: number; episodes: readonly Episode[] } | undefined;

  constructor(profile: LimitProfile, context: LotContext, saved: Saved | undefined) {
    this.observer = new Observer(profile, context);
    this.judgedFrom = context.judgedFrom ?? Number.NEGATIVE_INFINITY;
    this.profile = profile;
    this.bounds = heldBounds(profile);
    this.budgets = spentRules(profile);
    this.checkpoints = new Checkpoints(saved?.checkpoints.map(toCheckpoint));
    if (saved === undefined) return;
    const rules = heldRules(profile).length + this.budgets.length;
    if (saved.version !== JUDGE_VERSION || saved.closed.length !== rules) {
      throw new SavedLotJudgeError(`profile ${profile.id}: saved by version ${saved.version}`);
    }
    this.throughAt = saved.through ?? Number.NEGATIVE_INFINITY;
    this.observer.restore(toNumbers(saved.memory));
    this.restoreStates(saved.states);
    if (saved.closed.some((closed) => closed.length > 0))
      this.machines.all.forEach((machine, i) => (machine.closed = [...(saved.closed[i] ?? [])]));
  }

  get through(): Instant {
    return this.throughAt;
  }

  get revision(): number {
    return this.revisionCount;
  }

  observe(reading: Reading): boolean {
    if (reading.measuredAt <= this.throughAt) return false;
    this.apply(reading);
    return true;
  }

  replay({ first, last }: LateStretch, readingsBetween: ReadingsBetween): void {
    const believed = { revision: this.revisionCount, episodes: this.episodes() };
    const before = this.remember();
    const known = this.rewind(this.checkpoints.before(first));
    this.replayFrom(known === -Infinity ? 0 : known + 1, before, last, readingsBetween);
    this.revisionCount += 1;
    if (areEqual(believed.episodes, this.episodes())) {
      this.revisionCount = believed.revision;
      this.listed = believed;
    }
  }

  episodes(): readonly Episode[] {
    if (this.listed?.revision !== this.revisionCount) {
      const episodes = this.all.flatMap((machine) => {
        const open = machine.openEpisode();
        return open ? [...machine.closed, open] : machine.closed;
      });
      this.listed = { revision: this.revisionCount, episodes };
    }
    return this.listed.episodes;
  }

  budgetsSpent(): readonly BudgetSpent[] {
    return (this.made?.spent ?? []).flatMap((machine) => machine.budgetSpent() ?? []);
  }

  save(): SavedLotJudge {
    const saved: Saved = {
      version: JUDGE_VERSION,
      through: Number.isFinite(this.throughAt) ? this.throughAt : null,
      memory: toJson(this.observer.save()),
      states: this.states(),
      closed: this.made
        ? this.all.map((machine) => [...machine.closed])
        : [...heldRules(this.profile), ...this.budgets].map(() => []),
      checkpoints: this.checkpoints
        .all()
        .map(({ at, memory, states }) => ({ at, memory: toJson(memory), states })),
    };
    return { ...saved };
  }

  private apply(reading: Reading): void {
    const at = reading.measuredAt;
    // Only now is it sure that no other device speaks for the instant that was last.
    if (
      at > this.throughAt &&
      this.throughAt !== -Infinity &&
      this.checkpoints.isDue(this.throughAt)
    )
      this.checkpoints.add(this.checkpoint(this.throughAt));
    this.observer.observe(reading, signals);
    this.isPullingDown = signals.isPullingDown;
    let changed = false;
    // An ordinary sample of a healthy lot touches no machine: the bounds are shared and in the cache.
    if (this.isHeldActive || this.bounds.areBroken(signals)) changed = this.runHeld(at);
    if ((this.isSpent || isAnySpent(this.budgets, signals)) && this.runSpent(at)) changed = true;
    if (changed) this.revisionCount += 1;
    // What lasts grows with every sample, though nothing needs to be told of that.
    if (this.isHeldActive || this.isSpent) this.listed = undefined;
    this.throughAt = at;
  }

  private runHeld(at: Instant): boolean {
    let changed = false;
    let active = false;
    const { held } = this.machines;
    for (let i = 0; i < held.length; i++) {
      const machine = held[i] as HeldMachine;
      if (machine.observe(signals, at)) changed = true;
      if (machine.isActive) active = true;
    }
    this.isHeldActive = active;
    return changed;
  }

  private runSpent(at: Instant): boolean {
    let changed = false;
    let isSpent = false;
    for (const machine of this.machines.spent) {
      if (machine.observe(signals, at)) changed = true;
      if (machine.isActive) isSpent = true;
    }
    this.isSpent = isSpent;
    return changed;
  }

  /** Applies what there is from `from` on, stopping where the past has become the same again. */
  private replayFrom(
    from: Instant,
    before: Remembered,
    last: Instant,
    readingsBetween: ReadingsBetween,
  ): void {
    let next = from;
    for (const checkpoint of before.checkpoints) {
      if (checkpoint.at < last || checkpoint.at < next) continue;
      for (const reading of readingsBetween(next, checkpoint.at + 1)) this.apply(reading);
      next = checkpoint.at + 1;
      if (this.isAs(checkpoint)) return this.takeUp(checkpoint.at, before);
    }
    for (const reading of readingsBetween(next, Number.MAX_SAFE_INTEGER)) this.apply(reading);
  }

  private isAs({ at, memory, states }: Checkpoint): boolean {
    return (
      this.throughAt === at &&
      isSameMemory(this.observer.save(), memory) &&
      JSON.stringify(this.states()) === JSON.stringify(states)
    );
  }

  private remember(): Remembered {
    return {
      ...this.checkpoint(this.throughAt),
      isPullingDown: this.isPullingDown,
      checkpoints: this.checkpoints.all(),
      closed: this.all.map((machine) => machine.closed),
    };
  }

  /** From `at` on everything is as it was before. */
  private takeUp(at: Instant, before: Remembered): void {
    this.all.forEach((machine, i) => {
      const later = (before.closed[i] ?? []).filter(({ clearedAt }) => (clearedAt ?? 0) > at);
      machine.closed = [...machine.closed, ...later];
    });
    this.observer.restore(before.memory);
    this.restoreStates(before.states);
    this.isPullingDown = before.isPullingDown;
    this.throughAt = before.at;
    const earlier = this.checkpoints.all().filter((checkpoint) => checkpoint.at < at);
    const kept = before.checkpoints.filter((checkpoint) => checkpoint.at >= at);
    this.checkpoints = new Checkpoints([...earlier, ...kept]);
  }

  /** Back to a checkpoint, or to the beginning; returns the last instant still known. */
  private rewind(checkpoint: Checkpoint | undefined): Instant {
    const known = checkpoint?.at ?? Number.NEGATIVE_INFINITY;
    this.observer.restore(checkpoint?.memory);
    this.restoreStates(checkpoint?.states ?? null);
    for (const machine of this.all) {
      machine.closed = machine.closed.filter(({ clearedAt }) => (clearedAt ?? 0) <= known);
    }
    this.checkpoints = new Checkpoints(this.checkpoints.all().filter(({ at }) => at <= known));
    this.throughAt = known;
    return known;
  }

  private checkpoint(at: Instant): Checkpoint {
    return { at, memory: this.observer.save(), states: this.states() };
  }

  private states(): States {
    const states = this.all.map((machine) => machine.save());
    return states.every((state) => state === null) ? null : states;
  }

  private restoreStates(states: States): void {
    if (states === null && this.made === undefined) return;
    const { all, held, spent } = this.machines;
    all.forEach((machine, i) => machine.restore(states?.[i] ?? null));
    this.isHeldActive = held.some((machine) => machine.isActive);
    this.isSpent = spent.some((machine) => machine.isActive);
  }

  private get machines(): Machines {
    return (this.made ??= machinesOf(this.profile, this.budgets, this.judgedFrom));
  }

  /** Those there are; without any nothing was ever out. */
  private get all(): readonly RuleMachine[] {
    return this.made?.all ?? [];
  }
}

/** One for each rule of a lot, held rules first. */
interface Machines {
  readonly held: readonly HeldMachine[];
  readonly spent: readonly SpentMachine[];
  readonly all: readonly RuleMachine[];
}

function machinesOf(
  profile: LimitProfile,
  budgets: readonly SpentRule[],
  judgedFrom: Instant,
): Machines {
  const held = heldRules(profile).map((rule) => new HeldMachine(rule, judgedFrom));
  const spent = budgets.map((rule) => new SpentMachine(rule, judgedFrom));
  return { held, spent, all: [...held, ...spent] };
}

/** Everything known before a replay. */
interface Remembered extends Checkpoint {
  readonly isPullingDown: boolean;
  readonly checkpoints: readonly Checkpoint[];
  readonly closed: readonly (readonly Episode[])[];
}

function toCheckpoint({ at, memory, states }: SavedCheckpoint): Checkpoint {
  return { at, memory: toNumbers(memory), states };
}

function toNumbers(memory: readonly (number | null)[]): Float64Array {
  return Float64Array.from(memory, (number) => number ?? Number.NaN);
}

function toJson(memory: Float64Array): (number | null)[] {
  return Array.from(memory, (number) => (Number.isNaN(number) ? null : number));
}

function areEqual(a: readonly Episode[], b: readonly Episode[]): boolean {
  return a.length === b.length && a.every((episode, i) => isSameEpisode(episode, b[i] as Episode));
}
