/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { HandOverView, LotView, Session } from '@lenglian/console-contract';
import {
  HAND_OVER_ID,
  makeFixtureCustody,
  makeFixtureHandOver,
} from '../../testing/fixture-hand-overs.ts';
import { makeFixturePlaces } from '../../testing/fixture-network.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { Custody } from './Custody.tsx';
import { HandOvers } from './HandOvers.tsx';
import HandOversPage from './HandOversPage.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const unit = world.units.find(({ id }) => id === 'plum-3')!;
const run = world.runs.find(({ id }) => id === 'plum')!;
const lot = unit.lots[0] as LotView;

let stored: HandOverView[];
let sent: Array<{ path: string; body: unknown }>;
let refusal: { status: number; body: object } | null;
beforeEach(() => {
  stored = [makeFixtureHandOver(lot, NOW)];
  sent = [];
  refusal = null;
});
afterEach(cleanup);

function answer(path: string, body: unknown): { status: number; body: unknown } {
  const where = path.replace('/api/v1', '');
  if (where.endsWith('/custody')) {
    const custody = makeFixtureCustody(lot, NOW);
    const spans = custody.spans.slice(0, 1);
    const before = [{ lotId: 'lot-1', lotCode: 'LXM0001', until: NOW - 72_000_000, spans }];
    return { status: 200, body: { ...custody, before } };
  }
  if (where.startsWith('/places'))
    return { status: 200, body: { items: makeFixturePlaces(), nextCursor: null } };
  if (body === undefined) return { status: 200, body: { items: stored, nextCursor: null } };
  sent.push({ path: where, body });
  if (refusal !== null) return refusal;
  return { status: 200, body: { handOver: stored[0], warnings: [] } };
}

