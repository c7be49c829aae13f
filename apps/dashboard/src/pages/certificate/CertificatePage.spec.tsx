/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import type { LotView, TemperatureCertificateView } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { Route, Routes } from 'react-router';
import { makeFixtureCertificate } from '../../testing/fixture-goods.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { CertificatePage } from './CertificatePage.tsx';

/** 2026-08-23 08:00 in Beijing. */
const NOW = 1_787_443_200_000;
const lot = makeFixtureWorld(NOW).units.find(({ id }) => id === 'plum-3')!.lots[0] as LotView;
const SHEET = makeFixtureCertificate(lot, NOW);

let asked: string[];
function show(
  sheet: Partial<TemperatureCertificateView> | number,
  path: string,
  preferences: object = {},
) {
  asked = [];
  const answer: Answerer = (url) => {
    asked.push(url);
    if (typeof sheet === 'number')
      return { status: sheet, body: { status: sheet, code: 'NOT_FOUND', title: '' } };
    return { status: 200, body: { ...SHEET, ...sheet } };
  };
  renderConsole(
    <Routes>
      <Route path="/c/:token/certificate" element={<CertificatePage />} />
      <Route path="/lots/:lotId/certificate" element={<CertificatePage />} />
    </Routes>,
    { now: NOW, path, answer, preferences: { language: 'zh', ...preferences } },
  );
}
const text = () => document.body.textContent;

describe('the temperature record of a lot', () => {
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });

  it('tells on one sheet what was measured, and claims no more', async () => {
    show({}, '/lots/lot-plum-3/certificate');
    await screen.findByRole('heading', { name: '温度记录证明' });
    for (const words of ['不是检验或认证结论', 'YD-2026-0001187', 'XJLU3000036', 'PLUM_PRUNE v1'])
      expect(text()).toContain(words);
    for (const words of ['1 小时 35 分', '3 小时', 'JJF-2026-118', 'XJ-88120', '从采收起算'])
      expect(text()).toContain(words);
    expect(screen.getByRole('region', { name: /保管方/ }).textContent).toContain('铁路集装箱');
    expect(document.title).toBe(`温度记录证明 ${lot.code}`);
  });

  it('is in Beijing time, whatever the clock of the console', async () => {
    show({}, '/lots/lot-plum-3/certificate', { zone: 'xinjiang' });
    await screen.findByRole('heading', { name: '温度记录证明' });
    expect(text()).toContain('生成于 2026年8月23日 08:00 · 北京时间');
    expect(text()).toContain('起算 2026年8月19日 14:00');
  });

  it('of a link has a code that opens the page of the link, and nobody who answered for the goods', async () => {
    show({ custody: null }, '/c/abc/certificate');
    expect(await screen.findByRole('img', { name: '扫码查看原始页面' })).toBeDefined();
    expect(screen.queryByRole('region', { name: /保管方/ })).toBeNull();
    expect(screen.getByRole('link', { name: '返回' }).getAttribute('href')).toBe('/c/abc');
    expect(asked).toEqual(['/api/v1/shared-lots/abc/certificate']);
  });

  it('says of the console that others verify it by a link', async () => {
    show({}, '/lots/lot-plum-3/certificate');
    expect(await screen.findByText(/请从客户链接打印/)).toBeDefined();
    expect(screen.queryByRole('img', { name: '扫码查看原始页面' })).toBeNull();
  });

  it('says what is missing: no measurement, no calibration, more gaps than are told', async () => {
    const calibration = { ...SHEET.devices[0]!.calibration!, validUntil: NOW - HOUR };
    show(
      {
        ...{ measuredBy: null, lowestCelsius: null, highestCelsius: null, gapCount: 90 },
        chart: { ...SHEET.chart, times: [], lowCelsius: [], highCelsius: [] },
        devices: [
          { deviceId: 'A', calibration: null },
          { deviceId: 'B', calibration },
        ],
      },
      '/lots/lot-plum-3/certificate',
    );
    await screen.findByText(/没有校准记录/);
    for (const words of ['已过期', '共 90 段', '没有测量', '这段时间没有货温测量'])
      expect(text()).toContain(words);
  });

  it('says of a link that does not open what to do', async () => {
    show(404, '/c/abc/certificate');
    expect((await screen.findByRole('alert')).textContent).toContain('请向发货人索取新的链接');
  });
});
