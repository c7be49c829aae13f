import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '@lenglian/errors';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('runs on an empty environment with the documented defaults', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      requestsPerMinuteMax: 1_200,
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

  it('serves by https with both files, by http with none, and never with one', () => {
    const [key, cert] = [{ HTTPS_KEY_FILE: '/k.pem' }, { HTTPS_CERT_FILE: '/c.pem' }];
    expect(readConfig({}).https).toBeUndefined();
    const https = { keyFile: '/k.pem', certFile: '/c.pem' };
    expect(readConfig({ ...key, ...cert })).toMatchObject({ https });
    expect(() => readConfig(key)).toThrow(/HTTPS_CERT_FILE: is needed with HTTPS_KEY_FILE/);
    expect(() => readConfig(cert)).toThrow(/HTTPS_KEY_FILE: is needed with HTTPS_CERT_FILE/);
    expect(() => readConfig(cert)).toThrow(ConfigurationError);
  });

  it('names every variable that cannot be used', () => {
    const read = () => readConfig({ PORT: 'many', INFLUX_URL: 'not a url', CLOCK: 'sundial' });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/PORT[^]*INFLUX_URL[^]*CLOCK/);
  });

  describe('of sign-in by OpenID Connect', () => {
    const whole = {
      OIDC_ISSUER: 'https://login.example/realms/cold',
      OIDC_CLIENT_ID: 'lenglian',
      OIDC_CLIENT_SECRET: 'a secret',
      OIDC_REDIRECT_ORIGIN: 'https://console.example/',
    };

    it('is none when nothing of it is given, and takes its defaults', () => {
      expect(readConfig({ OIDC_LABEL: '', OIDC_ISSUER: '' }).oidc).toBeUndefined();
      expect(readConfig(whole).oidc).toEqual({
        issuer: 'https://login.example/realms/cold',
        ...{ clientId: 'lenglian', clientSecret: 'a secret', label: undefined },
        ...{ origin: 'https://console.example', usernameClaim: 'preferred_username' },
      });
    });

    it.each(Object.keys(whole))('is refused without %s, which is named', (name) => {
      const read = () => readConfig({ ...whole, [name]: '' });
      expect(read).toThrow(ConfigurationError);
      expect(read).toThrow(new RegExp(`^  ${name}: missing`, 'm'));
    });

    it.each([
      ['OIDC_ISSUER', 'http://login.example'],
      ['OIDC_ISSUER', 'http://127.0.0.1.login.example'],
      ['OIDC_ISSUER', 'ldap://login.example'],
      ['OIDC_ISSUER', 'login'],
      ['OIDC_ISSUER', 'https://login.example/.well-known/openid-configuration'],
      ['OIDC_ISSUER', 'https://login.example/?realm=cold'],
      ['OIDC_REDIRECT_ORIGIN', 'https://console.example/console'],
      ['OIDC_REDIRECT_ORIGIN', 'console.example'],
    ])('is refused with %s=%s', (name, value) => {
      const read = () => readConfig({ ...whole, [name]: value });
      expect(read).toThrow(ConfigurationError);
      expect(read).toThrow(new RegExp(`^  ${name}: `, 'm'));
    });

    it.each(['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000'])(
      'takes plain http on this machine: %s',
      (issuer) => {
        expect(readConfig({ ...whole, OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer);
      },
    );

    it('tells no secret when it is refused', () => {
      const read = () => readConfig({ ...whole, OIDC_CLIENT_SECRET: 'x'.repeat(2_000) });
      expect(read).toThrow(/^ {2}OIDC_CLIENT_SECRET/m);
      expect(read).not.toThrow(/xxx/);
    });
  });
});
