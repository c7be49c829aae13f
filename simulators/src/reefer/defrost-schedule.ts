import { HOUR, MINUTE, type Duration, type Instant, type RandomSource } from '@lenglian/quantities';
import type { TimeSpan } from './time-span.ts';

/** How a controller defrosts its coil. */
export interface DefrostHabit {
  /** Event time of one beginning; the others lie whole intervals before and after it. */
  readonly anchor: Instant;
  /** 6…12 h, as controllers of the trade are set. */
  readonly interval: Duration;
  /** Shortest and longest defrost: it ends when the coil is free of ice. */
  readonly durationMin: Duration;
  readonly durationMax: Duration;
}

/** Usual lengths: 15…40 min, typically 25 (confidence C). */
export const USUAL_DEFROST = { durationMin: 18 * MINUTE, durationMax: 30 * MINUTE } as const;
/** Frequent defrosts find little ice. */
export const SHORT_DEFROST = { durationMin: 11 * MINUTE, durationMax: 14 * MINUTE } as const;

/** An interval of whole hours, 6…12, and an anchor somewhere in it. */
export function drawDefrostHabit(
  random: RandomSource,
  from: Instant,
  durations: Pick<DefrostHabit, 'durationMin' | 'durationMax'> = USUAL_DEFROST,
): DefrostHabit {
  const interval = (6 + Math.floor(random.next() * 7)) * HOUR;
  return { anchor: from + Math.floor(random.next() * interval), interval, ...durations };
}

/** The defrosts of one unit, one after the other. Draws one random number for each. */
export class DefrostSchedule {
  private readonly habit: DefrostHabit;
  private readonly random: RandomSource;
  private current: TimeSpan;

  constructor(habit: DefrostHabit, from: Instant, random: RandomSource) {
    this.habit = habit;
    this.random = random;
    const intervals = Math.ceil((from - habit.anchor) / habit.interval);
    this.current = this.spanFrom(habit.anchor + intervals * habit.interval);
  }

  /** Whether a defrost is due. Ask in order of time. */
  isDueAt(at: Instant): boolean {
    while (at >= this.current.until) {
      this.current = this.spanFrom(this.current.from + this.habit.interval);
    }
    return at >= this.current.from;
  }

  private spanFrom(from: Instant): TimeSpan {
    const { durationMin, durationMax } = this.habit;
    const duration = durationMin + this.random.next() * (durationMax - durationMin);
    return { from, until: from + Math.round(duration) };
  }
}
