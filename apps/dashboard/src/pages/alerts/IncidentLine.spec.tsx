/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { IncidentView } from '@lenglian/console-contract';
import { useIncidents } from '../../live/live-context.ts';
import { aDanger } from '../../testing/fixture-danger.ts';
import { anIncident } from '../../testing/fixture-incidents.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { IncidentCard } from './IncidentCard.tsx';
import { IncidentLine } from './IncidentLine.tsx';

const NOW = 1_800_000_000_000;
const { alerts } = makeFixtureWorld(NOW);
const genset = anIncident(alerts, {
  ...{ cause: 'GENSET_GROUP', severity: 'MAJOR', equipmentGroup: 3 },
  goods: [
    {
      ...{ commodityCode: 'PLUM', commodityNameZh: '新梅', commodityNameEn: 'Plum' },
      quantityKilograms: 171_200,
    },
  ],
});

function show(content: React.ReactNode, answer?: Answerer) {
  const view = renderConsole(content, { now: NOW, ...(answer && { answer }) });
  const snapshot = { room: 'alerts', position: 1, serverTime: NOW, alerts } as const;
  view.store.applySnapshot({ room: 'alerts' }, { ...snapshot, alerts: [...alerts] });
  return view;
}

describe('an incident of many boxes', () => {
  afterEach(cleanup);

  it('is one line with its cause, boxes and goods, which unfolds to its alerts', async () => {
    show(<IncidentLine incident={genset} />);
    expect(await screen.findByText('3号发电箱停机')).toBeDefined();
    expect(screen.getByText('新梅号 · 8箱 · 新梅 171 吨')).toBeDefined();
    expect(screen.queryAllByRole('link')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: '展开 3号发电箱停机' }));
    expect(screen.getAllByRole('link')).toHaveLength(8);
    fireEvent.click(screen.getByText('新梅号 · 8箱 · 新梅 171 吨'));
    expect(screen.queryAllByRole('link')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    // Nothing moves under whoever writes a note, or copies a number.
    fireEvent.click(screen.getByText('新梅号 · 8箱 · 新梅 171 吨'));
    expect(screen.queryAllByRole('link')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: '取消' }));
    window.getSelection()?.selectAllChildren(screen.getByText('3号发电箱停机'));
    fireEvent.click(screen.getByText('3号发电箱停机'));
    expect(screen.queryAllByRole('link')).toEqual([]);
    window.getSelection()?.removeAllRanges();
  });

  it('is one card with a box for each unit', async () => {
    show(<IncidentCard incident={genset} />);
    expect(await screen.findByRole('article', { name: '重要 3号发电箱停机' })).toBeDefined();
    expect(screen.getAllByRole('listitem')).toHaveLength(8);
  });

  it('has its boxes in the order of the train, whichever was told first', async () => {
    const children = [...genset.children]
      .map((child, i) => ({ ...child, position: i === 0 ? 2 : i + 10 }))
      .reverse();
    show(<IncidentCard incident={{ ...genset, children }} />);
    await screen.findByRole('article', { name: '重要 3号发电箱停机' });
    const places = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(places).toEqual(['2', '11', '12', '13', '14', '15', '16', '17']);
  });

  it('says whom to call when nobody has it for too long, in lines and on cards', async () => {
    const untaken = (minutes: number) => ({ ...genset, untakenSince: NOW - minutes * 60_000 });
    show(<IncidentLine incident={untaken(9)} />);
    await screen.findByText('3号发电箱停机');
    expect(screen.queryByText(/无人接手/)).toBeNull();
    cleanup();
    show(<IncidentLine incident={untaken(10)} />);
    expect(await screen.findByText('超 10 分钟无人接手，请叫值班长')).toBeDefined();
    cleanup();
    show(<IncidentCard incident={untaken(31)} />);
    expect(await screen.findByText('超 30 分钟无人接手，请叫经理')).toBeDefined();
    cleanup();
    const missed = { ...untaken(0), untakenSince: null, nextCheckAt: NOW - 10 * 60_000 };
    show(<IncidentCard incident={{ ...missed, acknowledgedBy: '王强' }} />);
    expect(await screen.findByText('复查超时 10 分钟，请叫值班长')).toBeDefined();
  });

  it('is taken as one', async () => {
    const asked: string[] = [];
    const answer: Answerer = (path) => {
      asked.push(path);
      const body: IncidentView = { ...genset, state: 'ACKNOWLEDGED', revision: 2 };
      return { status: 200, body };
    };
    const { store } = show(<IncidentLine incident={genset} />, answer);
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await screen.findByRole('button', { name: '接手' });
    expect(asked).toEqual([`/api/v1/incidents/${genset.id}/acknowledge`]);
    expect(store.incidents.lines()[0]?.state).toBe('ACKNOWLEDGED');
  });
});

/** As the link tells it. */
function LiveLine() {
  const [incident] = useIncidents();
  return incident === undefined ? null : <IncidentLine incident={incident} />;
}

