/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type {
  AlertView,
  ContactView,
  DangerView,
  RunView,
  Snapshot,
} from '@lenglian/console-contract';
import { aDanger } from '../../testing/fixture-danger.ts';
import { anIncident } from '../../testing/fixture-incidents.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { AlertCard } from './AlertCard.tsx';
import { AlertRow } from './AlertRow.tsx';
import { IncidentCard } from './IncidentCard.tsx';
import { IncidentLine } from './IncidentLine.tsx';

const NOW = 1_800_000_000_000;
const ZH = { language: 'zh' } as const;
const world = makeFixtureWorld(NOW);
const open = world.alerts.find(
  ({ rule, state }) => rule === 'BAND_HI' && state === 'OPEN',
) as AlertView;

const A_CONTACT: ContactView = {
  ...{ id: 'c-1', revision: 1, subjectKind: 'unit', subjectId: 'u-1', legOrdinal: 0 },
  ...{ role: 'ESCORT', name: '买买提', phone: '+86*****78', language: 'ug', hours: null },
  ...{ deputyOfId: null, note: null, usedAt: NOW },
};

function overviewOf(runs: RunView[]): Snapshot {
  return { room: 'overview', position: 1, serverTime: NOW, runs };
}

describe('what to begin with', () => {
  afterEach(cleanup);

  it('is to ask how the box is where nothing is foretold of its goods, of silence too', () => {
    const silent: AlertView = { ...open, rule: 'NO_DATA', signal: 'UNIT', danger: null };
    renderConsole(<AlertCard alert={silent} />, { now: NOW, preferences: ZH });
    expect(screen.getByRole('article').textContent).toContain('第一步 先打电话问清箱况');
    expect(screen.getByRole('button', { name: `打电话 ${open.unitCode}` })).toBeDefined();
  });

  it('is nothing about a sensor, or where the alert only informs', () => {
    const others = [
      { ...open, rule: 'SENSOR_SUSPECT', danger: null },
      { ...open, severity: 'INFO', danger: null },
    ] as const;
    for (const alert of others) {
      renderConsole(<AlertCard alert={alert} />, { now: NOW, preferences: ZH });
      expect(screen.getByRole('article').textContent).not.toContain('第一步');
      cleanup();
    }
  });
});

