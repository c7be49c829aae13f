import { describe, expect, it } from '@jest/globals';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
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

describe(UnitCourse.name, () => {
  it('knows no freezing wind where no fan blows', () => {
    expect(fruit(() => -9).wasBlownByFrost(0, HOUR)).toBe(false);
  });

  it('sees fruit move towards either limit by three tenths of a kelvin', () => {
    expect(fruit((hour) => 0.31 * hour).hadMoved(0, HOUR)).toBe(true);
    expect(fruit((hour) => -0.31 * hour).hadMoved(0, HOUR)).toBe(true);
    expect(fruit((hour) => 0.29 * hour).hadMoved(0, HOUR)).toBe(false);
  });

  it('calls warm fruit not cooled when its day is over, or when it has not fallen for hours', () => {
    const cooled = aProfile().setpoint + 2;
    const falling = fruit((hour) => cooled + 3 - 0.1 * hour);
    expect(falling.wasNotCooled(0, 10 * HOUR)).toBe(false);
    expect(falling.wasNotCooled(0, 24 * HOUR)).toBe(true);
    expect(fruit(() => cooled + 3).wasNotCooled(0, 10 * HOUR)).toBe(true);
    expect(fruit(() => cooled).wasNotCooled(0, 24 * HOUR)).toBe(false);
  });
});
