import type { Words } from '../words.ts';

/** What is wrong with the limits of goods, and what to change. */
export const FINDINGS_OF_PROFILES = {
  NOT_A_TEMPERATURE: {
    zh: '{value} 不是货物会有的温度。',
    en: '{value} is no temperature that goods have.',
  },
  NOT_A_DURATION: { zh: '{value} 不是时长。', en: '{value} is no duration.' },
  DURATION_TOO_LONG: {
    zh: '{value} 分钟太长，最多 {bound} 分钟。',
    en: '{value} minutes are too long: {bound} at most.',
  },
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
  PARAMETER_TOO_HIGH: {
    zh: '{value} 太大，界限为 {bound}。',
    en: '{value} is too much: the bound is {bound}.',
  },
  PARAMETER_TOO_LOW: {
    zh: '{value} 太小，界限为 {bound}。',
    en: '{value} is too little: the bound is {bound}.',
  },
  PARAMETER_ZERO: {
    zh: '须大于 0，否则时时告警。',
    en: 'It must be more than 0: at 0 everything would be an alert.',
  },
  SEVERITY_FALLS: {
    zh: '预算用完时的等级不能低于用到 80% 时的等级。',
    en: 'A budget that is used up must not be less severe than one at 80 %.',
  },
  BUDGET_COUNTS_INSIDE_BAND: {
    zh: '累计预算从 {value} ℃ 起计，不能低于温度上限 {bound} ℃。',
    en: 'The budget counts above {value} °C, which is inside the band: {bound} °C at least.',
  },
  BUDGET_COUNTS_ABOVE_CRITICAL: {
    zh: '累计预算从 {value} ℃ 起计，不能高于高温线 {bound} ℃。',
    en: 'The budget counts above {value} °C, which is beyond the critical high: {bound} °C at most.',
  },
  BUDGET_CRIT_BEYOND_HEAT: {
    zh: '超高温线的累计预算 {value} 分钟不能长于超温度带的 {bound} 分钟。',
    en: 'The budget above the critical high, {value} minutes, is longer than that above the band, {bound}.',
  },
  ENDS_SWAPPED: {
    zh: '上端 {value} 须高于下端 {bound}。',
    en: 'The upper end, {value}, must be above the lower one, {bound}.',
  },
  ZONE_OPEN: {
    zh: '有害温区两端都没有温度，至少须有一端。',
    en: 'A zone of harm needs an end: with neither it is every temperature.',
  },
  ZONE_OVER_SETPOINT: {
    zh: '有害温区的一端 {value} ℃ 使设定温度 {bound} ℃ 落在温区内。',
    en: 'With its end at {value} °C the zone of harm lies over the set-point, {bound} °C.',
  },
  ZONES_TOO_MANY: {
    zh: '有害温区有 {value} 个，最多 {bound} 个。',
    en: '{value} zones of harm, where {bound} is judged at most.',
  },
  MILK_LIMIT_INSIDE_BAND: {
    zh: '生乳告警线 {value} ℃ 不能低于温度上限 {bound} ℃。',
    en: 'The limit of raw milk, {value} °C, is inside the band: {bound} °C at least.',
  },
  MILK_LIMIT_ABOVE_CRITICAL: {
    zh: '生乳告警线 {value} ℃ 须低于高温线 {bound} ℃。',
    en: 'The limit of raw milk, {value} °C, must be below the critical high, {bound} °C.',
  },
  PERCENT_OUT_OF_RANGE: {
    zh: '{value}% 超出范围，界限为 {bound}%。',
    en: '{value} % is out of range: the bound is {bound} %.',
  },
  VENT_NEGATIVE: {
    zh: '换气量 {value} m³/h 不能小于 0。',
    en: 'Fresh air of {value} m³/h: it must not be below 0.',
  },
  CRITICAL_LOW_TOO_NEAR_FREEZING: {
    zh: '冻害线 {value} ℃ 离冰点太近，至少为 {bound} ℃。',
    en: 'The critical low, {value} °C, is too near to the freezing point: {bound} °C at least.',
  },
  RULE_NOT_OF_GOODS: {
    zh: '这种货品没有这条规则，所填参数用不上。',
    en: 'These goods are not judged by this rule: what is written of it would never be used.',
  },
  HUMIDITY_ALARM_WITHOUT_RANGE: {
    zh: '湿度告警须有湿度范围。',
    en: 'An alarm of humidity needs a range of humidity.',
  },
  VARIANT_UNUSED: {
    zh: '没有冻害线，这组更低的温度用不上。',
    en: 'Without a critical low nothing is judged by these colder limits.',
  },
  VARIANT_NOT_COLDER: {
    zh: '冻害线 {value} ℃ 不能高于该货品的 {bound} ℃。',
    en: 'The critical low, {value} °C, is warmer than the commodity’s own, {bound} °C.',
  },
  Q10_BELOW_ONE: {
    zh: 'Q10 {value} 不能小于 {bound}。',
    en: 'A Q10 of {value}: it must not be below {bound}.',
  },
  KINETICS_APART: {
    zh: '温度段从 {value} ℃ 起，而上一段到 {bound} ℃ 止，须相接。',
    en: 'The range begins at {value} °C, where the one before ends at {bound} °C.',
  },
  KINETICS_MIXED: {
    zh: '平方根模型只能单独使用，Q10 温度段不能与它混用。',
    en: 'The square-root model stands alone: no further one, and no ranges of Q10 beside it.',
  },
  MINIMUM_NOT_BELOW_REFERENCE: {
    zh: '最低温度 {value} ℃ 须低于参考温度 {bound} ℃。',
    en: 'The minimum, {value} °C, must be below the reference temperature, {bound} °C.',
  },
  VERSION_NOT_LATER: {
    zh: '新版本须晚于上一版本的生效时间 {before}。',
    en: 'A version begins later than the one before it, {before}.',
  },
  TOO_LONG_AGO: {
    zh: '生效时间最多早 {days} 天。',
    en: 'It may begin {days} days ago at most.',
  },
} as const satisfies Record<string, Words>;
