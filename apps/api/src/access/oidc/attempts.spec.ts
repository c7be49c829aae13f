import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE, SimulatedClock } from '@lenglian/quantities';
import { OidcUnreachableError, TooManyAttemptsError } from '../../http/errors.ts';
import { CONSOLE_ORIGIN, RunningProvider } from '../../testing/running-provider.ts';
import { ATTEMPT_LASTS, Attempts, type Attempt } from './attempts.ts';
import { Provider } from './provider.ts';

const ATTEMPT: Attempt = {
  ...{ state: 'a state', nonce: 'a nonce', verifier: 'a verifier'.repeat(5) },
  ...{ landing: `${CONSOLE_ORIGIN}/`, sessionBefore: undefined },
};

describe('attempts to sign in elsewhere', () => {
  const clock = new SimulatedClock(0);
  let attempts: Attempts;
  beforeEach(() => {
    attempts = new Attempts(clock, { perAddress: 2, total: 3 });
  });

  it('are so many an address for a time, used or not, and no others suffer', () => {
    attempts.use(attempts.begin('192.0.2.1', ATTEMPT), ATTEMPT.state);
    clock.advanceTo(clock.now() + MINUTE);
    attempts.begin('192.0.2.1', ATTEMPT);
    const oneMore = () => attempts.begin('192.0.2.1', ATTEMPT);
    expect(oneMore).toThrow(TooManyAttemptsError);
    expect(oneMore).toThrow(expect.objectContaining({ retryAfterSeconds: 540 }));
    expect(attempts.begin('192.0.2.2', ATTEMPT)).toMatch(/./);
    clock.advanceTo(clock.now() + ATTEMPT_LASTS - MINUTE);
    expect(oneMore()).toMatch(/./);
    expect(oneMore).toThrow(TooManyAttemptsError);
  });

  it('are so many in all: the oldest is forgotten first', () => {
    const tokens = [1, 2, 3, 4].map((n) => attempts.begin(`192.0.2.${n}`, ATTEMPT));
    expect(() => attempts.use(tokens[0], ATTEMPT.state)).toThrow('no sign-in is under way');
    expect(attempts.use(tokens[1], ATTEMPT.state)).toBe(ATTEMPT);
    expect(attempts.use(tokens[3], ATTEMPT.state)).toBe(ATTEMPT);
  });
});

describe('a provider that takes requests and answers none', () => {
  let running: RunningProvider;
  beforeEach(async () => {
    running = await RunningProvider.start();
  });
  afterEach(() => running.stop());

  it('is waited for as long as one waits, and asked again', async () => {
    const { issuer } = running;
    const settings = {
      ...{ issuer, clientId: 'lenglian', clientSecret: 'x', label: undefined },
      ...{ origin: CONSOLE_ORIGIN, usernameClaim: 'preferred_username' },
    };
    const provider = new Provider(settings, new SimulatedClock(0), 50);
    running.isSilent = true;
    await expect(provider.addressFor(ATTEMPT)).rejects.toThrow(OidcUnreachableError);
    await expect(provider.addressFor(ATTEMPT)).rejects.toThrow(/timed out/);
    running.isSilent = false;
    const patient = new Provider(settings, new SimulatedClock(0));
    expect((await patient.addressFor(ATTEMPT)).origin).toBe(issuer);
  });
});
