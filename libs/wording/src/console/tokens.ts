import type { Words } from '../words.ts';

/** One's own tokens, for programs. */
export const TOKEN_TEXT = {
  title: { zh: 'API 令牌', en: 'API tokens' },
  explained: {
    zh: '程序用令牌代您访问，只能做勾选的事。停用账号、改角色或改密码后，您的令牌全部失效。',
    en: 'A program uses a token in your name, for what you choose only. Another role or password, or being disabled, ends all of yours.',
  },
  make: { zh: '新建令牌', en: 'Make a token' },
  name: { zh: '用途', en: 'What it is for' },
  nameExplained: { zh: '例如：报表程序', en: 'such as: nightly report' },
  lasts: { zh: '有效期', en: 'Good for' },
  scopes: { zh: '可以做什么', en: 'What it may do' },
  scopesExplained: { zh: '只勾选程序用得到的。', en: 'Choose only what the program needs.' },
  look: { zh: '查看', en: 'See' },
  act: { zh: '办理', en: 'Act' },
  refused: {
    zh: '没有生成：有效的令牌可能已到上限，请先撤销一个；也可能您的角色刚刚变了，请重新载入。',
    en: 'It was not made. Too many may be good at once: revoke one first. Or your role has just changed: load the page again.',
  },
  secret: { zh: '令牌', en: 'The token' },
  onlyOnce: {
    zh: '请现在复制并妥善保存：令牌只显示这一次。',
    en: 'Copy it now and keep it safe: it is shown only this once.',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  copyFailed: {
    zh: '浏览器没有复制成功，请选中后自行复制。',
    en: 'The browser did not copy it: mark the text and copy it by hand.',
  },
  example: { zh: '用法示例', en: 'How it is used' },
  exampleExplained: {
    zh: '把令牌存入环境变量 TOKEN，就不会留在命令历史里。',
    en: 'With the token in the environment variable TOKEN, no history of commands has it.',
  },
  documents: { zh: '接口文档', en: 'All that the api offers' },
  done: { zh: '已保存好', en: 'I have it' },
  none: { zh: '还没有令牌。', en: 'No tokens yet.' },
  until: { zh: '有效至', en: 'Until' },
  lastUsed: { zh: '最近使用', en: 'Last used' },
  neverUsed: { zh: '未用过', en: 'never' },
  over: { zh: '已过期', en: 'Expired' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  revoke: { zh: '撤销', en: 'Revoke' },
  reallyRevoke: { zh: '确认撤销', en: 'Really revoke' },
} as const satisfies Record<string, Words>;

/** "12 项权限" */
export function rightsCount(count: number): Words {
  return { zh: `${count} 项权限`, en: `${count} rights` };
}
