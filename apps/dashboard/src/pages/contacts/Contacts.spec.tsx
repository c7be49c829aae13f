/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ContactView, Session } from '@lenglian/console-contract';
import { renderConsole } from '../../testing/render-console.tsx';
import Contacts, { LegContacts } from './Contacts.tsx';

const DRIVER: ContactView = {
  usedAt: 1_787_443_200_000,
  ...{ id: 'c-1', revision: 1, subjectKind: 'unit', subjectId: 'u-1', legOrdinal: null },
  ...{ role: 'DRIVER', name: '买买提', phone: '+86*****78', language: 'ug', hours: '白班' },
  ...{ deputyOfId: null, note: null },
};

let sent: Array<{ path: string; body: unknown }>;
beforeEach(() => {
  sent = [];
});
afterEach(cleanup);

function answer(url: string, body: unknown): { status: number; body: unknown } {
  const path = url.replace('/api/v1', '');
  if (body === undefined) return { status: 200, body: { items: [DRIVER], nextCursor: null } };
  sent.push({ path, body });
  return { status: 200, body: path.endsWith('/dial') ? { phone: '+8613912345678' } : DRIVER };
}

function show(role: Session['role'], alertId?: string) {
  renderConsole(<Contacts subjectKind="unit" subjectId="u-1" alertId={alertId} />, {
    ...{ now: 0, answer, session: { role }, preferences: { language: 'zh' } },
  });
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const fill = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('whom to call about a unit', () => {
  it('is told with language and hours, and the number while an alert is live', async () => {
    show('operator', 'alert-1');
    expect((await screen.findByText('买买提')).closest('li')?.textContent).toContain('维吾尔语');
    await press('拨打 买买提');
    const link = await screen.findByRole('link', { name: '+8613912345678' });
    expect(link.getAttribute('href')).toBe('tel:+8613912345678');
    expect(sent).toEqual([{ path: '/contacts/c-1/dial', body: { alertId: 'alert-1' } }]);
  });

  it('cannot be called without an alert, nor by a viewer', async () => {
    show('operator');
    expect(await screen.findByText('+86*****78')).toBeTruthy();
    cleanup();
    show('viewer', 'alert-1');
    expect(await screen.findByText('+86*****78')).toBeTruthy();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('is put down with a number as people write it', async () => {
    show('operator');
    await press('登记联系人');
    fill(/姓名/, '古丽');
    fill(/电话/, '+86 139-1234-5678');
    fireEvent.submit(screen.getByRole('form', { name: '登记联系人' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      path: '/contacts',
      body: { subjectId: 'u-1', name: '古丽', phone: '+8613912345678', role: 'DISPATCHER' },
    });
  });

  it('is removed at the second click', async () => {
    show('operator');
    await press('删除 买买提');
    expect(sent).toEqual([]);
    await press('确定删除 买买提');
    await waitFor(() => expect(sent).toEqual([{ path: '/contacts/c-1/remove', body: {} }]));
  });
});

describe('whom to call about a leg', () => {
  const ofLeg = (id: string, name: string, legOrdinal: number): ContactView => ({
    ...{ ...DRIVER, id, name, subjectKind: 'leg', subjectId: 'run-1', legOrdinal },
  });
  const showLeg = () =>
    renderConsole(
      <LegContacts runId="run-1" legOrdinal={1} name="怀化 → 长沙" alertId={undefined} />,
      {
        ...{ now: 0, session: { role: 'operator' }, preferences: { language: 'zh' } },
        answer: (url, body) => {
          if (body === undefined)
            return {
              status: 200,
              body: { items: [ofLeg('c-1', '甲', 0), ofLeg('c-2', '乙', 1)], nextCursor: null },
            };
          sent.push({ path: url, body });
          return { status: 200, body: DRIVER };
        },
      },
    );

  it('is told with that leg alone', async () => {
    showLeg();
    expect(await screen.findByText('乙')).toBeTruthy();
    expect(screen.queryByText('甲')).toBeNull();
    expect(screen.getByRole('region', { name: '联系人 怀化 → 长沙' })).toBeTruthy();
  });

  it('is put down with the leg, and with whom they stand in for', async () => {
    showLeg();
    await screen.findByText('乙');
    await press('登记联系人 怀化 → 长沙');
    fill(/姓名/, '古丽');
    fill(/电话/, '+8613912345678');
    fill(/代理谁/, 'c-2');
    fireEvent.submit(screen.getByRole('form', { name: '登记联系人' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({
      ...{ subjectKind: 'leg', subjectId: 'run-1', legOrdinal: 1, deputyOfId: 'c-2' },
    });
  });
});
