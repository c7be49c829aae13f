/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { Crash } from './Crash.tsx';

function Page(props: { isBroken: boolean }) {
  if (props.isBroken) throw new RangeError('a mistake of ours');
  return <p>whole</p>;
}

describe('Crash', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => {
    cleanup();
    jest.restoreAllMocks();
  });

  it('shows another page whole after one that failed, and keeps what is beside it', () => {
    const show = (of: string, isBroken: boolean) => (
      <Crash of={of}>
        <Page isBroken={isBroken} />
      </Crash>
    );
    const view = render(show('/a', true));
    expect(screen.getByRole('alert')).toBeDefined();
    view.rerender(show('/a', false));
    expect(screen.getByRole('alert')).toBeDefined();
    view.rerender(show('/b', false));
    expect(screen.getByText('whole')).toBeDefined();
  });
});
