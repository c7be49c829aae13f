import { describe, expect, it } from '@jest/globals';
import { deviceConfigSchema } from './downlink.ts';

const config = { version: 1, samplingIntervalSeconds: 60, reportingIntervalSeconds: 300 };

describe('a device configuration', () => {
  it('is taken within its bounds', () => {
    expect(deviceConfigSchema.parse(config)).toEqual(config);
  });

  it.each([
    { ...config, version: 0 },
    { ...config, samplingIntervalSeconds: 9 },
    { ...config, reportingIntervalSeconds: 3_601 },
    { ...config, samplingIntervalSeconds: 60.5 },
    { version: 1 },
  ])('is refused as %j', (wrong) => {
    expect(deviceConfigSchema.safeParse(wrong).success).toBe(false);
  });
});
