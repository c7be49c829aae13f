/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { LotView, Session } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import Undeclared from './Undeclared.tsx';

const NOW = 1_800_000_000_000;
const { units } = makeFixtureWorld(NOW);
const unit = units.find(({ id }) => id === 'plum-3')!;
const FROM = NOW - 5 * HOUR;
const lot: LotView = { ...unit.lots[0]!, code: 'R/U', isProvisional: true, placedFrom: FROM };

let sent: { path: string; body: unknown }[];
let known: Partial<LotView>[];
beforeEach(() => {
  sent = [];
  known = [];
});
afterEach(cleanup);

function answer(path: string, body: unknown): { status: number; body: unknown } {
  if (body !== undefined) sent.push({ path: path.replace(/^.*\/api\/v1/, ''), body });
  return { status: 200, body: { items: path.includes('/lots?') ? known : [], nextCursor: null } };
}

function show(role: Session['role'] = 'operator'): void {
  renderConsole(<Undeclared unit={unit} lot={lot} />, {
    ...{ now: NOW, answer, session: { role }, preferences: { language: 'zh' } },
  });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function putDown(code: string): Promise<void> {
  press('补登批次');
  fireEvent.change(screen.getByLabelText(/^批号/), { target: { value: code } });
  fireEvent.change(screen.getByLabelText(/^重量/), { target: { value: '20000' } });
  fireEvent.submit(screen.getByRole('form'));
  await screen.findByText('已保存。');
}

describe('goods that nobody declared', () => {
  it('are told with what they are judged by, and a viewer is asked nothing', () => {
    show('viewer');
    expect(screen.getByRole('region', { name: '有货无单' }).textContent).toContain('临时判定');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('become a lot of their own, in the unit since it was loaded', async () => {
    show();
    await putDown('L-77');
    const { commodityCode } = lot;
    expect(sent).toMatchObject([
      {
        path: '/lots',
        body: {
          ...{ code: 'L-77', commodityCode, quantityKilograms: 20_000 },
          placement: { unitCode: unit.code, from: FROM },
        },
      },
    ]);
  });

  it('are bound where their lot is known already', async () => {
    known = [{ id: 'known', code: 'L-77' }];
    show();
    await putDown('L-77');
    const body = { kind: 'lot', subjectId: 'known', targetId: unit.id, from: FROM };
    expect(sent).toMatchObject([{ path: '/bindings', body }]);
  });

  it('are none where the unit is declared empty since then', async () => {
    show();
    press('申报空箱');
    fireEvent.submit(screen.getByRole('form'));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent).toMatchObject([
      {
        path: `/units/${unit.id}/declarations`,
        body: { state: 'EMPTY', validFrom: FROM, reason: '有货无单' },
      },
    ]);
  });
});
