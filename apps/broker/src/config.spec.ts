import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

describe('the configuration', () => {
  it('has a default for everything; an empty value is none', () => {
    expect(readConfig({ MQTT_PORT: '', CLOCK: '', HOST: '' })).toMatchObject({
      HOST: '127.0.0.1',
      MQTT_PORT: 1883,
      DATA_DIR: './data',
      CLOCK: 'system',
      PAYLOAD_BYTES_MAX: 262_144,
      JOURNAL_RESERVE_BYTES: 2_147_483_648,
    });
  });

  it('is refused with the name of each variable that cannot be used', () => {
    const given = { MQTT_PORT: '70000', LOG_LEVEL: 'shout', IN_FLIGHT_MAX: '1.5' };
    expect(() => readConfig(given)).toThrow(/MQTT_PORT=70000(.|\n)*LOG_LEVEL=shout(.|\n)*IN_FL/);
  });
});
