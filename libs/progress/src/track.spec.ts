import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { measure, type Rider } from './measure.ts';
import { ROUTE, START, riderOf, told, trainAt } from './testing.ts';
import { Track, type Position } from './track.ts';

/** A train of 32 boxes, by number. */
const UNITS = Array.from({ length: 32 }, (_, index) => `U-${String(index + 1).padStart(2, '0')}`);
const RIDERS: readonly Rider[] = UNITS.map((unitId) => riderOf(unitId));
const ELSEWHERE = { latitudeDegrees: 37.5, longitudeDegrees: 100 };

function trackOf(positions: readonly Position[]): Track {
  const track = new Track(ROUTE);
  for (const position of positions) track.add(position);
  return track;
}

describe('the positions of a long train', () => {
  it('name the one box that is elsewhere, whichever it is', () => {
    for (const unitId of ['U-01', 'U-07', 'U-08', 'U-20', 'U-32']) {
      const train = UNITS.flatMap((one) =>
        told(one, 0, 500).map((position) =>
          one === unitId && position.at > START + 90 * MINUTE
            ? { ...position, ...ELSEWHERE }
            : position,
        ),
      );
      const { strays, visits } = measure(trackOf(train), ROUTE, RIDERS);
      expect(strays.map((stray) => stray.unitId)).toEqual([unitId]);
      expect(visits[1]!.arrivedAt).toBe(START + 245 * MINUTE);
    }
  });

  it('go by most of its boxes, also where the first of them are on another train', () => {
    const train = UNITS.flatMap((one, index) =>
      told(one, 0, 500).map((position) =>
        index < 7 && position.at > START + 90 * MINUTE ? { ...position, ...ELSEWHERE } : position,
      ),
    );
    const { strays, visits } = measure(trackOf(train), ROUTE, RIDERS);
    expect(strays.map(({ unitId }) => unitId)).toEqual(UNITS.slice(0, 7));
    expect(visits[1]!.arrivedAt).toBe(START + 245 * MINUTE);
  });

  it('tell to the minute when it comes to a place, where boxes tell theirs each minute', () => {
    const train = UNITS.flatMap((one) => told(one, 0, 400, 1));
    const alone = measure(trackOf(told('U-01', 0, 400, 1)), ROUTE, RIDERS.slice(0, 1));
    expect(measure(trackOf(train), ROUTE, RIDERS).visits).toEqual(alone.visits);
  });

  it('are bounded: 144 a day of each device, and seven a minute near places', () => {
    const day: Position[] = [];
    const add = (where: Pick<Position, 'latitudeDegrees' | 'longitudeDegrees'>) =>
      UNITS.forEach((unitId) => {
        for (let at = START; at < START + 24 * HOUR; at += MINUTE)
          day.push({ deviceId: `device of ${unitId}`, at, ...where });
      });
    add(trainAt(160));
    expect(trackOf(day).positions()).toHaveLength(32 * 144);
    day.length = 0;
    add(ROUTE.places[0]!);
    // The first of each ten minutes is in both.
    expect(trackOf(day).positions()).toHaveLength(7 * 1_440 + (32 - 7) * 144);
  });
});
