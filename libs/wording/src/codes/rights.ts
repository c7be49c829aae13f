import type { Right } from '@lenglian/rights';
import type { Words } from '../words.ts';

/** What whoever has a right may do, in a few words. */
export const RIGHT_WORDS: Record<Right, Words> = {
  'journeys.read': { zh: '看班次、箱、货批和计划', en: 'see runs, units, lots and plans' },
  'journeys.plan': { zh: '排计划、推进班次', en: 'plan runs and move them on' },
  'network.manage': { zh: '维护地点和班列', en: 'keep places and services' },
  'profiles.manage': { zh: '维护货物限值', en: 'keep the limits of goods' },
  'devices.add': { zh: '添加设备', en: 'add devices' },
  'lots.change': {
    zh: '添加货批、补充资料、登记分合',
    en: 'add lots, say more of them, record what became of them',
  },
  'lots.share': { zh: '生成和撤销客户链接', en: 'make and revoke links for consignees' },
  'equipment.report': {
    zh: '申报箱状态，登记清洗、箱检、施封',
    en: 'declare units, record cleanings, inspections and seals',
  },
  'departures.release': { zh: '发车放行', en: 'release boxes before departure' },
  'devices.calibrate': { zh: '登记校准', en: 'record calibrations' },
  'hand-overs.record': {
    zh: '登记、确认交接或提出争议',
    en: 'record, confirm and dispute hand-overs',
  },
  'hand-overs.settle': { zh: '处理交接争议', en: 'settle disputes of hand-overs' },
  'contacts.read': { zh: '看联系人', en: 'see contacts' },
  'contacts.manage': { zh: '维护联系人', en: 'keep contacts' },
  'contacts.dial': { zh: '告警时取得电话号码', en: 'be told numbers while an alert is live' },
  'persons.read': { zh: '看交接中的人名和车牌', en: 'see names and plates in hand-overs' },
  'persons.manage': { zh: '查询和删除个人信息', en: 'tell and erase what is kept of a person' },
  'bindings.correct': { zh: '更正绑定', en: 'correct what was bound to what' },
  'readings.read': { zh: '看和导出测量值', en: 'see and export measured values' },
  'alerts.read': { zh: '看告警', en: 'see alerts' },
  'alerts.acknowledge': { zh: '接手告警', en: 'take alerts' },
  'alerts.shelve': { zh: '静置告警', en: 'shelve alerts' },
  'alerts.close': { zh: '填写告警原因和纠正措施', en: 'say causes and corrective actions' },
  'alerts.dispose': { zh: '处置货物、复核判定', en: 'decide about goods, review verdicts' },
  'devices.read': { zh: '看设备', en: 'see devices' },
  'devices.configure': { zh: '设置设备', en: 'set devices' },
  'quarantine.read': { zh: '看无法解读的报文', en: 'see messages that were not understood' },
  'quarantine.replay': { zh: '重新解读报文', en: 'have messages decoded again' },
  'users.manage': { zh: '管理用户', en: 'manage users' },
  'grants.manage': { zh: '看、给出和撤销授权', en: 'see, give and revoke grants' },
  'audit.read': { zh: '查阅和导出审计', en: 'search and export the audit' },
};
