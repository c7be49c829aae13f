import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { whenOn } from '../positions/stretch.ts';
import { courseOf } from './course.ts';
import { PLACES } from './places.ts';

const { KUQA, KORLA, TURPAN } = PLACES;
const planned = {
  timetable: [
    [0, KUQA],
    [360, KORLA],
    [900, TURPAN],
    [1_200, TURPAN],
    [1_560, KORLA],
  ],
  tunnels: [[601, 617]],
  patches: [[1_300, 1_340]],
} as const;

function holesOf(halt?: Parameters<typeof courseOf>[0]['halt']) {
  const { way, holes } = courseOf({ ...planned, ...(halt && { halt }) });
  return holes.map((hole) => {
    if ('from' in hole) throw new TypeError('a hole of a course is a place');
    const { from, until } = whenOn(way, hole);
    return [hole.code, from / MINUTE, until / MINUTE, hole.hidesSky];
  });
}

describe(courseOf.name, () => {
  it('has its holes when the timetable says, for whoever keeps it', () => {
    expect(holesOf()).toEqual([
      ['TUNNEL_1', 601, 617, true],
      ['PATCH_1', 1_300, 1_340, false],
    ]);
  });

  it('has them later for whoever is late, until that is made up', () => {
    expect(holesOf({ at: 100, minutes: 120 })).toEqual([
      ['TUNNEL_1', 721, 737, true],
      ['PATCH_1', 1_420, 1_460, false],
    ]);
    expect(holesOf({ at: 100, minutes: 120, madeUpBy: 1_200 })).toEqual([
      ['TUNNEL_1', 721, 737, true],
      ['PATCH_1', 1_300, 1_340, false],
    ]);
  });
});