describe('an incident of one box', () => {
  afterEach(cleanup);
  const [alert] = alerts;

  it('is the line of its alert while it has one', async () => {
    if (alert === undefined) throw new RangeError('no alert');
    show(<IncidentLine incident={anIncident([alert])} />);
    expect(await screen.findByRole('link')).toBeDefined();
  });

  it('is the line of its alert, also where that was a gap before', async () => {
    if (alert === undefined) throw new RangeError('no alert');
    const offline = { ...alert, rule: 'NO_DATA' as const };
    const gap = { ...alert, id: 'gap', rule: 'DATA_GAP' as const, severity: 'INFO' as const };
    const { store } = show(<IncidentLine incident={anIncident([offline, gap])} />);
    const snapshot = { room: 'alerts', position: 2, serverTime: NOW } as const;
    act(() => store.applySnapshot({ room: 'alerts' }, { ...snapshot, alerts: [offline, gap] }));
    expect(await screen.findByRole('link', { name: /断链 · 无数据/ })).toBeDefined();
    expect(screen.queryByText('数据缺口')).toBeNull();
    expect(screen.queryByRole('button', { name: /展开/ })).toBeNull();
  });

  it('can be taken from its line', async () => {
    if (alert === undefined) throw new RangeError('no alert');
    const asked: string[] = [];
    const incident = anIncident([alert]);
    show(<IncidentLine incident={incident} />, (path) => {
      asked.push(path);
      return { status: 200, body: { ...incident, state: 'ACKNOWLEDGED', revision: 2 } };
    });
    await screen.findByRole('link');
    fireEvent.click(screen.getByRole('button', { name: '接手' }));
    fireEvent.click(screen.getByRole('button', { name: '确认接手' }));
    await screen.findByRole('button', { name: '接手' });
    expect(asked).toEqual([`/api/v1/incidents/${incident.id}/acknowledge`]);
  });

  it('keeps the keyboard when it was taken from its line, and takes it from nobody who is elsewhere', async () => {
    if (alert === undefined) throw new RangeError('no alert');
    const incident = anIncident([alert]);
    const taken = { ...incident, state: 'ACKNOWLEDGED', revision: 2 } as const;
    const view = show(<LiveLine />, () => ({ status: 200, body: taken }));
    act(() => void view.store.incidents.put(incident));
    fireEvent.click(await screen.findByRole('button', { name: '接手' }));
    const confirm = screen.getByRole('button', { name: '确认接手' });
    confirm.focus();
    fireEvent.click(confirm);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('link')));
    expect(screen.queryAllByRole('button')).toEqual([]);
    cleanup();
    const other = show(<LiveLine />);
    act(() => void other.store.incidents.put(incident));
    await screen.findByRole('button', { name: '接手' });
    act(() => void other.store.incidents.put(taken));
    await waitFor(() => expect(screen.queryAllByRole('button')).toEqual([]));
    expect(document.activeElement).toBe(document.body);
  });

  it('says once what becomes of its goods when it is unfolded', async () => {
    const danger = aDanger({ lotId: 'lot', unitId: 'unit' }, NOW);
    const both = alerts.slice(0, 2).map((one) => ({ ...one, unitId: 'unit', danger }));
    const incident = anIncident(both, { danger });
    const view = show(<IncidentLine incident={incident} />);
    const told = { room: 'alerts', position: 2, serverTime: NOW, alerts: both } as const;
    view.store.applySnapshot({ room: 'alerts' }, { ...told, alerts: both });
    fireEvent.click(await screen.findByRole('button', { name: /展开/ }));
    expect(screen.getAllByRole('link')).toHaveLength(2);
    expect(screen.getAllByText(/距货损/)).toHaveLength(1);
  });

  it('has no button once somebody has it', async () => {
    if (alert === undefined) throw new RangeError('no alert');
    show(<IncidentLine incident={anIncident([alert], { state: 'ACKNOWLEDGED' })} />);
    await screen.findByRole('link');
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('shows the worst value of its worst alert, and when whoever has it looks again', async () => {
    const [first, second] = alerts;
    if (first === undefined || second === undefined) throw new RangeError('no alerts');
    const both = [
      { ...first, unitId: 'unit', severity: 'WARN' as const, peakCelsius: 3 },
      { ...second, unitId: 'unit', severity: 'CRITICAL' as const, peakCelsius: 9.4 },
    ];
    const taken = { state: 'ACKNOWLEDGED', nextCheckAt: NOW + 1_800_000 } as const;
    const view = show(<IncidentLine incident={anIncident(both, taken)} />);
    const told = { room: 'alerts', position: 2, serverTime: NOW, alerts: both } as const;
    view.store.applySnapshot({ room: 'alerts' }, { ...told, alerts: both });
    expect((await screen.findByText(/最坏值/)).textContent).toBe('最坏值 9.4');
    expect(screen.getByText(/下次复查/).textContent).toMatch(/复查 \d\d:\d\d/);
  });

  it('has lasted as long as the alert that it is named by, though another began before and is over', async () => {
    const [worst, other] = alerts.map((one, i) => ({
      ...one,
      ...{ unitId: 'unit', startedAt: NOW - (2 + i) * 3_600_000, endedAt: null },
      severity: i === 0 ? ('CRITICAL' as const) : ('WARN' as const),
    }));
    if (worst === undefined || other === undefined) throw new RangeError('no alerts');
    const incident = anIncident([worst, other], { startedAt: NOW - 9 * 3_600_000 });
    const view = show(<IncidentLine incident={incident} />);
    const told = { room: 'alerts', position: 2, serverTime: NOW, alerts: [worst, other] } as const;
    view.store.applySnapshot({ room: 'alerts' }, { ...told, alerts: [worst, other] });
    expect(await screen.findByText(/^2 小时/)).toBeDefined();
    expect(screen.queryByText(/^9 小时/)).toBeNull();
  });
});
