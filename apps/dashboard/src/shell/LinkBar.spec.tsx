/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen } from '@testing-library/react';
import type { Instant } from '@lenglian/quantities';
import { renderConsole } from '../testing/render-console.tsx';
import type { LinkState } from '../live/live-store.ts';
import { LinkBar } from './LinkBar.tsx';

const NOW = 1_800_000_000_000;

async function show(link: LinkState, dataUntil: Instant | null) {
  const view = renderConsole(<LinkBar />, { now: NOW });
  await act(async () => {
    view.store.setLink(link);
    view.store.setDataUntil(dataUntil);
    await Promise.resolve();
  });
  return screen.queryByRole('alert')?.textContent ?? null;
}

describe('LinkBar', () => {
  afterEach(cleanup);

  it('is not there while data come', async () => {
    expect(await show({ kind: 'connected' }, NOW - 6_000)).toBeNull();
    expect(document.documentElement.dataset['past']).toBe('false');
  });

  it('says since when the link is down', async () => {
    const text = await show({ kind: 'reconnecting', since: NOW - 17_000 }, NOW - 17_000);
    expect(text).toContain('与服务器断开 17 秒');
    expect(document.documentElement.dataset['past']).toBe('true');
  });

  it('says that the server is there but hears nothing', async () => {
    const text = await show({ kind: 'connected' }, NOW - 95_000);
    expect(text).toContain('数据中断 1 分钟');
    expect(document.documentElement.dataset['past']).toBe('true');
  });

  it('waits until the server has said how far its data reach', async () => {
    expect(await show({ kind: 'connected' }, null)).toBeNull();
  });
});
