/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { renderConsole } from '../testing/render-console.tsx';
import { SoundBar } from './SoundBar.tsx';

describe('SoundBar', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(cleanup);

  it('asks for the choice about sound until it is made', () => {
    renderConsole(<SoundBar />, { now: 0 });
    fireEvent.click(screen.getByRole('button', { name: '声音 关' }));
    expect(screen.queryByRole('region', { name: '声音' })).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stays red while sound is wanted and the browser gives none', () => {
    renderConsole(<SoundBar />, { now: 0 });
    fireEvent.click(screen.getByRole('button', { name: '声音 开' }));
    expect(screen.getByRole('alert').textContent).toContain('无声');
  });
});
