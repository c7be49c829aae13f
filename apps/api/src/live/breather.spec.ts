import { describe, expect, it } from '@jest/globals';
import { Breather } from './breather.ts';

/** Whether somebody who waited for a turn had it while `breather` was asked, and what it said. */
async function asked(breather: Breather): Promise<{ hadTurn: boolean; said: boolean }> {
  let hadTurn = false;
  const other = setImmediate(() => (hadTurn = true));
  const said = await breather.breathe();
  clearImmediate(other);
  return { hadTurn, said };
}

describe(Breather.name, () => {
  it('lets others have their turn when a piece has lasted as long as it may, and says so', async () => {
    const breather = new Breather(1);
    const until = performance.now() + 1;
    while (performance.now() < until);
    expect(await asked(breather)).toEqual({ hadTurn: true, said: true });
  });

  it('goes on, and says so, while a piece has not', async () => {
    expect(await asked(new Breather(60_000))).toEqual({ hadTurn: false, said: false });
  });

  it('begins a new piece after each turn of others', async () => {
    const breather = new Breather(0);
    expect(await asked(breather)).toEqual({ hadTurn: true, said: true });
    expect(await asked(breather)).toEqual({ hadTurn: true, said: true });
  });
});
