/** 观察, 调度, 质量, 管理 (viewer, operator, quality, administrator). */
export const ROLES = ['viewer', 'operator', 'quality', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const EVERYBODY: readonly Role[] = ROLES;

/**
 * The one table: what a route or a socket event can demand, and which roles have it. Always only
 * within one's own organisation. A door without a right is closed. Tests walk the table against every
 * route, event and room.
 */
const TABLE = {
  /** See runs, units, lots, profiles, plans and where devices and lots were bound. */
  'journeys.read': EVERYBODY,
  /** Check, take, import and copy plans; take a run from state to state; move its plan by a delay. */
  'journeys.plan': ['operator', 'admin'],
  /** Add and change places and services. */
  'network.manage': ['operator', 'admin'],
  /** Add limits of goods, and further versions of them: goods are judged by them. */
  'profiles.manage': ['quality', 'admin'],
  /** Add devices and be told their credentials. */
  'devices.add': ['admin'],
  /** Add lots, say what is known of a lot, and record that lots became other lots. */
  'lots.change': ['operator', 'quality', 'admin'],
  /** Make, see and revoke links that show one lot to whoever has them. */
  'lots.share': ['operator', 'quality', 'admin'],
  /** Say of units that they are empty, laid up or in use, were cleaned (CIP), inspected (PTI) or sealed. */
  'equipment.report': ['operator', 'quality', 'admin'],
  /** 发车放行: let a box leave although not all of it is green, with a reason. */
  'departures.release': ['operator', 'quality', 'admin'],
  /** Put down the calibration of a device. */
  'devices.calibrate': ['quality', 'admin'],
  /** Record that goods changed hands; confirm or dispute it for one's own side. */
  'hand-overs.record': ['operator', 'quality', 'admin'],
  /** Say what was agreed on in a dispute. */
  'hand-overs.settle': ['quality', 'admin'],
  /** See whom to call; add, change and remove them; be told a number while an alert is live. */
  'contacts.read': EVERYBODY,
  'contacts.manage': ['operator', 'admin'],
  'contacts.dial': ['operator', 'quality', 'admin'],
  /** See the names of people, and plates, in hand-overs; others see pseudonyms. */
  'persons.read': ['operator', 'quality', 'admin'],
  /** Tell what is kept about one person, and take them out. */
  'persons.manage': ['admin'],
  /** Say what was bound to what, also for the past: what it concerns is judged again. */
  'bindings.correct': ['operator', 'quality', 'admin'],
  /** See and export measured values. */
  'readings.read': EVERYBODY,
  /** See alerts. */
  'alerts.read': EVERYBODY,
  /** Take an alert: whoever does owns it until they look again. */
  'alerts.acknowledge': ['operator', 'admin'],
  /** 静置: let a live alert that can wait be silent for a while, and take that back. */
  'alerts.shelve': ['operator', 'admin'],
  /** Say what the cause of a breach was and what was done. */
  'alerts.close': ['operator', 'admin'],
  /** 放行, 暂扣, 拒收 and 复核: only quality, not even an administrator. */
  'alerts.dispose': ['quality'],
  /** See devices, their binding and how they are set. */
  'devices.read': EVERYBODY,
  /** Set how often a device measures and reports. */
  'devices.configure': ['admin'],
  /** See messages that could not be understood, with their content. */
  'quarantine.read': ['operator', 'quality', 'admin'],
  /** Have such a message decoded again: its readings become part of the record. */
  'quarantine.replay': ['quality', 'admin'],
  /** See users, add them, change their role, name and password, lock them out. */
  'users.manage': ['admin'],
  /** Let another organisation see something of one's own, and end that. */
  'grants.manage': ['admin'],
  /** See, search and export who changed what, when and why. An export is itself in the audit. */
  'audit.read': ['quality', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

/** What a route or a socket event can demand. */
export type Right = keyof typeof TABLE;

/** All rights, in the order of the table. */
export const RIGHTS = Object.keys(TABLE) as readonly Right[];

/**
 * Rights that an API token can have. Not `users.manage`: who can set passwords and add users can sign in
 * as them, and a token is never to open a session or outlive one by a trick.
 */
export const TOKEN_RIGHTS: readonly Right[] = RIGHTS.filter((right) => right !== 'users.manage');

/** The table, for whoever walks it. */
export const ROLES_BY_RIGHT: Readonly<Record<Right, readonly Role[]>> = TABLE;

/** Whether a role carries a right. */
export function mayDo(role: Role, right: Right): boolean {
  return ROLES_BY_RIGHT[right].includes(role);
}
