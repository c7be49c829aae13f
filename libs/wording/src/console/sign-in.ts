import type { Words } from '../words.ts';

export const SIGN_IN_TEXT = {
  title: { zh: '登录', en: 'Sign in' },
  product: { zh: '冷链', en: 'Lenglian' },
  tagline: {
    zh: '新疆冷链运输实时监测',
    en: 'Live watch over food on its way out of Xinjiang',
  },
  username: { zh: '用户名', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  submitting: { zh: '正在登录…', en: 'Signing in…' },
  withProvider: { zh: '用单位账号登录', en: 'Sign in with your organisation’s account' },
  expired: {
    zh: '登录已过期，请重新登录；之后回到原来的页面。',
    en: 'Your session has ended. Sign in again to return to your page.',
  },
} as const satisfies Record<string, Words>;
