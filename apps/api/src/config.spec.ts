import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '@lenglian/errors';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('runs on an empty environment with the documented defaults', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      mqttPort: 1883,
      influx: undefined,
      clock: 'system',
      isDemo: false,
    });
    expect(config.dashboardDirectory).toMatch(/apps\/dashboard\/dist$/);
    expect(config.seedsDirectory).toMatch(/seeds$/);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ INFLUX_URL: '', ADMIN_PASSWORD: '', PORT: '' })).toMatchObject({
      port: 3000,
      influx: undefined,
      adminPassword: undefined,
    });
  });

  it('takes the limits of messages and quarantine', () => {
    const given = {
      SAMPLES_PER_MESSAGE_MAX: '10',
      CLOCK_AHEAD_SECONDS_MAX: '60',
      CLOCK_EARLIEST_YEAR: '2024',
      QUARANTINE_MESSAGES_PER_DEVICE_MAX: '5',
      QUARANTINE_BYTES_MAX: '4096',
    };
    expect(readConfig(given)).toMatchObject({
      bounds: { samplesMax: 10, aheadMax: 60_000, earliest: Date.UTC(2024, 0, 1) },
      quarantine: { messagesPerDeviceMax: 5, bytesMax: 4096 },
    });
  });

  it('names every variable that cannot be used', () => {
    const read = () => readConfig({ PORT: 'many', INFLUX_URL: 'not a url', CLOCK: 'sundial' });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/PORT[^]*INFLUX_URL[^]*CLOCK/);
  });
});
