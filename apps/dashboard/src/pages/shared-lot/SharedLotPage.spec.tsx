/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { SharedLotView } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { Route, Routes } from 'react-router';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { SharedLotPage } from './SharedLotPage.tsx';

const NOW = 1_787_446_800_000;
const stop = (nameZh: string, nameEn: string, hours: number) => {
  return { nameZh, nameEn, plannedAt: NOW + hours * HOUR, expectedAt: NOW + hours * HOUR };
};
const RUN: SharedLotView['run'] = {
  ...{ nameZh: '香梨号 12', nameEn: 'Xiangli 12', state: 'IN_TRANSIT' },
  lastStop: stop('库车', 'Kuqa', -20),
  nextStop: stop('怀化', 'Huaihua', 30),
  destination: stop('长沙', 'Changsha', 40),
};
const FRESHNESS: NonNullable<SharedLotView['freshness']> = {
  ...{ basis: 'FRESH_AT_LOADING', countedFrom: NOW - 60 * HOUR, asOf: NOW, measuredBy: 'PRODUCT' },
  ...{ remainingShelfLifeHoursBest: 5_340, remainingShelfLifeHoursWorst: 4_980 },
  ...{ lifeUsedPercentBest: 1.11, lifeUsedPercentWorst: 1.19 },
  ...{ keepsDaysLeast: 210, keepsDaysMost: 225, referenceTemperatureCelsius: 0 },
  ...{ measuredMinutes: 3_420, unknownMinutes: 180 },
  ...{ unseenColdestCelsius: 0, unseenWarmestCelsius: 8 },
  ...{ meanKineticTemperatureCelsius: 1.2, meanKineticTemperatureMeasuredMinutes: 1_440 },
};
const LOT: SharedLotView = {
  ...{ lotCode: 'L-2026-0815', commodityNameZh: '库尔勒香梨', commodityNameEn: 'Korla pear' },
  ...{ quantityKilograms: 20_600, run: RUN, bandLowCelsius: -1, bandHighCelsius: 2 },
  product: { state: 'WITHIN', lowCelsius: 0.4, highCelsius: 1.2, measuredAt: NOW - 5 * MINUTE },
  chart: {
    ...{ from: NOW - 24 * HOUR, to: NOW },
    times: [NOW - 2 * HOUR, NOW - 105 * MINUTE],
    ...{ lowCelsius: [0.2, 0.4], highCelsius: [1.5, 1.2] },
  },
  freshness: FRESHNESS,
  ...{ isDemo: false, validUntil: NOW + 200 * HOUR, asOf: NOW },
};

/** What was asked for. */
let asked: string[];

function show(lot: Partial<SharedLotView> | { status: number; code: string }) {
  asked = [];
  const answer: Answerer = (path) => {
    asked.push(path);
    if ('code' in lot) return { status: lot.status, body: { ...lot, title: '' } };
    return { status: 200, body: { ...LOT, ...lot } };
  };
  return renderConsole(
    <Routes>
      <Route path="/c/:token" element={<SharedLotPage />} />
    </Routes>,
    { now: NOW, path: '/c/abc', answer },
  );
}
const text = () => document.body.textContent;

describe('SharedLotPage', () => {
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });

  it('says how the goods stand, where they are and when they come, and asks nothing else', async () => {
    show({});
    expect(await screen.findByText('在规定温度内')).toBeDefined();
    for (const words of ['库尔勒香梨', 'L-2026-0815', '0.4 … 1.2 °C', '−1.0 … 2.0 °C', '20.6 吨'])
      expect(text()).toContain(words);
    for (const words of ['香梨号 12', '在途', '上一站库车', '下一站怀化', '计划到达长沙'])
      expect(text()).toContain(words);
    expect(text()).toContain('不是实时位置');
    expect(text()).toContain('北京时间');
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('0.2 °C');
    expect(asked).toEqual(['/api/v1/shared-lots/abc']);
  });

  it('says in English what it said in Chinese, at one click', async () => {
    show({});
    fireEvent.click(await screen.findByRole('button', { name: 'English' }));
    expect(screen.getByText('Within limits')).toBeDefined();
    for (const words of ['Korla pear', 'Xiangli 12', 'Planned arrivalChangsha', 'Beijing time'])
      expect(text()).toContain(words);
    expect(document.title).toBe('Your goods');
  });

  it.each([
    ['TOO_WARM', '高于规定温度', 'critical'],
    ['TOO_COLD', '低于规定温度', 'critical'],
    ['NOT_KNOWN', '现在不清楚', 'silent'],
  ] as const)('shows %s as what it is', async (state, words, look) => {
    show({ product: { ...LOT.product, state } });
    const shown = await screen.findByText(words);
    expect(shown.closest('section')?.dataset['look']).toBe(look);
  });

  it('says what it does not know', async () => {
    const product = {
      state: 'NOT_KNOWN',
      lowCelsius: null,
      highCelsius: null,
      measuredAt: null,
    } as const;
    show({ product, run: null, chart: null, quantityKilograms: null });
    expect(await screen.findByText('没有货温测量。')).toBeDefined();
    for (const words of ['现在不在运输班次上', '温度曲线暂时取不到', '数量不清楚'])
      expect(text()).toContain(words);
  });

  it('tells the life that is left as a range, with what it stands on', async () => {
    show({});
    const card = await screen.findByRole('region', { name: '剩余保鲜期' });
    for (const words of [
      '207 … 222 天',
      '按装车时全新计',
      '1.1 … 1.2 %',
      '3 小时',
      '0.0 至 8.0 °C',
    ])
      expect(card.textContent).toContain(words);
    expect(screen.getByRole('link', { name: /可打印/ }).getAttribute('href')).toBe(
      '/c/abc/certificate',
    );
  });

  it.each([
    ['NO_MODEL', '没有保鲜期模型'],
    ['NOT_LOADED', '还没有装车'],
    ['NOT_MEASURED', '没有温度测量'],
  ] as const)('tells no figure of life at %s, but why', async (basis, words) => {
    const none = { remainingShelfLifeHoursBest: null, remainingShelfLifeHoursWorst: null };
    show({ freshness: { ...FRESHNESS, ...none, basis } });
    const card = await screen.findByRole('region', { name: '剩余保鲜期' });
    expect(card.textContent).toContain(words);
    expect(card.textContent).not.toContain('已用寿命');
    expect(card.textContent).not.toContain('…');
  });

  it('says so while the history does not answer', async () => {
    show({ freshness: null });
    const card = await screen.findByRole('region', { name: '剩余保鲜期' });
    expect(card.textContent).toContain('暂时取不到');
  });

  it('says of simulated goods that they are', async () => {
    show({ isDemo: true });
    expect(await screen.findByText('演示数据')).toBeDefined();
    cleanup();
    show({});
    await screen.findByText('在规定温度内');
    expect(screen.queryByText('演示数据')).toBeNull();
  });

  it('tells an arrival as one', async () => {
    const { destination } = RUN;
    show({ run: { ...RUN, state: 'ARRIVED', lastStop: destination, nextStop: null } });
    expect(await screen.findByText('已到达')).toBeDefined();
    expect(text()).not.toContain('计划到达');
  });

  it('says what to do about a link that does not open, and offers no second try', async () => {
    show({ status: 404, code: 'NOT_FOUND' });
    expect((await screen.findByRole('alert')).textContent).toContain('请向发货人索取新的链接');
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull();
  });

  it('does not call a busy server a dead link', async () => {
    show({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect((await screen.findByRole('alert')).textContent).not.toContain('索取');
    expect(screen.getByRole('button', { name: '重试' })).toBeDefined();
  });
});
