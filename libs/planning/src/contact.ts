/** 列车调度, 货检, 机务, 司机, 押运员, 站点值守, 发货人, 收货人, 其他 (operations.md §D): who can be called. */
export const CONTACT_ROLES = [
  'DISPATCHER',
  'CARGO_INSPECTOR',
  'MECHANIC',
  'DRIVER',
  'ESCORT',
  'STATION_KEEPER',
  'SHIPPER',
  'CONSIGNEE',
  'OTHER',
] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** 汉, 维, 哈, 俄, English: ISO 639-1. */
export const CONTACT_LANGUAGES = ['zh', 'ug', 'kk', 'ru', 'en'] as const;
export type ContactLanguage = (typeof CONTACT_LANGUAGES)[number];
