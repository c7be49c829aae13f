/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { AlertView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { AlertCard } from './AlertCard.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const open = world.alerts.find(
  ({ rule, state }) => rule === 'BAND_HI' && state === 'OPEN',
) as AlertView;

describe('AlertCard', () => {
  afterEach(cleanup);

  it('tells goods, box, limit, how long and why on one card', () => {
    renderConsole(<AlertCard alert={open} />, { now: NOW });
    const card = screen.getByRole('article', { name: `预警 超温 ${open.unitCode}` });
    for (const text of ['新梅', open.unitCode.slice(-7), '限值1.5', '已持续', '持续高于 1.5 °C'])
      expect(card.textContent).toContain(text);
    expect(card.textContent).toContain(open.lotCode);
  });

  it('takes an alert with a next check in an hour unless said otherwise, and a note', async () => {
    let sent: { nextCheckAt: number; note?: string } | undefined;
    const { store } = renderConsole(<AlertCard alert={open} />, {
      now: NOW,
      answer: (path, body) => {
        expect(path).toBe(`/api/v1/alerts/${open.id}/acknowledge`);
        sent = body as typeof sent;
        return { status: 200, body: { ...open, state: 'ACKNOWLEDGED', revision: 2 } };
      },
    });
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    fireEvent.change(screen.getByLabelText('备注'), { target: { value: ' 已打电话 ' } });
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await waitFor(() => expect(store.alerts()[0]?.state).toBe('ACKNOWLEDGED'));
    expect(sent).toEqual({ nextCheckAt: NOW + 3_599_000, note: '已打电话' });
  });

  it('offers no next check further than four hours', async () => {
    let sent: { nextCheckAt: number } | undefined;
    const { store } = renderConsole(<AlertCard alert={open} />, {
      now: NOW,
      answer: (_, body) => {
        sent = body as typeof sent;
        return { status: 200, body: { ...open, state: 'ACKNOWLEDGED', revision: 2 } };
      },
    });
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    const choices = screen.getAllByRole('radio');
    fireEvent.click(choices.at(-1)!);
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await waitFor(() => expect(store.alerts()).toHaveLength(1));
    expect(sent?.nextCheckAt).toBeLessThanOrEqual(NOW + 4 * 3_600_000);
  });

  it('leaves the keyboard where it was: in what was opened, and at its button when that has closed', () => {
    renderConsole(<AlertCard alert={open} />, { now: NOW });
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    const form = screen.getByRole('button', { name: '确认接手' }).closest('form');
    expect(document.activeElement).toBe(form);
    fireEvent.keyDown(form!, { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '接手' }));
  });

  it('says in words why the server refused, and keeps the form', async () => {
    renderConsole(<AlertCard alert={open} />, {
      now: NOW,
      answer: () => ({ status: 409, body: { status: 409, code: 'ALERT_NOT_LIVE', title: '' } }),
    });
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    expect((await screen.findByRole('alert')).textContent).toBe('这条告警已经结束，不需要接手。');
    expect(screen.getByRole('button', { name: '确认接手' })).toBeDefined();
  });

  it('offers nothing to those who may only watch', () => {
    renderConsole(<AlertCard alert={open} />, { now: NOW, session: { role: 'viewer' } });
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('names the owner, the next check, and that the check is due', () => {
    const taken: AlertView = {
      ...open,
      state: 'ACKNOWLEDGED',
      acknowledgedBy: '王建国',
      acknowledgedAt: NOW - 3_600_000,
      nextCheckAt: NOW - 1,
    };
    renderConsole(<AlertCard alert={taken} />, { now: NOW });
    const card = screen.getByRole('article');
    expect(card.textContent).toContain('王建国 已接手');
    expect(card.textContent).toContain('复查已到时');
  });

  it('says when its unit is without power, and once where that is what the alert is about', async () => {
    const unit = world.units.find(({ id }) => id === open.unitId)!;
    const latest = { ...unit.latest!, isConnectedToPowerSource: false, doorOpen: false };
    for (const alert of [open, { ...open, rule: 'POWER_OFF' } as const]) {
      const { store } = renderConsole(<AlertCard alert={alert} />, { now: NOW });
      store.applySnapshot(
        { room: 'unit', unitId: unit.id },
        { room: 'unit', position: 1, serverTime: NOW, unit: { ...unit, latest } },
      );
      await screen.findByText(new RegExp(`${unit.position} 号位`));
      expect(screen.getAllByText('断电')).toHaveLength(1);
      cleanup();
    }
    const { store } = renderConsole(<AlertCard alert={{ ...open, rule: 'POWER_OFF' }} />, {
      now: NOW,
    });
    store.applySnapshot(
      { room: 'unit', unitId: unit.id },
      {
        ...{ room: 'unit', position: 1, serverTime: NOW },
        unit: { ...unit, latest: { ...latest, doorOpen: true } },
      },
    );
    expect(await screen.findByText('门开')).toBeDefined();
  });

  it('marks an alert found in late data', () => {
    renderConsole(<AlertCard alert={{ ...open, isLate: true }} />, { now: NOW });
    expect(screen.getByText('补传')).toBeDefined();
  });
});
