import { describe, expect, it } from '@jest/globals';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE, type Instant } from '@lenglian/quantities';
import { UnitCourse } from './unit-course.ts';

/** A day and two hours, a minute at a time; °C of all fruit by hour. */
function fruit(celsius: (hour: number) => number): UnitCourse {
  const course = new UnitCourse(aProfile());
  for (let minute = 0; minute < 26 * 60; minute++) {
    const value = celsius(minute / 60);
    course.observe({ at: minute * MINUTE, extremes: [value, value], blownAir: null });
  }
  return course;
}

/** So many hours after the beginning. */
const after = (hours: number): Instant => hours * HOUR;

describe(UnitCourse.name, () => {
  it('knows no freezing wind where no fan blows', () => {
    expect(fruit(() => -9).wasBlownByFrost(0, after(1))).toBe(false);
  });

  it('sees fruit move towards either limit by three tenths of a kelvin', () => {
    expect(fruit((hour) => 0.31 * hour).hadMoved(0, after(1))).toBe(true);
    expect(fruit((hour) => -0.31 * hour).hadMoved(0, after(1))).toBe(true);
    expect(fruit((hour) => 0.29 * hour).hadMoved(0, after(1))).toBe(false);
  });

  it('calls warm fruit not cooled when its day is over, or when it has not fallen for hours', () => {
    const cooled = aProfile().setpoint + 2;
    const falling = fruit((hour) => cooled + 3 - 0.1 * hour);
    expect(falling.wasNotCooled(0, after(10))).toBe(false);
    expect(falling.wasNotCooled(0, after(24))).toBe(true);
    expect(fruit(() => cooled + 3).wasNotCooled(0, after(10))).toBe(true);
    expect(fruit(() => cooled).wasNotCooled(0, after(24))).toBe(false);
  });
});
