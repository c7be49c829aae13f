import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestRecords, type TestRecords } from '../testing.ts';
import { ensureAdmin } from './first-start.ts';
import { verifyPassword } from './passwords.ts';

describe('the first start', () => {
  let test: TestRecords;
  beforeEach(async () => {
    test = await openTestRecords();
  });
  afterEach(() => test.dispose());

  it('makes an administrator up once, with a password shown once', async () => {
    const { records } = test;
    const first = await ensureAdmin(records);
    const admin = await records.users.findByUsername('admin');
    expect(admin).toMatchObject({ id: first.userId, role: 'admin', organisationId: 'demo' });
    expect(await verifyPassword(first.madeUpPassword ?? '', admin?.passwordHash ?? '')).toBe(true);
    expect(await ensureAdmin(records, 'another')).toEqual({
      userId: first.userId,
      madeUpPassword: null,
    });
    expect(await records.users.findByUsername('admin')).toEqual(admin);
  });

  it('takes the configured password and then makes none up', async () => {
    const { madeUpPassword } = await ensureAdmin(test.records, 'chosen-password');
    const admin = await test.records.users.findByUsername('admin');
    expect(madeUpPassword).toBeNull();
    expect(await verifyPassword('chosen-password', admin?.passwordHash ?? '')).toBe(true);
  });
});
