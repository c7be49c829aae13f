import { expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import type { Stage } from '../scenarios/scenario.ts';
import { truck } from './carriers.ts';
import { Cast } from './cast.ts';

const START = Date.UTC(2027, 4, 14);
const STAGE: Stage = { seed: 7, start: START, historyFrom: START - HOUR, sampling: MINUTE };

it('goes through all of a story in a truck as in a box', () => {
  const { unit, script } = truck({
    ...{
      cast: new Cast('CARRIER', 1),
      number: 1,
      serviceCode: 'MEAT_ROAD',
      climate: [[0, 12, 27]],
    },
    ...{ setpointCelsius: 0 },
    goods: { kilograms: 8_000, celsius: 0.5, loaded: -240, respirationWattsPerTonne: 0 },
    story: {
      ...{ powerOff: [[1, 2]], doorOpen: [[3, 4]], offline: [[5, 6]] },
      ...{ setpointChanges: [{ at: 7, celsius: 4 }], defrost: { everyHours: 6, first: 60 } },
      ...{ cargoProbeCount: 3, isWrapped: true, productAtLoadingCelsius: 2 },
    },
  });
  const span = (from: number, until: number) => {
    return { from: START + from * MINUTE, until: START + until * MINUTE };
  };
  expect(unit).toMatchObject({ productAtLoadingCelsius: 2 });
  expect(script(STAGE)).toMatchObject({
    ...{ powerOff: [span(1, 2)], doorOpen: [span(3, 4)] },
    offline: expect.arrayContaining([span(5, 6)]) as unknown,
    setpointChanges: [{ at: START + 7 * MINUTE, celsius: 4 }],
    defrost: { anchor: START + HOUR, interval: 6 * HOUR },
    ...{ cargoProbeCount: 3, isWrapped: true, productAtLoadingCelsius: 2 },
  });
});