describe('what is foretold, on a card', () => {
  afterEach(cleanup);

  it('says how long until harm, where somebody can act next, and what is left, as an order of size', () => {
    renderConsole(<AlertCard alert={{ ...open, danger: aDanger() }} />, {
      now: NOW,
      preferences: ZH,
    });
    const card = screen.getByRole('article', { name: `预警 超温 ${open.unitCode}` });
    for (const text of [
      ...['距货损约 3 小时 15 分2 小时～5 小时', '距下一可处置站1 小时 10 分哈密 · 插电 / 修机'],
      ...['余量约 2 小时', '由箱内空气和货温推算', '第一步 问押运员发电箱和插头'],
    ])
      expect(card.textContent).toContain(text);
  });

  it('says by how much everybody comes too late, and that a limit is crossed already', () => {
    const danger = aDanger({ marginMinutes: -42, timeToHarmMinutes: 0, harm: null });
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('dl')?.textContent;
    expect(figures).toContain('余量来不及，约差 40 分钟');
    expect(figures).toContain('距货损已过货损限');
  });

  it('says the same in English, and what is not known as not known', () => {
    const danger = aDanger({ nextAction: null, marginMinutes: null, basis: 'SLOPE' });
    const preferences = { language: 'en' } as const;
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences });
    const figures = screen.getByText('Margin').closest('.danger')?.textContent;
    expect(figures).toContain('Time to harmabout 3 h 15 min2 h to 5 h');
    expect(figures).toContain('Next place to actnot known');
    expect(figures).toContain('from the slope of the goods alone');
  });

  it('says that there is time enough where no harm is near and somebody can act soon', () => {
    const danger = aDanger({ harm: null, timeToHarmMinutes: null, marginMinutes: null });
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('dl')?.textContent;
    expect(figures).toContain('距货损24 小时以上');
    expect(figures).toContain('余量充裕');
  });

  it('says what of each budget is spent, all that there is, and how long it lasts so', () => {
    const heat = { rule: 'BUDGET_HEAT', spentMinutes: 40.5, maxMinutes: 60, isSpending: true };
    const cold = { rule: 'BUDGET_COLD', spentMinutes: 30, maxMinutes: 120, isSpending: false };
    const seconds = { rule: 'ZONE', spentMinutes: 0.4, maxMinutes: 720, isSpending: false };
    const danger = aDanger({ budgets: [heat, cold, seconds] as DangerView['budgets'] });
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const lines = within(screen.getByRole('list', { name: '全程累计' })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      '累计超温时长40 分钟 / 1 小时照此约 20 分钟后用完',
      '累计低温时长30 分钟 / 2 小时',
    ]);
    expect(screen.getByRole('meter', { name: '累计超温时长' })).toMatchObject({
      value: 40.5,
      max: 60,
    });
  });

  it('says of goods whose budget is gone that it is, and never that there is time enough', () => {
    const gone = { rule: 'BUDGET_CRIT', spentMinutes: 75, maxMinutes: 60, isSpending: true };
    const nothing = { harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const danger = aDanger({ ...nothing, budgets: [gone] as DangerView['budgets'] });
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('.danger')?.textContent;
    expect(figures).toContain('距货损严重超温预算已用完');
    expect(figures).toContain('余量无');
    expect(figures).toContain('1 小时 15 分 / 1 小时');
    expect(figures).not.toContain('后用完');
  });

  it('says how long a budget lasts where nothing else is foretold, and never beside that over a day or ample', () => {
    const nothing = { ahead: null, harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const crit = { rule: 'BUDGET_CRIT', spentMinutes: 55, maxMinutes: 60, isSpending: true };
    const danger = aDanger({ ...nothing, budgets: [crit] as DangerView['budgets'] });
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('.danger')?.textContent;
    expect(figures).toContain('距货损严重超温预算约 5 分钟后用完');
    expect(figures).toContain('余量来不及，约差 1 小时 5 分');
    cleanup();
    renderConsole(<AlertRow alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const line = screen.getByRole('listitem').textContent;
    expect(line).toContain('距货损 严重超温预算约 5 分钟后用完');
    expect(line).toContain('55 分钟 / 1 小时照此约 5 分钟后用完');
    expect(line).not.toContain('充裕');
  });

  it('says the budget that is gone before a critical limit is crossed, and what is left by it', () => {
    const crit = { rule: 'BUDGET_CRIT', spentMinutes: 50, maxMinutes: 60, isSpending: true };
    const cold = { rule: 'BUDGET_COLD', spentMinutes: 110, maxMinutes: 120, isSpending: false };
    const danger = aDanger({ budgets: [cold, crit] as DangerView['budgets'] }, NOW);
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('dl')?.textContent;
    expect(figures).toContain('距货损严重超温预算约 10 分钟后用完');
    expect(figures).toContain('余量来不及，约差 1 小时');
    cleanup();
    renderConsole(<AlertRow alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    expect(screen.getByRole('listitem').textContent).toContain('累计严重超温时长 50 分钟 / 1 小时');
  });

  it('says beside a critical limit that lies ahead that a budget is gone already', () => {
    const heat = { rule: 'BUDGET_HEAT', spentMinutes: 75, maxMinutes: 60, isSpending: true };
    const danger = aDanger({ budgets: [heat] as DangerView['budgets'] }, NOW);
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('dl')?.textContent;
    expect(figures).toContain('距货损约 3 小时 15 分2 小时～5 小时超温预算已用完');
  });

  it('does not count on after silence: half an hour later nobody knows whether it is still being spent', () => {
    const nothing = { ahead: null, harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const heat = { rule: 'BUDGET_HEAT', spentMinutes: 20, maxMinutes: 90, isSpending: true };
    const told = (ago: number) =>
      aDanger({
        ...{ ...nothing, budgets: [heat] as DangerView['budgets'] },
        asOf: NOW - ago * 60_000,
      });
    renderConsole(<AlertCard alert={{ ...open, danger: told(10) }} />, {
      now: NOW,
      preferences: ZH,
    });
    expect(screen.getByRole('article').textContent).toContain('照此约 1 小时后用完');
    cleanup();
    renderConsole(<AlertCard alert={{ ...open, danger: told(31) }} />, {
      now: NOW,
      preferences: ZH,
    });
    const text = screen.getByRole('article').textContent;
    expect(text).toContain('距货损未知');
    expect(text).toContain('20 分钟 / 1 小时 30 分');
    expect(text).not.toContain('用完');
    cleanup();
    // A minute of a budget is no news for days because a box fell silent while it was spent.
    const few = { rule: 'BUDGET_HEAT', spentMinutes: 2, maxMinutes: 240, isSpending: true };
    const old = { ...told(3 * 1_440), budgets: [few] as DangerView['budgets'] };
    for (const rule of ['NO_DATA', 'BATTERY_LOW', 'BAND_HI'] as const) {
      renderConsole(<AlertRow alert={{ ...open, rule, danger: old }} />, {
        ...{ now: NOW, preferences: ZH },
      });
      expect(screen.getByRole('listitem').textContent).not.toContain('距货损');
      cleanup();
    }
  });

  it('says in a list the budget of which most is spent, once half of one is or it is being spent', () => {
    const half = { rule: 'BUDGET_HEAT', spentMinutes: 30, maxMinutes: 60, isSpending: false };
    const more = { rule: 'ZONE', spentMinutes: 600, maxMinutes: 720, isSpending: false };
    const danger = aDanger({ budgets: [half, more] as DangerView['budgets'] });
    renderConsole(<AlertRow alert={{ ...open, danger }} />, {
      now: NOW,
      preferences: { language: 'en' },
    });
    const line = screen.getByRole('listitem').textContent;
    expect(line).toContain('10 h / 12 h');
    expect(line).not.toContain('30 min / 1 h');
    cleanup();
    const nothing = { ahead: null, harm: null, timeToHarmMinutes: null };
    const little = { rule: 'BUDGET_HEAT', spentMinutes: 2, maxMinutes: 240, isSpending: false };
    const less = { rule: 'BUDGET_CRIT', spentMinutes: 0.9, maxMinutes: 30, isSpending: false };
    const quiet = aDanger({ ...nothing, budgets: [little, less] as DangerView['budgets'] });
    for (const alert of [open, { ...open, rule: 'BATTERY_LOW' } as const]) {
      renderConsole(<AlertRow alert={{ ...alert, danger: quiet }} />, {
        ...{ now: NOW, preferences: ZH },
      });
      expect(screen.getByRole('listitem').textContent).not.toContain('距货损');
      cleanup();
    }
    renderConsole(<AlertCard alert={{ ...open, rule: 'BATTERY_LOW', danger: quiet }} />, {
      ...{ now: NOW, preferences: ZH },
    });
    expect(screen.getByRole('article').textContent).not.toContain('第一步');
  });

  it('says in a list which limit is crossed where harm is not in sight, and what is so by estimate without a time', () => {
    const nothing = { harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const soon = aDanger(nothing, NOW);
    renderConsole(<AlertRow alert={{ ...open, danger: soon }} />, { now: NOW, preferences: ZH });
    const line = screen.getByRole('listitem').textContent;
    expect(line).toContain('16:40 越过上限 2.0 °C');
    expect(line).not.toContain('24 小时以上');
    cleanup();
    const ahead = { ...soon.ahead!, crossesAt: NOW + 5 * 60_000 };
    const danger = { ...soon, ahead };
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const card = screen.getByRole('article').textContent;
    expect(card).toContain('推算已到上限 2.0 °C');
    expect(card).toContain('24 小时以上');
  });

  it('does not turn better for a box that has fallen silent, and says no more of what was to happen by now', () => {
    const crit = { rule: 'BUDGET_CRIT', spentMinutes: 50, maxMinutes: 60, isSpending: true };
    const asOf = NOW - 40 * 60_000;
    const told = aDanger({ budgets: [crit] as DangerView['budgets'] }, asOf);
    renderConsole(<AlertCard alert={{ ...open, danger: told }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('dl')?.textContent;
    expect(figures).toContain('距货损未知');
    expect(figures).toContain('余量未知');
    cleanup();
    const past = aDanger({}, NOW - 3 * 86_400_000);
    renderConsole(<AlertCard alert={{ ...open, danger: past }} />, { now: NOW, preferences: ZH });
    expect(screen.getByText('余量').closest('dl')?.textContent).toContain('距货损未知');
    cleanup();
    const nothing = { harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const ahead = aDanger(nothing, asOf);
    renderConsole(<AlertRow alert={{ ...open, danger: ahead }} />, { now: NOW, preferences: ZH });
    expect(screen.getByRole('listitem').textContent).toContain('越过上限 2.0 °C');
  });

  it('names a budget that is gone beside one that runs out, and no margin', () => {
    const crit = { rule: 'BUDGET_CRIT', spentMinutes: 75, maxMinutes: 60, isSpending: true };
    const heat = { rule: 'BUDGET_HEAT', spentMinutes: 300, maxMinutes: 1_500, isSpending: true };
    const nothing = { ahead: null, harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const danger = aDanger({ ...nothing, budgets: [heat, crit] as DangerView['budgets'] }, NOW);
    renderConsole(<AlertRow alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const line = screen.getByRole('listitem').textContent;
    expect(line).toContain('距货损 超温预算约 20 小时后用完');
    expect(line).toContain('余量 无');
    expect(line).toContain('累计严重超温时长 1 小时 15 分 / 1 小时');
    cleanup();
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    const figures = screen.getByText('余量').closest('dl')?.textContent;
    expect(figures).toContain('超温预算约 20 小时后用完严重超温预算已用完');
  });

  it('says what a budget rests on only where something is foretold', () => {
    const nothing = { ahead: null, harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const gone = { rule: 'BUDGET_HEAT', spentMinutes: 75, maxMinutes: 60, isSpending: true };
    const danger = aDanger({ ...nothing, budgets: [gone] as DangerView['budgets'] });
    renderConsole(<AlertCard alert={{ ...open, danger }} />, { now: NOW, preferences: ZH });
    expect(screen.getByRole('article').textContent).not.toContain('推算');
  });

  it('does not count on for a box that has fallen silent', async () => {
    const heat = { rule: 'BUDGET_HEAT', spentMinutes: 40, maxMinutes: 90, isSpending: true };
    const nothing = { ahead: null, harm: null, timeToHarmMinutes: null, marginMinutes: null };
    const danger = aDanger(
      { ...nothing, unitId: open.unitId, budgets: [heat] as DangerView['budgets'] },
      NOW,
    );
    const alert = { ...open, danger };
    const { store } = renderConsole(<AlertCard alert={alert} />, { now: NOW, preferences: ZH });
    expect(screen.getByRole('article').textContent).toContain('后用完');
    const unit = world.units.find(({ id }) => id === open.unitId)!;
    const silent = { ...unit, silentSince: NOW - 60_000 };
    store.applySnapshot(
      { room: 'unit', unitId: unit.id },
      { room: 'unit', position: 1, serverTime: NOW, unit: silent },
    );
    await waitFor(() => expect(screen.getByRole('article').textContent).not.toContain('后用完'));
    expect(screen.getByRole('article').textContent).toContain('距货损未知');
  });

  it('says nothing of goods to which nothing is foretold when a sensor is suspect', () => {
    const danger = aDanger({ ahead: null, harm: null, timeToHarmMinutes: null });
    const alert = { ...open, rule: 'SENSOR_SUSPECT', danger } as const;
    renderConsole(<AlertCard alert={alert} />, { now: NOW, preferences: ZH });
    expect(screen.queryByText('余量')).toBeNull();
  });

  it('lists whom to call about it, the leg under way first, and dials for this alert', async () => {
    const asked: unknown[] = [];
    const contact = { ...A_CONTACT, subjectId: open.runId ?? '', subjectKind: 'leg' } as const;
    const { store } = renderConsole(<AlertCard alert={{ ...open, danger: aDanger() }} />, {
      ...{ now: NOW, preferences: ZH },
      answer: (path, body) => {
        if (path.endsWith('/dial')) {
          asked.push(body);
          return { status: 200, body: { phone: '+8613912345678' } };
        }
        const isOfLegs = path.includes('subjectKind=leg');
        const items = isOfLegs ? [{ ...contact, id: 'late', legOrdinal: 9 }, contact] : [];
        return { status: 200, body: { items, nextCursor: null } };
      },
    });
    const run = world.runs.find(({ id }) => id === open.runId);
    if (run) store.applySnapshot({ room: 'overview' }, overviewOf([run]));
    fireEvent.click(screen.getByRole('button', { name: `打电话 ${open.unitCode}` }));
    fireEvent.click(await screen.findByRole('button', { name: /买买提/ }, { timeout: 5_000 }));
    expect(await screen.findByText('+8613912345678')).toBeDefined();
    expect(asked).toEqual([{ alertId: open.id }]);
  });

  it('stands on a row, on a line of an incident and on its card', () => {
    const danger: DangerView = aDanger();
    const incident = anIncident(world.alerts, { cause: 'GENSET_GROUP', danger });
    renderConsole(
      <>
        <ul>
          <AlertRow alert={{ ...open, danger }} />
          <IncidentLine incident={incident} />
        </ul>
        <IncidentCard incident={incident} />
      </>,
      { now: NOW, preferences: ZH },
    );
    expect(screen.getAllByText('余量')).toHaveLength(3);
    expect(screen.getAllByText('约 2 小时')).toHaveLength(3);
  });
});
