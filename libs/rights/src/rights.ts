/** 观察, 调度, 质量, 管理 (viewer, operator, quality, administrator). */
export const ROLES = ['viewer', 'operator', 'quality', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What a route or a socket event can demand. A door without one is closed. */
export const RIGHTS = [
  'journeys.read',
  'journeys.plan',
  'bindings.correct',
  'readings.read',
  'alerts.read',
  'alerts.acknowledge',
  'devices.read',
  'devices.configure',
  'quarantine.read',
  'quarantine.replay',
  'audit.read',
  'users.manage',
] as const;
export type Right = (typeof RIGHTS)[number];

const READING: readonly Right[] = ['journeys.read', 'readings.read', 'alerts.read', 'devices.read'];

/** The one table. Tests walk it against every route and socket event. */
export const RIGHTS_BY_ROLE: Record<Role, readonly Right[]> = {
  viewer: READING,
  operator: [
    ...READING,
    'journeys.plan',
    'bindings.correct',
    'alerts.acknowledge',
    'quarantine.read',
  ],
  quality: [...READING, 'bindings.correct', 'quarantine.read', 'quarantine.replay', 'audit.read'],
  admin: RIGHTS,
};

/** Whether a role carries a right. */
export function mayDo(role: Role, right: Right): boolean {
  return RIGHTS_BY_ROLE[role].includes(right);
}
