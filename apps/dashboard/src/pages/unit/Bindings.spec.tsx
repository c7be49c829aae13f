/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { FindingView, Session } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { makeFixtureBindings, makeFixtureDevices } from '../../testing/fixture-devices.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import Bindings from './Bindings.tsx';

const NOW = 1_800_000_000_000;
const { units } = makeFixtureWorld(NOW);
const unit = units.find(({ id }) => id === 'plum-3')!;

let sent: unknown[];
let warnings: FindingView[];
let refusal: { status: number; body: object } | null;
beforeEach(() => {
  sent = [];
  warnings = [];
  refusal = null;
});
afterEach(cleanup);

function answer(path: string, body: unknown): { status: number; body: unknown } {
  if (body !== undefined) {
    sent.push(body);
    return refusal ?? { status: 200, body: { binding: null, warnings } };
  }
  const items = path.includes('/devices')
    ? makeFixtureDevices(units)
    : makeFixtureBindings(unit, NOW);
  return { status: 200, body: { items, nextCursor: null } };
}

async function show(role: Session['role'] = 'quality') {
  renderConsole(<Bindings unit={unit} />, {
    ...{ now: NOW, answer, session: { role }, preferences: { language: 'zh' } },
  });
  return screen.findAllByRole('listitem');
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function fillIn() {
  press('更正绑定');
  await screen.findByRole('option', { name: /RFR-plum-004（现在/ });
  fill('设备', 'RFR-plum-004');
  fill('从', '2027-01-15T09:00');
  fill(/^到/, '2027-01-15T11:30');
}

describe('the devices of a unit', () => {
  it('are told with the time that they were on it, the latest first', async () => {
    const spans = await show('viewer');
    expect(spans[0]?.textContent).toMatch(/^RFR-plum-003 .* → 至今$/);
    expect(spans[1]?.textContent).toMatch(/^RFR-SPARE .* → /);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('are corrected for a span of time, with the reason', async () => {
    await show();
    await fillIn();
    press('更正绑定');
    expect(screen.getByText('必填。')).toBeDefined();
    fill('更正原因', '装错箱');
    press('更正绑定');
    const from = Date.UTC(2027, 0, 15, 1);
    await waitFor(() =>
      expect(sent).toEqual([
        {
          ...{ kind: 'device', subjectId: 'RFR-plum-004', targetId: unit.id, reason: '装错箱' },
          ...{ from, until: from + 2.5 * HOUR },
        },
      ]),
    );
    expect(await screen.findByText('已保存。')).toBeDefined();
  });

  it('come from another unit: it is said from which', async () => {
    const words = { zh: 'RFR-plum-004 此前在 XJLU3000015 上。', en: 'It was on another unit.' };
    const about = { severity: 'WARN', line: null, field: 'subjectId', parameters: {} } as const;
    warnings = [{ code: 'TAKEN_FROM', ...about, ...words }];
    await show();
    await fillIn();
    fill('更正原因', '装错箱');
    press('更正绑定');
    expect(await screen.findByText(words.zh)).toBeDefined();
    press('知道了');
    expect(screen.queryByText(words.zh)).toBeNull();
  });

  it('can have been on no unit, and from then on', async () => {
    await show();
    await fillIn();
    fill(/^到/, '');
    fill('这段时间', '');
    fill('更正原因', '拆下维修');
    press('更正绑定');
    await waitFor(() => expect(sent[0]).toMatchObject({ targetId: null, until: null }));
  });

  it('end after they begin, and what the api refuses is said in words', async () => {
    await show();
    await fillIn();
    fill('更正原因', '装错箱');
    fill(/^到/, '2027-01-15T08:00');
    press('更正绑定');
    expect(await screen.findByText('须晚于开始时间。')).toBeDefined();
    refusal = { status: 409, body: { status: 409, code: 'CONFLICT', title: '' } };
    fill(/^到/, '2027-01-15T11:00');
    press('更正绑定');
    expect(await screen.findByText(/情况已经变化/)).toBeDefined();
  });
});
