/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import type { AlertView } from '@lenglian/console-contract';
import { DAY, HOUR } from '@lenglian/quantities';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { AlertCard } from './AlertCard.tsx';

const NOW = 1_800_000_000_000;
const [first] = makeFixtureWorld(NOW).alerts;
const late = (hoursLeft: number): AlertView => ({
  ...first!,
  ...{ rule: 'LATE_ARRIVAL', signal: null, limitCelsius: null, peakCelsius: null, danger: null },
  ...{ unit: 'hours', limitInUnit: 120, peakInUnit: hoursLeft },
  lateness: {
    ...{ asOf: NOW, placeCode: 'WEICHENG', placeNameZh: '渭城', placeNameEn: 'Weicheng' },
    ...{ plannedArrivalAt: NOW + DAY, expectedArrivalAt: NOW + DAY + 14 * HOUR },
    ...{ hoursLeft, hoursLeftOnTime: 120 },
  },
});

describe('the card of goods that will be late', () => {
  afterEach(cleanup);

  it('tells when and where they will be, how late that is and what is left of them', () => {
    renderConsole(<AlertCard alert={late(106)} />, { now: NOW });
    const card = screen.getByRole('article', { name: `${'预警'} 预计晚到 ${first!.unitCode}` });
    for (const text of ['预计到达', '渭城', '晚 14 小时', '4 天 10 小时', '准点为 5 天'])
      expect(card.textContent).toContain(text);
  });

  it('says that nothing will be left', () => {
    renderConsole(<AlertCard alert={late(0)} />, { now: NOW });
    expect(screen.getByRole('article').textContent).toContain('到达时剩余货架期已无');
  });
});
