import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.ts';

describe(readSettings.name, () => {
  it('takes a simulated clock where a simulator is to come, and not with a fleet that lives by the clock', () => {
    const simulated = { CLOCK: 'simulated' };
    expect(readSettings(simulated, ['--no-fleet']).isClockSimulated).toBe(true);
    expect(() => readSettings(simulated, [])).toThrow(/npm run serve/);
    expect(readSettings({}, []).isClockSimulated).toBe(false);
  });
});
