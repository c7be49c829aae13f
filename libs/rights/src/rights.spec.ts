import { describe, expect, it } from '@jest/globals';
import { RIGHTS, ROLES, ROLES_BY_RIGHT, TOKEN_RIGHTS, mayDo, type Role } from './rights.ts';

describe(mayDo.name, () => {
  it('lets an administrator do everything but decide about goods, which is for quality alone', () => {
    expect(RIGHTS.filter((right) => !mayDo('admin', right))).toEqual(['alerts.dispose']);
    expect(ROLES.filter((role) => mayDo(role, 'alerts.dispose'))).toEqual(['quality']);
  });

  it('lets a viewer only read, and neither audit nor quarantine', () => {
    expect(RIGHTS.filter((right) => mayDo('viewer', right))).toEqual([
      'journeys.read',
      'contacts.read',
      'readings.read',
      'alerts.read',
      'devices.read',
    ]);
  });

  it('lets those who watch acknowledge, and those who judge quality not', () => {
    expect(ROLES.filter((role) => mayDo(role, 'alerts.acknowledge'))).toEqual([
      'operator',
      'admin',
    ]);
    expect(ROLES.filter((role) => mayDo(role, 'quarantine.replay'))).toEqual(['quality', 'admin']);
  });

  it('names every role of a right once, and only roles that there are', () => {
    for (const right of RIGHTS) {
      const roles: readonly Role[] = ROLES_BY_RIGHT[right];
      expect(new Set(roles).size).toBe(roles.length);
      expect(roles.filter((role) => !ROLES.includes(role))).toEqual([]);
    }
  });

  it('gives nobody a change without the sight of what is changed', () => {
    for (const right of RIGHTS.filter((name) => !name.endsWith('.read'))) {
      const sight = RIGHTS.find((name) => name === `${right.split('.')[0]}.read`);
      if (!sight) continue;
      for (const role of ROLES_BY_RIGHT[right]) expect(mayDo(role, sight)).toBe(true);
    }
  });

  it('lets a token do whatever its user may, but not make users or set passwords', () => {
    expect(RIGHTS.filter((right) => !TOKEN_RIGHTS.includes(right))).toEqual(['users.manage']);
  });
});
