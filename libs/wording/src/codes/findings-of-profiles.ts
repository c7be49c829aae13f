import type { Words } from '../words.ts';

/** What is wrong with the limits of goods, and what to change. */
export const FINDINGS_OF_PROFILES = {
  NOT_A_TEMPERATURE: {
    zh: '{value} 不是货物会有的温度。',
    en: '{value} is no temperature that goods have.',
  },
  NOT_A_DURATION: { zh: '{value} 不是时长。', en: '{value} is no duration.' },
  BUDGET_OUT_OF_RANGE: {
    zh: '累计预算 {value} 分钟不能用：须大于 0，最多 {bound} 分钟。',
    en: 'A budget of {value} minutes is of no use: more than 0, and {bound} at most.',
  },
  BAND_EMPTY: {
    zh: '温度下限 {value} ℃ 须低于上限 {bound} ℃。',
    en: 'The low end of the band, {value} °C, must be below its high end, {bound} °C.',
  },
  BAND_LOW_TOO_NEAR_CRITICAL_LOW: {
    zh: '温度下限 {value} ℃ 离冻害线太近，至少为 {bound} ℃。',
    en: 'The low end of the band, {value} °C, is too near to freezing: {bound} °C at least.',
  },
  SETPOINT_TOO_NEAR_BAND_LOW: {
    zh: '设定温度 {value} ℃ 离温度下限太近，至少为 {bound} ℃。',
    en: 'The set-point, {value} °C, is too near to the low end of the band: {bound} °C at least.',
  },
  SETPOINT_TOO_NEAR_CRITICAL_LOW: {
    zh: '设定温度 {value} ℃ 离冻害线太近，至少为 {bound} ℃。',
    en: 'The set-point, {value} °C, is too near to freezing: {bound} °C at least.',
  },
  SETPOINT_ABOVE_BAND: {
    zh: '设定温度 {value} ℃ 高于温度上限 {bound} ℃。',
    en: 'The set-point, {value} °C, is above the band, {bound} °C.',
  },
  CRITICAL_HIGH_INSIDE_BAND: {
    zh: '高温线 {value} ℃ 须高于温度上限 {bound} ℃。',
    en: 'The critical high, {value} °C, must be above the band, {bound} °C.',
  },
  HYSTERESIS_BEYOND_SETPOINT: {
    zh: '回差 {value} 度太大，最多 {bound} 度，否则到了设定温度告警也不恢复。',
    en: 'A hysteresis of {value} K is too wide, {bound} K at most: a breach would go on at the set-point.',
  },
  OFFLINE_BEFORE_DATA_GAP: {
    zh: '离线时间不能短于断数时间。',
    en: 'A device is offline no sooner than its data have a gap.',
  },
  MARGIN_NEGATIVE: { zh: '{value} 不能小于 0。', en: '{value} must not be below 0.' },
  VERSION_NOT_LATER: {
    zh: '新版本须晚于上一版本的生效时间 {before}。',
    en: 'A version begins later than the one before it, {before}.',
  },
  TOO_LONG_AGO: {
    zh: '生效时间最多早 {days} 天。',
    en: 'It may begin {days} days ago at most.',
  },
} as const satisfies Record<string, Words>;
