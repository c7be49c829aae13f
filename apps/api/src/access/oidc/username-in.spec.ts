import { describe, expect, it } from '@jest/globals';
import { usernameIn } from './username-in.ts';

describe('the user name in what a provider tells', () => {
  it('is the value of the claim, letter for letter', () => {
    expect(usernameIn({ sub: 'X', preferred_username: 'Wang.W' }, 'preferred_username')).toBe(
      'Wang.W',
    );
    expect(usernameIn({ sub: 'X' }, 'sub')).toBe('X');
  });

  it.each(['', 'x'.repeat(65), 'wang\u0000', 7, true, null, ['wang'], undefined])(
    'is none when that is %j',
    (value) => {
      expect(usernameIn({ preferred_username: value }, 'preferred_username')).toBeUndefined();
    },
  );

  it('is an address of e-mail only when it is verified', () => {
    const email = 'wang@example.com';
    expect(usernameIn({ email, email_verified: true }, 'email')).toBe(email);
    for (const email_verified of [false, 'true', 1, undefined])
      expect(usernameIn({ email, email_verified }, 'email')).toBeUndefined();
  });
});
