/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import type { FindingView, LotView, Session } from '@lenglian/console-contract';
import {
  makeFixtureExposure,
  makeFixtureFreshness,
  makeFixtureLotRecord,
  makeFixtureTrace,
} from '../../testing/fixture-goods.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import LotPage from './LotPage.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const unit = world.units.find(({ id }) => id === 'plum-3')!;
const lot = unit.lots[0] as LotView;

let record: ReturnType<typeof makeFixtureLotRecord>;
let sent: Array<{ path: string; body: unknown; seen: string | null }>;
let warnings: FindingView[];
let refusal: { status: number; body: object } | null;
beforeEach(() => {
  record = { ...makeFixtureLotRecord(lot, NOW), revision: 3 };
  sent = [];
  warnings = [];
  refusal = null;
});
afterEach(cleanup);

const api: Answerer = (url, body, seen) => {
  const path = url.replace('/api/v1', '');
  if (body !== undefined) {
    sent.push({ path, body, seen });
    return refusal ?? { status: 200, body: { ...record, transformation: {}, warnings } };
  }
  const bodies: Record<string, unknown> = {
    [`/lots/${lot.id}`]: record,
    [`/lots/${lot.id}/trace`]: makeFixtureTrace(lot, NOW),
    [`/lots/${lot.id}/exposure`]: makeFixtureExposure(lot, NOW),
    [`/lots/${lot.id}/freshness`]: makeFixtureFreshness(lot, NOW),
    [`/lots/${lot.id}/custody`]: {
      ...{ lotId: lot.id, asOf: NOW, spans: [], before: [], hasMoreBefore: false },
    },
    '/units/plum-3': unit,
    '/runs/plum': world.runs.find(({ id }) => id === 'plum'),
  };
  return { status: 200, body: bodies[path] ?? { items: [], nextCursor: null } };
};

async function show(role: Session['role'] = 'quality') {
  renderConsole(
    <Routes>
      <Route path="/lots/:lotId" element={<LotPage />} />
    </Routes>,
    {
      ...{ now: NOW, path: `/lots/${lot.id}`, answer: api, session: { role } },
      preferences: { language: 'zh' },
    },
  );
  const lineage = await screen.findByRole('region', { name: '来源与去向' });
  await within(lineage).findByText('LXM0004');
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string | RegExp, value: string, at = 0) =>
  fireEvent.change(screen.getAllByLabelText(label)[at]!, { target: { value } });
const submit = () => fireEvent.submit(screen.getByRole('form'));
const refused = (...findings: Array<Partial<FindingView>>) => ({
  status: 422,
  body: {
    ...{ status: 422, code: 'RECORD_REFUSED', title: '' },
    findings: findings.map((one) => ({ severity: 'REFUSE', line: null, en: 'no', ...one })),
  },
});

describe('what is known of a lot', () => {
  it('is changed by what was changed only, and taken back where it was emptied', async () => {
    await show();
    press('补充资料');
    fill(/^糖度/, '19,5');
    fill(/^收货人/, '');
    fill(/^原因/, '复测');
    submit();
    const body = { brixDegrees: 19.5, consigneeName: null, reason: '复测' };
    await waitFor(() => expect(sent).toEqual([{ path: `/lots/${lot.id}`, body, seen: '"3"' }]));
  });

  it('tells what does not suit it any more where it lies', async () => {
    const words = { zh: 'XJLU3000015 设定温度 -1 ℃ 超出范围。', en: 'The set-point is outside.' };
    const about = { severity: 'WARN', line: null, field: 'brixDegrees', parameters: {} } as const;
    warnings = [{ code: 'SETPOINT_OUTSIDE', ...about, ...words }];
    await show();
    press('补充资料');
    fill(/^糖度/, '8');
    submit();
    expect(await screen.findByText(words.zh)).toBeDefined();
    press('知道了');
    expect(screen.queryByText(words.zh)).toBeNull();
  });

  it('is not sent when nothing was changed', async () => {
    await show();
    press('补充资料');
    submit();
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
    expect(sent).toEqual([]);
  });

  it('is loaded anew where somebody else was faster', async () => {
    await show();
    press('补充资料');
    fill(/^糖度/, '19');
    refusal = { status: 412, body: { status: 412, code: 'REVISION_CONFLICT', title: '' } };
    record = { ...record, revision: 4, shipperName: '新发货人' };
    submit();
    await screen.findByText(/已重新载入/);
    await screen.findByText('新发货人');
    refusal = null;
    submit();
    await waitFor(() =>
      expect(sent.at(-1)).toMatchObject({ body: { brixDegrees: 19 }, seen: '"4"' }),
    );
  });

  it('is only to be read for those who may not say', async () => {
    await show('viewer');
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('a lot that becomes others', () => {
  it('is split into two, with each finding beside its field', async () => {
    await show();
    press('登记分合');
    fill('新批号', 'LXM0003-A', 0);
    fill('新批号', 'LXM0001', 1);
    fill(/^重量/, '30000', 0);
    refusal = refused(
      { code: 'MORE_THAN_IS_LEFT', field: 'inputs.0.quantityKilograms', zh: '只剩 12760 千克。' },
      { code: 'LOT_EXISTS', field: 'outputs.1.lotCode', zh: '批号已存在。' },
    );
    submit();
    const left = await screen.findByText('只剩 12760 千克。');
    expect(left.closest('.field')?.contains(screen.getAllByLabelText(/^重量/)[0]!)).toBe(true);
    const taken = screen.getByText('批号已存在。');
    expect(taken.closest('.field')?.contains(screen.getAllByLabelText('新批号')[1]!)).toBe(true);
    refusal = null;
    fill('新批号', 'LXM0003-B', 1);
    fill(/^重量/, '', 0);
    fill(/^所在箱/, 'XJLU3000044', 1);
    fireEvent.click(screen.getByLabelText(/^货已经这样放了/));
    submit();
    await screen.findByText('已保存。');
    expect(sent.at(-1)).toMatchObject({
      path: '/transformations',
      body: {
        ...{ kind: 'SPLIT', at: NOW, hasHappened: true },
        inputs: [{ lotCode: lot.code, quantityKilograms: null }],
        outputs: [
          { lotCode: 'LXM0003-A', quantityKilograms: null },
          { lotCode: 'LXM0003-B', unitCode: 'XJLU3000044' },
        ],
      },
    });
  });

  it('is merged with others, as many as there are', async () => {
    await show();
    press('登记分合');
    fill('类别', 'MERGE');
    press('再加一批');
    expect(screen.getAllByLabelText('批号')).toHaveLength(3);
    expect(screen.getAllByLabelText('新批号')).toHaveLength(1);
    press('去掉最后一行');
    expect(screen.getAllByLabelText('批号')).toHaveLength(2);
  });

  it('is undone with a reason, once for all lots of the event', async () => {
    await show();
    expect(screen.getAllByRole('button', { name: /^撤销/ })).toHaveLength(2);
    press(/^撤销 分批/);
    submit();
    expect(await screen.findByText('必填。')).toBeDefined();
    fill('为什么撤销', '登记错了');
    refusal = refused({
      code: 'LOT_WENT_ON',
      field: 'outputs',
      zh: 'LXM0004 已交接，先撤销其后。',
    });
    submit();
    expect(await screen.findByText('LXM0004 已交接，先撤销其后。')).toBeDefined();
    expect(sent[0]).toMatchObject({
      path: '/transformations/split-1/undo',
      body: { reason: '登记错了' },
    });
  });
});
