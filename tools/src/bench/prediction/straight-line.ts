import { HOUR, type Instant } from '@lenglian/quantities';

const SAMPLES_MIN = 4;
const SLOPE_SIGMAS = 2;

/** The baseline: a straight line by least squares through the product of the last hour. */
export class StraightLine {
  private readonly times: number[] = [];
  private readonly values: number[] = [];

  observe(at: Instant, celsius: number): void {
    this.times.push(at / HOUR);
    this.values.push(celsius);
    while ((this.times[0] as number) < at / HOUR - 1) {
      this.times.shift();
      this.values.shift();
    }
  }

  /** Whether the line is crossed before the deadline, by a slope beyond its own noise. */
  crosses(celsius: number, direction: 1 | -1, now: Instant, deadline: Instant): boolean {
    const count = this.times.length;
    if (count < SAMPLES_MIN) return false;
    const middle = mean(this.times);
    const level = mean(this.values);
    let tt = 0;
    let tv = 0;
    for (let i = 0; i < count; i++) {
      const t = (this.times[i] as number) - middle;
      tt += t * t;
      tv += t * (this.values[i] as number);
    }
    if (tt === 0) return false;
    const slope = tv / tt;
    let rest = 0;
    for (let i = 0; i < count; i++) {
      const t = (this.times[i] as number) - middle;
      rest += ((this.values[i] as number) - level - slope * t) ** 2;
    }
    const sigma = Math.sqrt(Math.max(rest / (count - 2), 0.03 ** 2) / tt);
    if (direction * slope < SLOPE_SIGMAS * sigma) return false;
    const present = level + slope * (now / HOUR - middle);
    if (direction * (present - celsius) > 0) return false;
    return (celsius - present) / slope < (deadline - now) / HOUR;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
