import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import { Gnss } from './gnss.ts';
import { Way } from './way.ts';

const START = Date.UTC(2026, 8, 1);
const KORLA = { latitudeDegrees: 41.726, longitudeDegrees: 86.174 };
const METRES_PER_DEGREE = 111_320;
const source = { sample: (measuredAt: number) => ({ measuredAt, doorOpen: false }) };
const TUNNEL = { from: START + 16 * HOUR, until: START + 16 * HOUR + 16 * MINUTE };

function samples(seed: number, count = 1_000) {
  const gnss = new Gnss(source, new Way([{ at: 0, ...KORLA }]), [TUNNEL], new SeededRandom(seed));
  return Array.from({ length: count }, (_, minute) => gnss.sample(START + minute * MINUTE));
}

describe(Gnss.name, () => {
  it('is off by 3…8 m on either axis, as each receiver is', () => {
    for (const seed of [1, 2, 3, 4]) {
      const heard = samples(seed).filter((sample) => sample.latitudeDegrees !== undefined);
      const metres = (values: number[]) => {
        return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
      };
      const ring = Math.cos((KORLA.latitudeDegrees * Math.PI) / 180);
      const north = heard.map(({ latitudeDegrees }) => {
        return ((latitudeDegrees as number) - KORLA.latitudeDegrees) * METRES_PER_DEGREE;
      });
      const east = heard.map(({ longitudeDegrees }) => {
        return ((longitudeDegrees as number) - KORLA.longitudeDegrees) * METRES_PER_DEGREE * ring;
      });
      for (const sigma of [metres(north), metres(east)]) {
        expect(sigma).toBeGreaterThan(2.7);
        expect(sigma).toBeLessThan(8.7);
      }
    }
  });

  it('knows nothing in a tunnel, and the rest of the sample all the same', () => {
    const heard = samples(1);
    for (const sample of heard) {
      const measuredAt = sample.measuredAt ?? 0;
      const isInside = TUNNEL.from <= measuredAt && measuredAt < TUNNEL.until;
      expect(Object.hasOwn(sample, 'latitudeDegrees')).toBe(!isInside);
      expect(Object.hasOwn(sample, 'longitudeDegrees')).toBe(!isInside);
      expect(sample.doorOpen).toBe(false);
    }
  });

  it('says the same twice, with five decimals', () => {
    expect(samples(9, 50)).toEqual(samples(9, 50));
    const { latitudeDegrees } = samples(9, 1)[0] ?? {};
    expect(latitudeDegrees).toBe(Number((latitudeDegrees as number).toFixed(5)));
  });
});
