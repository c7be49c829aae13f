/** @jest-environment jsdom */
import { useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { AlertView, DangerView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { formatTime } from '@lenglian/wording';
import { aDanger } from '../../testing/fixture-danger.ts';
import { anIncident } from '../../testing/fixture-incidents.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { Acknowledge } from './Acknowledge.tsx';

const NOW = 1_800_000_000_000;
const { alerts } = makeFixtureWorld(NOW);
const alert = { ...alerts[0], state: 'OPEN', danger: null } as AlertView;
const timeIn = (minutes: number) => formatTime(NOW + minutes * MINUTE, 'beijing');

/** Power is lost; the next place to act is Hami, so many minutes ahead. */
function placeIn(minutes: number): DangerView {
  const { nextAction, ...danger } = aDanger();
  return { ...danger, nextAction: nextAction && { ...nextAction, at: NOW + minutes * MINUTE } };
}

function open(content: ReactNode, language: 'zh' | 'en' = 'zh') {
  const sent: { path: string; body: unknown }[] = [];
  const answer = (path: string, body: unknown) => {
    sent.push({ path, body });
    return { status: 200, body: { ...alert, state: 'ACKNOWLEDGED', revision: 2 } };
  };
  const view = renderConsole(content, { now: NOW, preferences: { language }, answer });
  fireEvent.click(screen.getByRole('button', { name: language === 'zh' ? '接手' : 'Take it' }));
  return { ...view, sent };
}

/** An alert whose danger is told anew on a click. */
function Told() {
  const [danger, setDanger] = useState(placeIn(70));
  return (
    <>
      <Acknowledge alert={{ ...alert, danger }} />
      <button type="button" onClick={() => setDanger(placeIn(150))}>
        later
      </button>
    </>
  );
}

/** The texts of the choices, the chosen one marked. */
function choices(): string[] {
  return screen.getAllByRole<HTMLInputElement>('radio').map((radio) => {
    const text = radio.closest('label')?.textContent ?? '';
    return radio.checked ? `● ${text}` : text;
  });
}
const after = (minutes: number, text: string) => `${text} ${timeIn(minutes)}`;
const FIXED = [
  after(30, '30 分钟后'),
  after(60, '1 小时后'),
  after(120, '2 小时后'),
  after(240, '4 小时后'),
];
const fixedWith = (chosen: number) =>
  FIXED.map((text, index) => (index === chosen ? `● ${text}` : text));

describe('the next check of what is taken', () => {
  afterEach(cleanup);

  it('is the next place to act, by name and time, before the four spans', () => {
    open(<Acknowledge alert={{ ...alert, danger: placeIn(70) }} />);
    expect(choices()).toEqual([`● 下一可处置站 哈密 ${timeIn(70)}`, ...FIXED]);
    cleanup();
    open(<Acknowledge alert={{ ...alert, danger: placeIn(70) }} />, 'en');
    expect(choices()[0]).toBe(`● next place to act: Hami ${timeIn(70)}`);
  });

  it('is sent as the moment at which that place is reached', async () => {
    const { sent } = open(<Acknowledge alert={{ ...alert, danger: placeIn(70) }} />);
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ nextCheckAt: NOW + 70 * MINUTE });
  });

  it('of an incident is at the place of its own danger', async () => {
    const incident = { ...anIncident(alerts), danger: placeIn(45) };
    const { sent } = open(<Acknowledge incident={incident} />);
    expect(choices()[0]).toBe(`● 下一可处置站 哈密 ${timeIn(45)}`);
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      path: `/api/v1/incidents/${incident.id}/acknowledge`,
      body: { nextCheckAt: NOW + 45 * MINUTE },
    });
  });

  it('may be another time all the same', async () => {
    const { sent } = open(<Acknowledge alert={{ ...alert, danger: placeIn(70) }} />);
    fireEvent.click(screen.getByRole('radio', { name: FIXED[0]! }));
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ nextCheckAt: NOW + 30 * MINUTE - 1_000 });
  });

  it('is as late as it may be where the place is beyond, and as soon as it can be where the place is reached before', () => {
    const chosen: [number, number][] = [
      [240, 3],
      [5_760, 3],
      [14, 0],
      [1, 0],
    ];
    for (const [minutes, index] of chosen) {
      open(<Acknowledge alert={{ ...alert, danger: placeIn(minutes) }} />);
      expect(choices()).toEqual(fixedWith(index));
      cleanup();
    }
    for (const minutes of [15, 239]) {
      open(<Acknowledge alert={{ ...alert, danger: placeIn(minutes) }} />);
      expect(choices()[0]).toBe(`● 下一可处置站 哈密 ${timeIn(minutes)}`);
      cleanup();
    }
  });

  it('is in an hour where no place is known, or the one that was known lies behind', () => {
    for (const danger of [null, aDanger({ nextAction: null }), placeIn(-5)]) {
      open(<Acknowledge alert={{ ...alert, danger }} />);
      expect(choices()).toEqual(fixedWith(1));
      cleanup();
    }
  });

  it('names a place without a name by its time alone', () => {
    const { nextAction } = placeIn(70);
    const nameless = nextAction && { ...nextAction, placeNameZh: null, placeNameEn: null };
    open(<Acknowledge alert={{ ...alert, danger: aDanger({ nextAction: nameless }) }} />);
    expect(choices()[0]).toBe(`● 下一可处置站 ${timeIn(70)}`);
  });

  it('stays as it was when the form opened, whatever becomes known meanwhile', async () => {
    const { sent } = open(<Told />);
    const before = choices();
    fireEvent.click(screen.getByRole('button', { name: 'later' }));
    expect(choices()).toEqual(before);
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ nextCheckAt: NOW + 70 * MINUTE });
  });

  it('is read anew when the form is opened again', () => {
    open(<Told />);
    fireEvent.click(screen.getByRole('button', { name: 'later' }));
    fireEvent.click(screen.getByRole('button', { name: '取消' }));
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    expect(choices()[0]).toBe(`● 下一可处置站 哈密 ${timeIn(150)}`);
  });
});
