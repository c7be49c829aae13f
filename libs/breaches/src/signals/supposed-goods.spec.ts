import { describe, expect, it } from '@jest/globals';
import { aProfile } from '@lenglian/limits/testing';
import { MINUTE } from '@lenglian/quantities';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { NO_CONTEXT } from '../lot-context.ts';
import { makeLotJudge } from '../make-lot-judge.ts';

/** What is told of goods that nobody noted, by how much they warm the air in the hours of each span, kelvin. */
function toldOf(...spans: readonly (readonly [warming: number, hours: number])[]): string[] {
  const judge = makeLotJudge(aProfile(), NO_CONTEXT);
  let at = AN_INSTANT;
  for (const [warming, hours] of spans) {
    for (let sample = 0; sample < hours * 6; sample++, at += 10 * MINUTE) {
      const noise = sample % 2 === 0 ? 0.1 : 0;
      const measured = {
        supplyTemperatureCelsius: 0.2 + noise,
        returnTemperatureCelsius: 0.2 + noise + warming,
        ambientTemperatureCelsius: 25,
        isConnectedToPowerSource: 1,
      };
      judge.observe(aReading({ measuredAt: at, measured }));
    }
  }
  return judge.episodes().map(({ rule, signal }) => `${rule} ${signal ?? ''}`);
}

describe('goods that are supposed to be warm', () => {
  // 0.33 K by fans, 0.6 K by walls, and 0.565 of what goods are warmer than the air that is sent.
  it('are told by what they give the air, long before that air is warm itself', () => {
    expect(toldOf([2.7, 2])).toEqual(['BAND_HI ESTIMATE']);
    expect(toldOf([1.8, 2])).toEqual([]);
  });

  it('hide no sensor that drifts', () => {
    expect(toldOf([2.7, 7], [1.2, 2])).toContain('SENSOR_SUSPECT UNIT');
  });
});