async function show(role: Session['role'] = 'operator') {
  renderConsole(<HandOvers lot={lot} unit={unit} run={run} />, {
    ...{ now: NOW, answer, session: { role } },
    preferences: { language: 'zh' },
  });
  return screen.findByRole('article');
}
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the hand-overs of a lot', () => {
  it('tell who handed what to whom, when and where, how it was kept, and who confirmed', async () => {
    const text = (await show()).textContent;
    for (const part of [
      ...['待确认', '出库', '喀什', '伽师冷库 张三丰', '乌铁物流 李**', 'CR-0098812'],
      ...['21.0 吨', '保留签收', '破损 120 千克', '下层箱体受压', '登记时间'],
      ...['回风−0.2 … 2.4 °C', '其中 1 小时无数据', '超温', '交方伽师冷库 已确认'],
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('user-1');
  });

  it('name a place also where the run of the page does not stop', async () => {
    stored = [makeFixtureHandOver(lot, NOW, { placeCode: 'KORLA' })];
    expect(await within(await show()).findByText('库尔勒')).toBeDefined();
  });

  it('are confirmed at a second click, on paper for a party without records here', async () => {
    await show();
    press('接方已在纸质单据上签字');
    expect(sent).toEqual([]);
    press('确认');
    await waitFor(() =>
      expect(sent).toEqual([{ path: `/hand-overs/${HAND_OVER_ID}/confirm`, body: { side: 'TO' } }]),
    );
  });

  it('are not confirmed for a party that speaks for itself', async () => {
    stored = [
      makeFixtureHandOver(lot, NOW, {
        to: { name: '乌铁物流', organisationId: 'rail', personName: null },
      }),
    ];
    await show();
    expect(screen.queryByRole('button', { name: /签字|确认/ })).toBeNull();
    expect(screen.getByRole('button', { name: '提出争议' })).toBeDefined();
  });

  it('are disputed with a reason only, and say in words why the api refused', async () => {
    await show();
    press('提出争议');
    press('提出争议');
    expect(screen.getByText('必填。')).toBeDefined();
    expect(sent).toEqual([]);
    refusal = { status: 409, body: { status: 409, code: 'HAND_OVER_STATE', title: '' } };
    fill('哪里不同意', '箱门有水');
    press('提出争议');
    expect(await screen.findByText(/已被取代，或争议已经处理/)).toBeDefined();
    expect(sent[0]?.body).toEqual({ side: 'FROM', reason: '箱门有水' });
  });

  it('have their disputes settled by whoever may, for the side that disputed', async () => {
    const dispute = {
      ...{ id: '01a214a5-04a1-7000-8000-03c0631c2aa5', side: 'TO' as const, reason: '箱门有水' },
      ...{ openedBy: 'user-1', openedAt: NOW, settledBy: null, settledAt: null, settlement: null },
      ...{ isByLink: false, personName: null, agreedByName: null, proposals: [] },
      ...{ settledAs: null, settlementReason: null },
    };
    stored = [makeFixtureHandOver(lot, NOW, { state: 'DISPUTED', disputes: [dispute] })];
    await show('operator');
    expect(screen.queryByRole('button', { name: '处理争议' })).toBeNull();
    cleanup();
    await show('quality');
    press('处理争议');
    fill('商定的结果', '扣 120 千克');
    press('处理争议');
    await waitFor(() =>
      expect(sent[0]).toEqual({
        path: `/hand-overs/${HAND_OVER_ID}/settle`,
        body: { disputeId: dispute.id, settlement: '扣 120 千克' },
      }),
    );
  });

  it('have what was disputed by a link proposed to that side, or decided with a reason', async () => {
    const proposal = { id: 'p', settlement: '扣 80 千克', proposedBy: 'user-1', proposedAt: NOW };
    const dispute = {
      ...{ id: '01a214a5-04a1-7000-8000-03c0631c2aa5', side: 'TO' as const, reason: '箱门有水' },
      ...{ openedBy: 'link', openedAt: NOW, settledBy: null, settledAt: null, settlement: null },
      ...{ isByLink: true, personName: '赵六', agreedByName: null, proposals: [proposal] },
      ...{ settledAs: null, settlementReason: null },
    };
    const to = { name: '市场', organisationId: null, personName: null };
    stored = [makeFixtureHandOver(lot, NOW, { state: 'DISPUTED', to, disputes: [dispute] })];
    await show('quality');
    expect(screen.getByText('待对方同意').parentElement?.textContent).toContain('扣 80 千克');
    press('处理争议');
    fill('商定的结果', '扣 60 千克');
    fill(/为何不经对方同意/, '司机联系不上');
    press('处理争议');
    const settled = { disputeId: dispute.id, settlement: '扣 60 千克', reason: '司机联系不上' };
    await waitFor(() => expect(sent[0]?.body).toEqual(settled));
  });

  it('offer a viewer nothing to do', async () => {
    await show('viewer');
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the form of a hand-over', () => {
  it('records what was filled in, on the clock that the person reads', async () => {
    await show();
    press('登记交接');
    fill('交接时间', '2027-01-15T09:30');
    fill('交方', '伽师冷库');
    fill('接方', '渭城冷库');
    fill(/货芯/, '−0,3');
    press('登记交接');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.path).toBe('/hand-overs');
    expect(sent[0]?.body).toMatchObject({
      ...{ kind: 'OUTBOUND', handedOverAt: Date.UTC(2027, 0, 15, 1, 30) },
      ...{ runCode: run.code, unitCode: unit.code, coreTemperatureCelsius: -0.3, milk: null },
      from: { name: '伽师冷库', organisationId: 'demo' },
      to: { name: '渭城冷库', organisationId: null },
      lots: [{ lotCode: lot.code, quantityKilograms: 21_400, result: 'ACCEPTED' }],
    });
    expect(await screen.findByText('已保存。')).toBeDefined();
  });

  it('says beside each field what is missing, before anything is sent', async () => {
    await show();
    press('登记交接');
    fill('交方', '');
    fill(/箱表面/, '暖');
    press('登记交接');
    const field = (label: string | RegExp) =>
      screen.getByLabelText(label).closest('.field') as HTMLElement;
    expect(within(field('接方')).getByText('必填。')).toBeDefined();
    expect(within(field(/箱表面/)).getByText('请填数字。')).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('交方'));
    expect(sent).toEqual([]);
  });

  it('shows the findings of the api beside the fields that they are about', async () => {
    const found = (code: string, field: string, zh: string) => ({
      ...{ code, field, zh, en: code, severity: 'REFUSE', line: null, parameters: {} },
    });
    refusal = {
      status: 422,
      body: {
        ...{ status: 422, code: 'RECORD_REFUSED', title: '' },
        findings: [
          found('CORE_MISSING', 'coreTemperatureCelsius', '须测货芯温度。'),
          found('ANTIBIOTICS', 'milk.antibioticTestResult', '抗生素检测阳性，须拒收。'),
        ],
      },
    };
    await show();
    press('登记交接');
    fill('交方', '伽师冷库');
    fill('接方', '渭城冷库');
    press('登记交接');
    const text = await screen.findByText('须测货芯温度。');
    expect(text.closest('.field')?.contains(screen.getByLabelText(/货芯/))).toBe(true);
    const end = screen.getByText('抗生素检测阳性，须拒收。').closest('.form-end');
    expect(end?.textContent).toContain('内容有误，没有保存');
  });

  it('takes the keyboard from the button that opened it, and gives up with Escape', async () => {
    await show();
    press('登记交接');
    const form = screen.getByRole('form', { name: '登记交接' });
    expect(document.activeElement).toBe(form);
    fireEvent.keyDown(form, { key: 'Escape' });
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('begins with what the record says that it takes the place of', async () => {
    await show();
    press('更正');
    expect(screen.getByLabelText<HTMLInputElement>('接方').value).toBe('乌铁物流');
    expect(screen.getByText(/新记录将取代原记录/)).toBeDefined();
    press('登记交接');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({
      ...{ supersedesId: HAND_OVER_ID, placeCode: 'KASHGAR', unitCode: null },
      lots: [{ quantityKilograms: 21_000, damagedKilograms: 120, reason: '下层箱体受压' }],
    });
  });
});

describe('the record that takes the place of another', () => {
  it('has all of its lots, also those that lie elsewhere, its photographs and its second', async () => {
    const photo = 'a'.repeat(64);
    const [handed] = makeFixtureHandOver(lot, NOW).lots;
    const other = { ...handed!, lotId: 'lot-plum-9', lotCode: 'LXM0009' };
    const handedOverAt = NOW - 3_601_007;
    const said = { lots: [handed!, other], photoSha256: [photo], handedOverAt };
    stored = [makeFixtureHandOver(lot, NOW, said)];
    await show();
    press('更正');
    press('登记交接');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({
      lots: [{ lotCode: lot.code }, { lotCode: 'LXM0009' }],
      ...{ photoSha256: [photo], handedOverAt },
    });
  });

  it('can leave lots out, but not all of them', async () => {
    const [handed] = makeFixtureHandOver(lot, NOW).lots;
    const other = { ...handed!, lotId: 'lot-plum-9', lotCode: 'LXM0009' };
    stored = [makeFixtureHandOver(lot, NOW, { lots: [handed!, other] })];
    await show();
    press('更正');
    fireEvent.click(screen.getByLabelText('LXM0009'));
    fireEvent.click(screen.getByLabelText(new RegExp(`^${lot.code}`)));
    press('登记交接');
    expect(screen.getByText('至少选一项。')).toBeDefined();
    fireEvent.click(screen.getByLabelText(new RegExp(`^${lot.code}`)));
    press('登记交接');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ lots: [{ lotCode: lot.code }] });
  });
});

