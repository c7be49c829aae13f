import type { Words } from '../words.ts';

/** Whom to call. */
export const CONTACTS_TEXT = {
  title: { zh: '联系人', en: 'Whom to call' },
  none: { zh: '没有登记联系人。', en: 'Nobody is put down.' },
  ofRun: { zh: '班次和各段的联系人见', en: 'Those of the run and its legs:' },
  add: { zh: '登记联系人', en: 'Add a contact' },
  role: { zh: '职责', en: 'Role' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  phoneHint: { zh: '国家码在前，如 +8613912345678', en: 'Country first, such as +8613912345678' },
  language: { zh: '语言', en: 'Language' },
  hours: { zh: '时段', en: 'Hours' },
  deputyOf: { zh: '代理', en: 'stands in for' },
  deputyFor: { zh: '代理谁', en: 'Stands in for' },
  nobody: { zh: '不代理', en: 'nobody' },
  call: { zh: '拨打', en: 'Call' },
  callExplained: {
    zh: '有活动告警时可查看号码，会留下记录。',
    en: 'Numbers are told while an alert is live, and that is on record.',
  },
  remove: { zh: '删除', en: 'Remove' },
  removeReally: { zh: '确定删除', en: 'Really remove' },
} as const satisfies Record<string, Words>;

const ROLE_WORDS: Readonly<Record<string, Words>> = {
  DISPATCHER: { zh: '列车调度', en: 'Dispatcher' },
  CARGO_INSPECTOR: { zh: '货检', en: 'Cargo inspector' },
  MECHANIC: { zh: '机务', en: 'Mechanic' },
  DRIVER: { zh: '司机', en: 'Driver' },
  ESCORT: { zh: '押运员', en: 'Escort' },
  STATION_KEEPER: { zh: '站点值守', en: 'Station keeper' },
  SHIPPER: { zh: '发货人', en: 'Shipper' },
  CONSIGNEE: { zh: '收货人', en: 'Consignee' },
  OTHER: { zh: '其他', en: 'Other' },
};

const LANGUAGE_WORDS: Readonly<Record<string, Words>> = {
  zh: { zh: '汉语', en: 'Chinese' },
  ug: { zh: '维吾尔语', en: 'Uyghur' },
  kk: { zh: '哈萨克语', en: 'Kazakh' },
  ru: { zh: '俄语', en: 'Russian' },
  en: { zh: '英语', en: 'English' },
};

/** The words of a contact's role; its code when we do not know it. */
export function wordsOfContactRole(role: string): Words {
  return ROLE_WORDS[role] ?? { zh: role, en: role };
}

/** The words of a language by its ISO 639-1 code. */
export function wordsOfLanguage(language: string): Words {
  return LANGUAGE_WORDS[language] ?? { zh: language, en: language };
}
