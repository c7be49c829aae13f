import type { Words } from '../words.ts';

/** What frames every page: header, bars, states of loading and failure. */
export const SHELL_TEXT = {
  product: { zh: '冷链', en: 'Lenglian' },
  mainNavigation: { zh: '主导航', en: 'Main' },
  skipToContent: { zh: '跳到正文', en: 'Skip to content' },
  overview: { zh: '总览', en: 'Overview' },
  alerts: { zh: '告警', en: 'Alerts' },
  runs: { zh: '班次', en: 'Runs' },
  network: { zh: '路网', en: 'Network' },
  users: { zh: '用户', en: 'Users' },
  signOut: { zh: '退出', en: 'Sign out' },
  menu: { zh: '菜单', en: 'Menu' },
  settings: { zh: '设置', en: 'Settings' },
  demo: { zh: '演示数据', en: 'Demo data' },
  demoExplained: {
    zh: '画面上的列车、货物和温度由模拟器产生，不是真实运输。',
    en: 'Trains, goods and temperatures on this screen are simulated, not real.',
  },
  serverClock: { zh: '服务器时间', en: 'Server time' },
  dataUntil: { zh: '数据截至', en: 'Data until' },
  connecting: { zh: '正在连接', en: 'Connecting' },
  connected: { zh: '实时', en: 'Live' },
  outage: { zh: '数据中断', en: 'No new data' },
  reconnecting: { zh: '重新连接中', en: 'Reconnecting' },
  language: { zh: '语言', en: 'Language' },
  theme: { zh: '明暗', en: 'Theme' },
  themeSystem: { zh: '随系统', en: 'System' },
  themeLight: { zh: '浅色', en: 'Light' },
  themeDark: { zh: '深色', en: 'Dark' },
  zone: { zh: '时区', en: 'Time zone' },
  sound: { zh: '声音', en: 'Sound' },
  soundOn: { zh: '开', en: 'On' },
  soundOff: { zh: '关', en: 'Off' },
  soundQuestion: {
    zh: '接班：新的重要告警是否发声？',
    en: 'Starting your shift: should new major alerts sound?',
  },
  soundTurnOn: { zh: '声音 开', en: 'Sound on' },
  soundTurnOff: { zh: '声音 关', en: 'Sound off' },
  soundBlocked: {
    zh: '无声：浏览器阻止了告警声音',
    en: 'No sound: the browser blocks alert tones',
  },
  soundUnblock: { zh: '恢复声音', en: 'Unblock sound' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  failed: { zh: '读取失败', en: 'Could not load' },
  retry: { zh: '重试', en: 'Try again' },
  crashed: { zh: '页面出错', en: 'This page failed' },
  crashedExplained: {
    zh: '监测和告警在服务器上照常进行。请重新载入页面。',
    en: 'Monitoring goes on at the server. Reload the page.',
  },
  reload: { zh: '重新载入', en: 'Reload' },
  notFound: { zh: '没有这个页面', en: 'No such page' },
  backToOverview: { zh: '回到总览', en: 'Back to the overview' },
  newAlert: { zh: '新告警', en: 'New alert' },
} as const satisfies Record<string, Words>;

/** The bar that stands while the link to the server is down. */
export function linkLost(forHowLong: Words): Words {
  return {
    zh: `与服务器断开 ${forHowLong.zh}：画面停在断开前，不代表现在`,
    en: `No link to the server for ${forHowLong.en}: what you see is from before, not now`,
  };
}

/** The bar that stands while the server is there but gets no data: an outage of ours. */
export function dataStopped(forHowLong: Words): Words {
  return {
    zh: `数据中断 ${forHowLong.zh}：服务器收不到新数据，画面不代表现在，也不会有新告警`,
    en: `No new data for ${forHowLong.en}: the server receives nothing; what you see is from before, and no alert can be raised`,
  };
}

/** The label of the link to the alerts page. */
export function alertsWithCount(count: number): Words {
  return { zh: `告警，${count} 条未结束`, en: `Alerts, ${count} live` };
}
