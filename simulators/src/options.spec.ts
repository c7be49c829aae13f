import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@lenglian/quantities';
import { readOptions } from './options.ts';

describe(readOptions.name, () => {
  it('has a default for everything', () => {
    expect(readOptions([], {})).toMatchObject({
      scenario: 'demo',
      seed: 1,
      start: undefined,
      speed: 1,
      history: 0,
      duration: undefined,
      brokerUrl: 'mqtt://127.0.0.1:1883',
      credentialsFile: 'data/fleet-credentials.json',
      followsConfig: true,
    });
  });

  it('reads days, minutes, times and the greatest speed', () => {
    const args = '--scenario tunnel --seed 9 --history 6 --duration 30 --speed max'.split(' ');
    const options = readOptions([...args, '--start', '2025-09-03T00:00:00Z'], { DATA_DIR: '/d' });
    expect(options).toMatchObject({
      scenario: 'tunnel',
      seed: 9,
      history: 6 * DAY,
      duration: 30 * MINUTE,
      speed: 'max',
      start: Date.UTC(2025, 8, 3),
      credentialsFile: '/d/fleet-credentials.json',
    });
  });

  it.each([
    [['--seed', 'x'], 'seed'],
    [['--start', 'yesterday'], 'start'],
    [['--speed', '0'], 'speed'],
    [['--speed', '60'], 'start'],
    [['--colour', 'red'], 'colour'],
  ])('refuses %j and names the option', (args, name) => {
    expect(() => readOptions(args, {})).toThrow(name);
  });
});
