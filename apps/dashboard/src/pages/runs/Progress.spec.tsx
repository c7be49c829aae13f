/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import type { RunProgressView } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { Progress } from './Progress.tsx';

/** 2027-01-15 16:00 in Beijing. */
const NOW = 1_800_000_000_000;
const { progress } = makeFixtureWorld(NOW).runs.find(({ id }) => id === 'pear')!;

function show(what: Partial<RunProgressView> = {}, language: 'zh' | 'en' = 'en') {
  const shown = <Progress progress={{ ...progress, ...what }} />;
  renderConsole(shown, { now: NOW, preferences: { language } });
}
const stops = () => within(screen.getByRole('list')).getAllByRole('listitem');

describe('the progress of a run', () => {
  afterEach(cleanup);

  it('says where it is, of when that is, how late it is and on what each time stands', () => {
    show();
    expect(screen.getByRole('region').textContent).toContain('between Kuqa and Huaihua, 63 %');
    expect(screen.getByRole('region').textContent).toContain('position of 15 Jan 15:58');
    expect(screen.getByText('45 min late').className).toBe('late');
    const [left, ahead] = stops();
    expect(left!.textContent).toContain('left13 Jan 16:00reportedpositions say 13 Jan 16:04');
    expect(ahead!.textContent).toContain('expected18 Jan 04:45 plan and delay');
    expect(ahead!.textContent).toContain('planned 18 Jan 04:00');
  });

  it('makes nothing of minutes by which a run is not late', () => {
    show({ delayMinutes: 21, isLate: false });
    expect(screen.getByText('21 min late').className).toBe('dim');
  });

  it('speaks Chinese, and of Beijing time', () => {
    show({}, 'zh');
    const text = screen.getByRole('region').textContent;
    for (const words of ['库车 与 怀化 之间 63 %', '北京时间', '晚 45 分钟', '按晚点推算'])
      expect(text).toContain(words);
  });

  it('says that nothing tells its position, and that it goes by the plan', () => {
    show({ positionAt: null, where: { ...progress.where!, basis: 'PLANNED' } });
    expect(screen.getByRole('region').textContent).toContain('no positions; by plan and reports');
    expect(screen.getByText('by plan')).toBeTruthy();
  });

  it('marks the stop that it stands at, and for how long it has', () => {
    const [first, second] = progress.stops;
    const there = { ...second!, arrivedAt: NOW - 2 * HOUR, arrivedBasis: 'MEASURED' as const };
    const { placeCode, nameZh, nameEn } = second!;
    const where = { kind: 'AT' as const, stop: 1, placeCode, nameZh, nameEn };
    show({
      where: { ...where, next: null, share: null, basis: 'MEASURED' },
      stops: [first!, { ...there, expectedArrivalAt: null, dwellMinutes: 120 }],
    });
    const [, here] = stops();
    expect(here!.getAttribute('aria-current')).toBe('step');
    expect(here!.textContent).toContain('nowstood 2 h');
    expect(here!.textContent).toContain('measured');
  });

  it('warns of a run off its route, and of a unit that is elsewhere', () => {
    show({ offRouteSince: NOW - 40 * MINUTE, strayUnits: [{ id: 'u', code: 'XJLU4100019' }] });
    expect(screen.getByText('off its route')).toBeTruthy();
    expect(screen.getByText(/check unit and device/).textContent).toContain('XJLU4100019');
  });
});
