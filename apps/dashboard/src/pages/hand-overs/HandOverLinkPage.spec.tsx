/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { LinkedHandOverView } from '@lenglian/console-contract';
import type { Language } from '@lenglian/wording';
import { Route, Routes } from 'react-router';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import { HandOverLinkPage } from './HandOverLinkPage.tsx';

const NOW = 1_800_000_000_000;
const VIEW: LinkedHandOverView = {
  ...{ side: 'TO', validUntil: NOW + 1, state: 'PROPOSED', isConfirmed: false, toAgree: [] },
  handOver: {
    ...{ kind: 'OUTBOUND', handedOverAt: NOW - 60_000, placeCode: 'KORLA', runCode: 'XLH-1' },
    ...{ unitCode: 'XJLU3000015', waybillNumber: null, note: '雨' },
    ...{ sealFoundNumber: null, sealAppliedNumber: 'S-1', thermometerNumber: null },
    ...{ surfaceTemperatureCelsius: 0.4, coreTemperatureCelsius: null },
    milk: {
      ...{ transportPermitNumber: 'Z-1', departureTemperatureCelsius: null, sampleNumber: 'Y-9' },
      ...{ arrivalTemperatureCelsius: 3.9, farmTankTemperatureCelsius: 3.5, milkedAt: null },
      ...{ antibioticTestResult: 'NEGATIVE', cleaningRecord: 'CIP-1' },
    },
    ...{ from: { name: '果园' }, to: { name: '长沙市场' } },
    lots: [
      {
        ...{ lotCode: 'L-1', quantityKilograms: 20_000, result: 'ACCEPTED_WITH_RESERVATION' },
        ...{ damagedKilograms: 12, rejectedKilograms: null, reason: '压伤' },
      },
    ],
    conditions: [
      {
        ...{ unitCode: 'XJLU3000015', from: NOW - 86_400_000, until: NOW, readingCount: 9 },
        ...{ gaps: [], gapMinutes: 16 },
        signals: [
          {
            signal: 'cargoProbe1TemperatureCelsius',
            ...{ minimumCelsius: -0.5, maximumCelsius: 1.2 },
          },
        ],
      },
    ],
  },
};

let answers: unknown[];
let isGood: boolean;
let view: LinkedHandOverView;
beforeEach(() => {
  answers = [];
  isGood = true;
  view = VIEW;
});
afterEach(cleanup);

const api: Answerer = (path, body) => {
  expect(path).toBe('/api/v1/hand-over-links/secret');
  if (body !== undefined) answers.push(body);
  if (!isGood) return { status: 404, body: { status: 404, code: 'NOT_FOUND', title: '' } };
  return { status: 200, body: view };
};
const show = (language: Language = 'zh') =>
  renderConsole(
    <Routes>
      <Route path="/h/:token" element={<HandOverLinkPage />} />
    </Routes>,
    { now: NOW, path: '/h/secret', answer: api, preferences: { language } },
  );
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('HandOverLinkPage', () => {
  it('shows whole what is to be agreed on, and for whom', async () => {
    show();
    expect((await screen.findByText('长沙市场')).textContent).toContain('您这一方');
    for (const text of [
      '出库',
      'XJLU3000015',
      'S-1',
      '雨',
      '压伤',
      '0.4 °C',
      '3.9 °C',
      '阴性',
      '货芯 1',
    ])
      expect(document.body.textContent).toContain(text);
    expect(document.body.textContent).toContain('保留签收');
    expect(document.body.textContent).toContain('−0.5 … 1.2 °C');
    // What nobody wrote down is not there as an empty line.
    expect(screen.queryByText('运单号')).toBeNull();
  });

  it('confirms with a name, and then there is nothing more to press', async () => {
    show();
    await screen.findByText('长沙市场');
    write('您的姓名', ' 赵六 ');
    fireEvent.click(screen.getByRole('button', { name: '确认无误' }));
    expect(await screen.findByText('已确认')).toBeDefined();
    expect(answers).toEqual([{ answer: 'confirm', name: '赵六' }]);
    expect(screen.queryByLabelText('您的姓名')).toBeNull();
  });

  it('disputes with a reason, also without a name', async () => {
    show('en');
    await screen.findByText('长沙市场');
    fireEvent.click(screen.getByRole('button', { name: 'I do not agree' }));
    write('What is not right?', '箱门有水');
    fireEvent.click(screen.getByRole('button', { name: 'Send the objection' }));
    expect(await screen.findByText('Objection recorded')).toBeDefined();
    expect(answers).toEqual([{ answer: 'dispute', name: null, reason: '箱门有水' }]);
  });

  it('agrees to the settlement that was proposed for its objection', async () => {
    const toAgree = [{ id: 'settlement', reason: '箱门有水', settlement: '扣 120 千克' }];
    view = { ...VIEW, state: 'DISPUTED', isConfirmed: true, toAgree };
    show();
    expect((await screen.findByText('您的异议')).parentElement?.textContent).toContain('箱门有水');
    expect(screen.queryByRole('button', { name: '有异议' })).toBeNull();
    write('您的姓名', '赵六');
    fireEvent.click(screen.getByRole('button', { name: '同意此处理并确认交接' }));
    expect(await screen.findByText('已同意')).toBeDefined();
    expect(answers).toEqual([{ answer: 'agree', name: '赵六', settlementId: 'settlement' }]);
  });

  it('says that a link is not good, and whom to ask', async () => {
    isGood = false;
    show();
    expect((await screen.findByRole('alert')).textContent).toContain('已用过、已过期或不正确');
    expect(screen.queryByRole('button', { name: '确认无误' })).toBeNull();
  });

  it('says so too when it was used while somebody read', async () => {
    show();
    await screen.findByText('长沙市场');
    isGood = false;
    write('您的姓名', '赵六');
    fireEvent.click(screen.getByRole('button', { name: '确认无误' }));
    expect((await screen.findByRole('alert')).textContent).toContain('链接不能用');
  });
});
