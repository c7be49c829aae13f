import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import type { Memory, Remembering } from './memory.ts';
import type { Silence } from './paces.ts';

/** A defrost explains nothing any more after so long: a flag that was not said since, air that was cold since. [C] */
const EXPLAINS: Duration = 2 * HOUR;

/** What a unit should do after its defrost. */
interface RecoveryParameters {
  /** Kelvin above what it is set to that are cold again. */
  readonly tolerance: number;
  /** From the end of the defrost on. */
  readonly delay: Duration;
}

/** What one sample says of a unit that defrosts now and then. */
interface RecoveryNow {
  /** 1 while it defrosts, 0 while not; NaN says neither. */
  readonly flag: number;
  /** Kelvin by which both airs are warmer than what it is set to; NaN where that is not to be asked or known. */
  readonly excess: number;
  /** Whether anything else explains warm air. */
  readonly isExcused: boolean;
  readonly at: Instant;
}

/**
 * Whether a unit has cooled its air again after a defrost (domain.md §7 Q5). The defrost ends with the first sample that says so; a
 * flag that flickers, or is told by another device, begins it anew. Once the air was cold what comes after is no recovery.
 */
export class Recovery implements Remembering {
  private readonly parameters: RecoveryParameters;
  private readonly silence: Silence;
  /** When a defrost was last said; NaN where its end was said too. */
  private onAt = Number.NaN;
  /** Since when the air is to be cold again; NaN where no defrost came before. */
  private endedAt = Number.NaN;
  private isRecovered = false;
  /** When the air was last known. */
  private at = Number.NaN;

  constructor(parameters: RecoveryParameters, silence: Silence) {
    this.parameters = parameters;
    this.silence = silence;
  }

  /** @returns the excess once it is late to be cold, or where it is cold again; NaN otherwise */
  observe({ flag, excess, isExcused, at }: RecoveryNow): number {
    const { tolerance, delay } = this.parameters;
    this.followFlag(flag, at);
    // What nobody saw may have been cold, or a door. Others than who measures the air say nothing of it.
    const isKnown = !Number.isNaN(excess);
    const isHole = isKnown && at - this.at > this.silence.max;
    if (isExcused || isHole || this.isLongOver(at)) this.forget();
    if (isKnown) this.at = at;
    if (Number.isNaN(this.endedAt)) return Number.NaN;
    if (excess <= tolerance) this.isRecovered = true;
    if (this.isRecovered) return excess <= tolerance ? excess : Number.NaN;
    return at - this.endedAt >= delay ? excess : Number.NaN;
  }

  save(into: Memory): void {
    into.write(this.onAt);
    into.write(this.at);
    const isKnown = !Number.isNaN(this.endedAt);
    into.writeList(isKnown ? [this.endedAt, this.isRecovered ? 1 : 0] : []);
  }

  restore(from: Memory): void {
    this.onAt = from.read();
    this.at = from.read();
    const [endedAt = Number.NaN, isRecovered = 0] = from.readList();
    this.endedAt = endedAt;
    this.isRecovered = isRecovered === 1;
  }

  /** What holds its set-point is judged by that again. */
  private isLongOver(at: Instant): boolean {
    return this.isRecovered && at - this.endedAt > EXPLAINS;
  }

  private forget(): void {
    this.endedAt = Number.NaN;
    this.isRecovered = false;
  }

  private followFlag(flag: number, at: Instant): void {
    if (at - this.onAt > EXPLAINS) this.onAt = Number.NaN;
    if (flag === 1) {
      this.onAt = at;
      this.forget();
    } else if (flag === 0 && !Number.isNaN(this.onAt)) {
      this.onAt = Number.NaN;
      this.endedAt = at;
      this.isRecovered = false;
    }
  }
}
