import type { Words } from '../words.ts';

export const USER_TEXT = {
  title: { zh: '用户', en: 'Users' },
  add: { zh: '添加用户', en: 'Add a user' },
  username: { zh: '用户名', en: 'User name' },
  usernameExplained: {
    zh: '小写字母、数字、. _ -，2 到 64 个字符',
    en: 'small letters, digits, . _ -; 2 to 64 characters',
  },
  displayName: { zh: '姓名', en: 'Name' },
  role: { zh: '角色', en: 'Role' },
  password: { zh: '初始密码', en: 'Password to begin with' },
  passwordExplained: {
    zh: '至少 12 个字符；请本人登录后更改',
    en: '12 characters or more; the user changes it',
  },
  newPassword: { zh: '新密码', en: 'New password' },
  change: { zh: '更改', en: 'Change' },
  state: { zh: '状态', en: 'State' },
  enabled: { zh: '可登录', en: 'May sign in' },
  disabled: { zh: '已停用', en: 'Disabled' },
  you: { zh: '本人', en: 'you' },
  newPasswordExplained: {
    zh: '不填则不变；至少 12 个字符',
    en: 'stays as it is unless given; 12 characters or more',
  },
  ends: {
    zh: '改角色、停用或重设密码后，这位用户当前的登录立即失效。',
    en: 'Another role, a new password or being disabled ends what the user is signed in to.',
  },
  none: { zh: '没有用户。', en: 'No users.' },
  more: { zh: '更多用户', en: 'More users' },
  taken: { zh: '这个用户名已有人用。', en: 'This user name is taken.' },
} as const satisfies Record<string, Words>;

/** Changing one's own password. */
export const PASSWORD_TEXT = {
  title: { zh: '更改密码', en: 'Change password' },
  old: { zh: '原密码', en: 'Old password' },
  next: { zh: '新密码', en: 'New password' },
  nextExplained: {
    zh: '至少 12 个字符，可以是一句话',
    en: '12 characters or more; a sentence will do',
  },
  ends: {
    zh: '别处的登录会失效，这里不受影响。',
    en: 'You are signed out everywhere else; here you stay.',
  },
  done: { zh: '密码已更改。', en: 'The password has been changed.' },
} as const satisfies Record<string, Words>;

/** What each role is for, in a line. */
export const ROLE_EXPLAINED = {
  viewer: { zh: '只看', en: 'sees only' },
  operator: {
    zh: '排班次、接手告警',
    en: 'plans, takes alerts',
  },
  quality: {
    zh: '处理争议、更正',
    en: 'settles, corrects',
  },
  admin: { zh: '全部，包括用户', en: 'everything' },
} as const satisfies Record<string, Words>;
