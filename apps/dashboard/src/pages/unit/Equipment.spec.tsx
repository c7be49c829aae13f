/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Session, UnitView } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import { makeFixtureInspections, makeFixtureSeals } from '../../testing/fixture-departures.ts';
import {
  makeFixtureCalibrations,
  makeFixtureCleanings,
  makeFixtureDeclarations,
  makeFixtureTanker,
} from '../../testing/fixture-equipment.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import Equipment from './Equipment.tsx';
import { LatestValues } from './LatestValues.tsx';
import Parts from './Parts.tsx';

const NOW = 1_800_000_000_000;
const unit = makeFixtureWorld(NOW).units.find(({ id }) => id === 'pear-1')!;
const [tanker, part] = makeFixtureTanker(unit) as [UnitView, UnitView];

let sent: Array<{ path: string; body: unknown }>;
let refusal: { status: number; body: object } | null;
beforeEach(() => {
  sent = [];
  refusal = null;
});
afterEach(cleanup);

function answer(url: string, body: unknown): { status: number; body: unknown } {
  const [path = '', query] = url.replace('/api/v1', '').split('?');
  if (body !== undefined) {
    sent.push({ path, body });
    return refusal ?? { status: 200, body: {} };
  }
  const id = path.split('/')[2] ?? '';
  const makers: Record<string, (id: string, now: number) => unknown> = {
    declarations: makeFixtureDeclarations,
    cleanings: makeFixtureCleanings,
    inspections: makeFixtureInspections,
    seals: makeFixtureSeals,
    calibrations: makeFixtureCalibrations,
    units: () => makeFixtureTanker(unit),
  };
  const items = makers[path.split('/').at(-1) ?? '']?.(id, NOW);
  return query === 'limit=500' && items !== undefined
    ? { status: 200, body: { items, nextCursor: null } }
    : { status: 404, body: { status: 404, code: 'NOT_FOUND', title: '' } };
}

function show(shown: UnitView = unit, role: Session['role'] = 'quality') {
  renderConsole(<Equipment unit={shown} />, {
    ...{ now: NOW, answer, session: { role }, preferences: { language: 'zh' } },
  });
}
const region = (name: string) => screen.findByRole('region', { name });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the equipment of a unit', () => {
  it('is told as it was declared, the latest first', async () => {
    show();
    const pane = await region('申报状态');
    const lines = await within(pane).findAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^在用 /),
      expect.stringMatching(/^封存 .*冬季停用$/),
    ]);
  });

  it('is inspected and sealed', async () => {
    show();
    const inspections = await region('箱检（PTI）');
    const lines = await within(inspections).findAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^通过 .*乌铁箱修段/),
      expect.stringMatching(/^未通过 .*压缩机漏氟$/),
    ]);
    const seals = await region('施封');
    expect(await within(seals).findByText('CR550121')).toBeTruthy();
    fireEvent.click(within(seals).getByRole('button', { name: '登记施封' }));
    fill('封号', 'CR550122');
    fireEvent.submit(screen.getByRole('form', { name: '登记施封' }));
    await waitFor(() =>
      expect(sent).toMatchObject([
        { path: '/units/pear-1/seals', body: { sealNumber: 'CR550122', note: null } },
      ]),
    );
  });

  it('is declared, and the keyboard goes on from where it was', async () => {
    show();
    await region('申报状态');
    press('申报');
    fill('状态', 'EMPTY');
    fill('起', '2027-01-15T08:00');
    fill(/说明/, '返程空箱');
    press('申报');
    await screen.findByText('已保存。');
    const validFrom = Date.UTC(2027, 0, 15);
    const body = { state: 'EMPTY', validFrom, reason: '返程空箱' };
    expect(sent).toEqual([{ path: '/units/pear-1/declarations', body }]);
    expect(document.activeElement?.textContent).toBe('申报');
  });

  it('stays in use while goods lie in it, in words beside the state', async () => {
    show();
    await region('申报状态');
    refusal = { status: 400, body: { status: 400, code: 'INVALID_REQUEST', title: '' } };
    press('申报');
    press('申报');
    const problem = await screen.findByText(/只能申报在用。$/, { selector: '.problem' });
    expect(problem.closest('.field')?.contains(screen.getByLabelText('状态'))).toBe(true);
  });

  it('tells until when each device is certified, and what has expired', async () => {
    show();
    const pane = await region('设备校准');
    await within(pane).findByText(/还有 65 天/);
    expect(
      within(pane)
        .getByText(/已过期 12 天/)
        .closest('.problem'),
    ).not.toBeNull();
    expect(pane.textContent).toContain('2027年3月21日');
    expect(pane.textContent).toContain('修正 −0.20 K');
  });

  it('takes a calibration with its end', async () => {
    show();
    const pane = await region('设备校准');
    press(`登记校准 ${unit.deviceIds[0]}`);
    const form = within(pane).getByRole('form');
    fireEvent.submit(form);
    expect(await within(form).findByText('请填时间。')).toBeDefined();
    fill(/^有效至/, '2027-07-15T08:00');
    fill(/^修正值/, '-0,3');
    fireEvent.submit(form);
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          path: `/devices/${unit.deviceIds[0]}/calibrations`,
          body: { channel: null, calibratedAt: NOW, offsetKelvin: -0.3 },
        },
      ]),
    );
  });

  it('has cleanings where it is a tanker, with what came out of them', async () => {
    show(tanker);
    const pane = await region('清洗（CIP）');
    const lines = await within(pane).findAllByRole('listitem');
    expect(lines[0]?.textContent).toMatch(/^合格 .*6 小时前.*CIP-0231/);
    expect(lines[1]?.textContent).toMatch(/^不合格 .*碱液浓度不足/);
    press('登记清洗');
    fill('结果', 'no');
    press('登记清洗');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ cleanedAt: NOW, isClean: false });
    cleanup();
    show();
    await region('申报状态');
    expect(screen.queryByRole('region', { name: '清洗（CIP）' })).toBeNull();
  });

  it('is only to be read for those who only look', async () => {
    show(part, 'viewer');
    expect(await screen.findByText('分舱的状态与整箱相同。')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the parts of a unit', () => {
  it('are a step away from each other and from the whole', async () => {
    renderConsole(<Parts unit={part} />, { now: NOW, answer, preferences: { language: 'zh' } });
    const links = await screen.findAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      '整箱 XJA12345',
      '分舱 1',
      '分舱 2',
    ]);
    expect(links[1]?.getAttribute('aria-current')).toBe('page');
  });
});

describe('the set-point', () => {
  it.each([
    [-1, '高于计划 1.0 °C'],
    [0.6, '低于计划 0.6 °C'],
    [0.4, null],
    [null, null],
  ])('that was planned at %p is compared with the measured 0', (planned, words) => {
    renderConsole(<LatestValues unit={{ ...unit, plannedSetpointCelsius: planned }} />, {
      ...{ now: NOW + DAY, preferences: { language: 'zh' } },
    });
    const told = document.querySelector('.setpoint-off')?.textContent ?? null;
    expect(told).toBe(words);
  });
});
