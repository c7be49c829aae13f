import { describe, expect, it } from '@jest/globals';
import { CHANNELS, CHANNEL_COUNT, channelAt, channelIndex } from './channel.ts';

describe('channels', () => {
  it('keep their positions, which stored history depends on', () => {
    expect(CHANNELS.slice(0, 8).map((channel) => channel.name)).toEqual([
      'setpointTemperatureCelsius',
      'supplyTemperatureCelsius',
      'returnTemperatureCelsius',
      'cargoProbe1TemperatureCelsius',
      'cargoProbe2TemperatureCelsius',
      'cargoProbe3TemperatureCelsius',
      'cargoProbe4TemperatureCelsius',
      'ambientTemperatureCelsius',
    ]);
  });

  it('fit into one 32-bit mask of excluded values', () => {
    expect(CHANNEL_COUNT).toBeLessThanOrEqual(31);
  });

  it('are found by wire name and by position', () => {
    for (const [i, channel] of CHANNELS.entries()) {
      expect(channelIndex(channel.name)).toBe(i);
      expect(channelAt(i)).toBe(channel);
    }
  });

  it('are unknown under any other name', () => {
    expect(channelIndex('temp')).toBeUndefined();
    expect(channelIndex('__proto__')).toBeUndefined();
    expect(channelAt(CHANNEL_COUNT)).toBeUndefined();
  });
});
