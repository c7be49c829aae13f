import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyNobody, verifyPassword } from './passwords.ts';
import { newToken, sha256Hex } from './tokens.ts';

describe('passwords', () => {
  it('fit their own hash and no other', async () => {
    const hash = await hashPassword('香梨 pässword');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await verifyPassword('香梨 pässword', hash)).toBe(true);
    expect(await verifyPassword('香梨 pässword'.normalize('NFD'), hash)).toBe(true);
    expect(await verifyPassword('香梨 password', hash)).toBe(false);
  });

  it('have another salt each time', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });

  it('fit nothing that is no hash of ours', async () => {
    const hash = await hashPassword('x');
    const broken = [
      '',
      'x',
      hash.slice(0, -30),
      hash.replace('m=19456', 'm=99999999'),
      hash.replace('argon2id', 'argon2i'),
    ];
    for (const stored of broken) expect(await verifyPassword('x', stored)).toBe(false);
    expect(await verifyNobody('x')).toBe(false);
  });

  it('of a published test vector verify', async () => {
    // From the argon2 command line tool: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1
    const hash =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', hash)).toBe(true);
  });
});

describe('tokens', () => {
  it('are 256 random bits in 43 characters that a command line takes as they are', () => {
    const tokens = Array.from({ length: 500 }, newToken);
    expect(new Set(tokens).size).toBe(500);
    expect(tokens.every((token) => /^[\w][\w-]{42}$/.test(token))).toBe(true);
  });

  it('are stored as SHA-256', () => {
    expect(sha256Hex('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
