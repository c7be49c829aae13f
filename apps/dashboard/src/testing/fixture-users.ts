import type { UserView } from '@lenglian/console-contract';

/** The first is whoever is signed in. */
export function makeFixtureUsers(): UserView[] {
  const user = (id: string, username: string, displayName: string) => ({
    ...{ id, username, displayName, isDisabled: false, revision: 1 },
  });
  return [
    { ...user('user-1', 'diaodu', '阿依努尔'), role: 'admin' },
    { ...user('user-2', 'zhiliang', '古丽'), role: 'quality' },
    { ...user('user-3', 'laowang', '老王'), role: 'viewer', isDisabled: true },
  ];
}
