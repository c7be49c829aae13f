/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Session } from '@lenglian/console-contract';
import { makeFixturePlaces, makeFixtureServices } from '../../testing/fixture-network.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import PlacesPage from './PlacesPage.tsx';

afterEach(cleanup);

const sent: unknown[] = [];

async function show(path = '/places', role: Session['role'] = 'operator') {
  sent.length = 0;
  renderConsole(<PlacesPage />, {
    ...{ now: 0, path, session: { role }, preferences: { language: 'zh' } },
    answer: (url, body) => {
      if (body !== undefined) {
        sent.push(body);
        return { status: 409, body: { status: 409, code: 'CONFLICT', title: '' } };
      }
      const items = url.includes('/places') ? makeFixturePlaces() : makeFixtureServices();
      return { status: 200, body: { items, nextCursor: null } };
    },
  });
  await screen.findByRole('link', { name: '喀什' });
  return screen.getByRole('region', { name: '站点' });
}
const names = (list: HTMLElement) =>
  within(list)
    .getAllByRole('link')
    .map(({ textContent }) => textContent);

describe('the places of the network', () => {
  it('are listed with their roles and with what can be done there', async () => {
    const list = await show();
    const line = within(list).getByRole('link', { name: '怀化' }).closest('li');
    for (const text of ['销地市场', '插电', '修机', 'HUAIHUA'])
      expect(line?.textContent).toContain(text);
    expect(within(list).getByRole('link', { name: '库车' }).closest('li')?.textContent).toContain(
      '处置未登记',
    );
  });

  it('are found by role, by state and by any of their names, as the address says', async () => {
    const list = await show('/places?role=cluster');
    expect(names(list)).toEqual(['喀什', '库尔勒']);
    const choose = (label: string, value: string) =>
      fireEvent.change(within(list).getByLabelText(label), { target: { value } });
    choose('角色', '');
    choose('状态', 'helps');
    expect(names(list)).toEqual(['喀什', '怀化']);
    choose('查找', 'cnkhg');
    expect(names(list)).toEqual(['喀什']);
    expect(within(list).getByRole('status').textContent).toBe('1 个站点');
    choose('查找', 'nowhere');
    expect(within(list).getByText('没有这样的站点。')).toBeDefined();
  });

  it('are drawn without a map, for the eye only', async () => {
    await show();
    const drawing = screen.getByRole('img', { name: '路网示意图' });
    expect(drawing.textContent).toContain('喀什');
    expect(within(drawing).queryAllByRole('link')).toEqual([]);
  });

  it('are added by those who manage the network, with a code that is not taken', async () => {
    await show('/places', 'viewer');
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    await show();
    fireEvent.click(screen.getByRole('button', { name: '登记站点' }));
    const form = screen.getByRole('form', { name: '登记站点' });
    const fill = (label: RegExp, value: string) =>
      fireEvent.change(within(form).getByLabelText(label), { target: { value } });
    fireEvent.submit(form);
    expect(within(form).getAllByText('请填数字。').length).toBe(3);
    expect(within(form).getByText('至少选一项。')).toBeDefined();
    expect(sent).toEqual([]);
    fill(/^代码/, 'AKESU');
    fill(/中文名/, '阿克苏');
    fill(/英文名/, 'Aksu');
    fireEvent.click(within(form).getByLabelText('集群'));
    fill(/纬度/, '41.17');
    fill(/经度/, '80.26');
    fill(/坐标误差/, '2');
    fill(/出处/, 'survey of 2026');
    fireEvent.submit(form);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      ...{ code: 'AKESU', nameZh: '阿克苏', nameEn: 'Aksu', roles: ['cluster'] },
      ...{ latitudeDegrees: 41.17, longitudeDegrees: 80.26, accuracyKilometres: 2 },
      ...{ confidence: 'C', source: 'survey of 2026' },
    });
    expect((await within(form).findByText('这个代码已经有了。')).closest('.field')).not.toBeNull();
  });
});
