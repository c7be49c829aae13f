import type { Words } from '../words.ts';

/** What is wrong with a transformation of lots, a hand-over, a cleaning or a binding, and what to change. */
export const FINDINGS_OF_GOODS = {
  IN_THE_FUTURE: { zh: '时间还没有到。', en: 'This moment has not come yet.' },
  WRONG_COUNT: {
    zh: '批次数量不对：分批为一变多，合批、混装为多变一。',
    en: 'The number of lots is wrong: a split has one that goes in; merging and commingling make one of several.',
  },
  UNKNOWN_LOT: { zh: '没有批次 {lotCode}。', en: 'There is no lot {lotCode}.' },
  UNKNOWN_RUN: { zh: '没有班次 {runCode}。', en: 'There is no run {runCode}.' },
  UNKNOWN_UNIT: { zh: '没有箱体 {unitCode}。', en: 'There is no unit {unitCode}.' },
  UNKNOWN_ORGANISATION: {
    zh: '没有组织 {organisationId}。',
    en: 'There is no organisation {organisationId}.',
  },
  LOT_NOT_THERE_YET: {
    zh: '批次 {lotCode} 那时还没有装入任何箱体。',
    en: 'Lot {lotCode} was in no unit yet at that moment.',
  },
  LOT_WENT_ON: {
    zh: '批次 {lotCode} 已交接或又分合，先撤销其后的记录。',
    en: 'Lot {lotCode} was handed over or became other lots since. Undo that first.',
  },
  LOT_USED_UP: { zh: '批次 {lotCode} 已经全部分出。', en: 'Nothing is left of lot {lotCode}.' },
  MORE_THAN_IS_LEFT: {
    zh: '批次 {lotCode} 只剩 {leftKilograms} 千克。',
    en: 'Only {leftKilograms} kg of lot {lotCode} are left.',
  },
  COMMODITY_CHANGES: {
    zh: '品类不能由 {inputs} 变成 {commodityCode}。',
    en: 'Goods of {inputs} cannot become {commodityCode}.',
  },
  NO_UNIT: {
    zh: '原批次那时不在任何箱体，请写明批次 {lotCode} 装在哪里。',
    en: 'The goods lay in no unit at that moment. Say where lot {lotCode} lies.',
  },
  MASS_MISSING: {
    zh: '混装须填写各批重量。',
    en: 'To commingle, give the mass of every lot.',
  },
  MASS_GAINED: {
    zh: '合计由 {inKilograms} 千克变成 {outKilograms} 千克，请核对重量。',
    en: '{inKilograms} kg went in and {outKilograms} kg came out. Check the masses.',
  },
  NO_LOTS: { zh: '没有列出货物批次。', en: 'No lots are listed.' },
  SAME_PARTY: {
    zh: '交方和接方都是 {name}。',
    en: 'Both parties are {name}.',
  },
  REASON_MISSING: {
    zh: '批次 {lotCode} 有保留、破损或拒收，须填写原因。',
    en: 'Lot {lotCode} was not accepted as it is. Say why.',
  },
  MORE_REFUSED_THAN_HANDED: {
    zh: '批次 {lotCode} 交接 {handedKilograms} 千克，破损与拒收却更多。',
    en: '{handedKilograms} kg of lot {lotCode} were handed over; more than that were damaged or rejected.',
  },
  MORE_HANDED_THAN_THERE_IS: {
    zh: '批次 {lotCode} 交接 {handedKilograms} 千克，记录上只有 {leftKilograms} 千克，请核对重量。',
    en: '{handedKilograms} kg of lot {lotCode} were handed over; by the records there are {leftKilograms} kg. Check the mass.',
  },
  LOT_IN_ANOTHER_UNIT: {
    zh: '批次 {lotCode} 记录在 {known}，不在 {unitCode}。',
    en: 'Lot {lotCode} is on record in {known}, not in {unitCode}.',
  },
  CUSTODIAN_DIFFERS: {
    zh: '批次 {lotCode} 的保管方记录为 {known}，不是 {name}。',
    en: 'By the records {known} has lot {lotCode}, not {name}.',
  },
  CORE_MISSING: {
    zh: '箱表面 {surface} °C 超出 {low}…{high} °C，须测货芯温度。',
    en: 'The surface, {surface} °C, is outside {low}…{high} °C. Measure the core.',
  },
  CORE_OUTSIDE: {
    zh: '批次 {lotCode} 货芯 {core} °C 超出 {low}…{high} °C。',
    en: 'The core of lot {lotCode}, {core} °C, is outside {low}…{high} °C.',
  },
  WAYBILL_DIFFERS: {
    zh: '{lotCode} 的运单号是 {known}，交接单写的是 {waybillNumber}：一单到底，请核对单证或改正其一。',
    en: 'The waybill of {lotCode} is {known}, the hand-over says {waybillNumber}. One waybill goes all the way: compare the papers, and correct one.',
  },
  SEAL_DIFFERS: {
    zh: '封志应为 {sealNumber}，实见 {found}。',
    en: 'The seal should be {sealNumber}; {found} was found.',
  },
  MILK_SLIP_MISSING: {
    zh: '交奶须填写交奶单：车牌、准运证明、押运员、到达温度、清洗记录。',
    en: 'Raw milk needs its slip: plate, transport permit, escort, arrival temperature, cleaning record.',
  },
  MILK_SLIP_WITHOUT_MILK: {
    zh: '只有交奶才填写交奶单。',
    en: 'Only raw milk has a milk slip.',
  },
  MILK_PICKED_UP_WARM: {
    zh: '收奶时 {celsius} °C，高于 {limit} °C。',
    en: 'The milk was picked up at {celsius} °C, above {limit} °C.',
  },
  MILK_NOT_COOLED: {
    zh: '挤奶结束（{milkedAt}）已过 2 小时，贮奶罐仍 {celsius} °C，高于 {limit} °C：先别开阀。',
    en: 'Two hours after milking ({milkedAt}) the farm tank is still at {celsius} °C, above {limit} °C: do not open the valve yet.',
  },
  MILKED_LATER: {
    zh: '挤奶结束时间晚于交奶时间。',
    en: 'The milking would have ended after the milk was handed over.',
  },
  ANTIBIOTICS: {
    zh: '抗生素检测阳性，须拒收。',
    en: 'The antibiotic test is positive: the milk must be rejected.',
  },
  GOODS_IN_TANK: {
    zh: '{unitCode} 那时装着批次 {lotCode}，不可能清洗（CIP）。请核对清洗时间；货若已卸，先登记卸货时间。',
    en: 'Lot {lotCode} lay in {unitCode} at that moment: it cannot have been cleaned (CIP). Check the time, or put down first when the goods were taken out.',
  },
  TAKEN_FROM: {
    zh: '{name} 此前在 {taken} 上，这段时间已从那里移走。',
    en: '{name} was on {taken}; for this time it has been taken from there.',
  },
  RUN_IS_OVER: {
    zh: '班次 {runCode} 已关闭或取消，{unitCode} 不能再上去。确有其事的，请注明“已发生”。',
    en: 'Run {runCode} is closed or cancelled: {unitCode} can come onto it no more. If it was so, say that it has happened.',
  },
  LOT_AWAITS_DISPOSITION: {
    zh: '批次 {lotCode} 待判定，质量处置前暂扣。',
    en: 'Lot {lotCode} waits for quality: hold it until they have decided.',
  },
  LOT_NOT_RELEASED: {
    zh: '批次 {lotCode} 已被质量暂扣或拒收。',
    en: 'Quality has put lot {lotCode} on hold or rejected it.',
  },
} as const satisfies Record<string, Words>;
