import { describe, expect, it } from '@jest/globals';
import { RIGHTS, RIGHTS_BY_ROLE, ROLES, mayDo, type Right } from './rights.ts';

describe(mayDo.name, () => {
  it('lets an administrator do everything', () => {
    expect(RIGHTS.every((right) => mayDo('admin', right))).toBe(true);
  });

  it('lets a viewer only read, and neither audit nor quarantine', () => {
    expect(RIGHTS.filter((right) => mayDo('viewer', right))).toEqual([
      'journeys.read',
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

  it('knows no right twice and none beside the list', () => {
    for (const role of ROLES) {
      const rights: readonly Right[] = RIGHTS_BY_ROLE[role];
      expect(new Set(rights).size).toBe(rights.length);
      expect(rights.filter((right) => !RIGHTS.includes(right))).toEqual([]);
    }
  });
});
