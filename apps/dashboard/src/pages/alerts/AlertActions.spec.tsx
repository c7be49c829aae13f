/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { AlertView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import AlertActions from './AlertActions.tsx';

const NOW = 1_800_000_000_000;
const [first] = makeFixtureWorld(NOW).alerts;
const warm = { ...first, severity: 'WARN', state: 'OPEN' } as AlertView;
const hurt: AlertView = {
  ...{ ...warm, rule: 'CRIT_HI', severity: 'CRITICAL', state: 'CLEARED', endedAt: NOW },
  awaitsDisposition: true,
};

function buttonsFor(role: 'viewer' | 'operator' | 'quality' | 'admin', alert: AlertView) {
  renderConsole(<AlertActions alert={alert} />, { now: NOW, session: { role } });
  const names = screen.queryAllByRole('button').map(({ textContent }) => textContent);
  cleanup();
  return names;
}

describe('AlertActions', () => {
  afterEach(cleanup);

  it('offers each role what it may do, and nothing that would be refused', () => {
    expect(buttonsFor('operator', warm)).toEqual(['静置']);
    expect(buttonsFor('operator', { ...warm, severity: 'CRITICAL' })).toEqual([]);
    expect(buttonsFor('operator', { ...warm, shelvedUntil: NOW + 1 })).toEqual(['取消静置']);
    expect(buttonsFor('operator', hurt)).toEqual(['填写原因和措施']);
    expect(buttonsFor('admin', hurt)).toEqual(['填写原因和措施']);
    expect(buttonsFor('quality', hurt)).toEqual(['处置货物']);
    expect(buttonsFor('quality', { ...warm, state: 'CLEARED' })).toEqual([]);
    expect(buttonsFor('viewer', hurt)).toEqual([]);
  });

  it('sends the decision of quality with its grounds', async () => {
    let sent: unknown;
    const session = { role: 'quality' } as const;
    renderConsole(<AlertActions alert={hurt} />, {
      ...{ now: NOW, session },
      answer: (path, body) => {
        expect(path).toBe(`/api/v1/alerts/${hurt.id}/disposition`);
        sent = body;
        return { status: 200, body: { ...hurt, disposition: 'REJECT', revision: 2 } };
      },
    });
    fireEvent.click(screen.getByRole('button', { name: '处置货物' }));
    fireEvent.change(screen.getByLabelText('处置'), { target: { value: 'REJECT' } });
    fireEvent.change(screen.getByLabelText('理由'), { target: { value: '冻害' } });
    fireEvent.click(screen.getByRole('button', { name: '处置货物' }));
    await waitFor(() => expect(sent).toEqual({ disposition: 'REJECT', reason: '冻害' }));
  });
});