describe('all hand-overs', () => {
  it('let a party confirm that does not own the goods, and lead it to no lot', async () => {
    const to = { name: '乌铁物流', organisationId: 'rail', personName: null };
    stored = [makeFixtureHandOver(lot, NOW, { to })];
    renderConsole(<HandOversPage />, {
      ...{ now: NOW, answer, session: { organisationId: 'rail' } },
      preferences: { language: 'zh' },
    });
    const card = await screen.findByRole('article');
    expect(within(card).getByText(lot.code)).toBeDefined();
    expect(within(card).queryByRole('link', { name: lot.code })).toBeNull();
    press('代表接方 乌铁物流 确认');
    press('确认');
    await waitFor(() => expect(sent[0]?.body).toEqual({ side: 'TO' }));
  });
});

describe('the custody of a lot', () => {
  it('tells who answered for it from when to when, and the minutes outside limits', async () => {
    renderConsole(<Custody lotId={lot.id} />, {
      ...{ now: NOW, answer, preferences: { language: 'zh' } },
    });
    const spans = await screen.findAllByRole('listitem');
    expect(spans[0]?.textContent).toMatch(/伽师冷库.*起初 → .*未见超限/);
    expect(spans[1]?.textContent).toMatch(/乌铁物流.*待确认.*→ 现在超温 1 小时 35 分/);
    const before = screen.getByRole('region', { name: 'LXM0001' });
    expect(before.textContent).toMatch(/此前为货批 LXM0001.*伽师冷库.*未见超限/);
  });
});
