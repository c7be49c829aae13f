import type { Words } from '../words.ts';

export const AUDIT_TEXT = {
  title: { zh: '审计', en: 'Audit' },
  explained: {
    zh: '谁在什么时候把什么从什么改成什么、为什么。只能添加，不能修改或删除。',
    en: 'Who changed what, when, from what to what, and why. It is only added to.',
  },
  search: { zh: '查找', en: 'Search' },
  actor: { zh: '谁', en: 'Who' },
  actorExplained: { zh: '用户，或 system、judge', en: 'a user, or system, judge' },
  action: { zh: '动作', en: 'Action' },
  entity: { zh: '对象', en: 'Record' },
  entityId: { zh: '对象编号', en: 'Its number' },
  from: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'Until' },
  anybody: { zh: '任何人', en: 'anybody' },
  anything: { zh: '全部', en: 'all' },
  none: { zh: '没有这样的记录。', en: 'No such lines.' },
  more: { zh: '更早的记录', en: 'Earlier lines' },
  export: { zh: '导出 CSV', en: 'Export as CSV' },
  exportExplained: {
    zh: '导出本身也会记入审计。',
    en: 'An export is itself in the audit.',
  },
  before: { zh: '原来', en: 'before' },
  after: { zh: '现在', en: 'after' },
  nothing: { zh: '无', en: 'nothing' },
  why: { zh: '原因', en: 'Why' },
  changes: { zh: '改了什么', en: 'What changed' },
  byItself: { zh: '系统', en: 'the system' },
  byJudge: { zh: '判定', en: 'the judge' },
  byShell: { zh: '命令行', en: 'the command line' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const satisfies Record<string, Words>;

/** What kind of record a line is about. */
export const AUDIT_ENTITY_WORDS: Readonly<Record<string, Words>> = {
  alert: { zh: '告警', en: 'Alert' },
  audit: { zh: '审计', en: 'Audit' },
  device: { zh: '设备', en: 'Device' },
  grant: { zh: '授权', en: 'Grant' },
  handOver: { zh: '交接', en: 'Hand-over' },
  lot: { zh: '货批', en: 'Lot' },
  organisation: { zh: '组织', en: 'Organisation' },
  place: { zh: '地点', en: 'Place' },
  profile: { zh: '限值', en: 'Limits' },
  quarantine: { zh: '隔离报文', en: 'Quarantine' },
  run: { zh: '班次', en: 'Run' },
  service: { zh: '班列', en: 'Service' },
  session: { zh: '登录', en: 'Session' },
  transformation: { zh: '分合', en: 'Change of lots' },
  unit: { zh: '箱', en: 'Unit' },
  user: { zh: '用户', en: 'User' },
};

const ACTION_WORDS: Readonly<Record<string, Words>> = {
  'alert.acknowledge': { zh: '接手告警', en: 'took an alert' },
  'audit.export': { zh: '导出审计', en: 'exported the audit' },
  'device.add': { zh: '添加设备', en: 'added a device' },
  'device.bind': { zh: '更正设备绑定', en: 'corrected where a device was' },
  'device.calibrate': { zh: '登记校准', en: 'recorded a calibration' },
  'device.configure': { zh: '设置设备', en: 'set a device' },
  'device.revoke': { zh: '停用设备', en: 'revoked a device' },
  'device.rotate': { zh: '更换设备密钥', en: 'gave a device new credentials' },
  'grant.add': { zh: '授权', en: 'gave a grant' },
  'grant.revoke': { zh: '撤销授权', en: 'revoked a grant' },
  'hand-over.confirm': { zh: '确认交接', en: 'confirmed a hand-over' },
  'hand-over.dispute': { zh: '对交接提出争议', en: 'disputed a hand-over' },
  'hand-over.erase-persons': { zh: '删除人名', en: 'erased names of people' },
  'hand-over.record': { zh: '登记交接', en: 'recorded a hand-over' },
  'hand-over.settle': { zh: '处理争议', en: 'settled a dispute' },
  'link.add': { zh: '生成登录链接', en: 'made a sign-in link' },
  'lot.add': { zh: '添加货批', en: 'added a lot' },
  'lot.bind': { zh: '更正货批位置', en: 'corrected where a lot lay' },
  'lot.change': { zh: '补充货批资料', en: 'said more of a lot' },
  'lot.commingle': { zh: '混装', en: 'commingled lots' },
  'lot.merge': { zh: '合批', en: 'merged lots' },
  'lot.repack': { zh: '换装', en: 're-packed a lot' },
  'lot.split': { zh: '分批', en: 'split a lot' },
  'organisation.add': { zh: '添加组织', en: 'added an organisation' },
  'organisation.keep': { zh: '保留组织', en: 'kept an organisation' },
  'place.add': { zh: '添加地点', en: 'added a place' },
  'place.change': { zh: '更改地点', en: 'changed a place' },
  'profile.add': { zh: '添加限值', en: 'added limits' },
  'quarantine.replay': { zh: '重新解读报文', en: 'had a message decoded again' },
  'run.add': { zh: '添加班次', en: 'added a run' },
  'run.delay': { zh: '改计划时间', en: 'moved a plan' },
  'run.plan': { zh: '接收计划', en: 'took a plan' },
  'run.reportLeg': { zh: '报区段时间', en: 'reported a leg' },
  'run.setState': { zh: '改班次状态', en: 'took a run to its next state' },
  'service.add': { zh: '添加班列', en: 'added a service' },
  'service.change': { zh: '更改班列', en: 'changed a service' },
  'session.close': { zh: '退出', en: 'signed out' },
  'session.open': { zh: '登录', en: 'signed in' },
  'transformation.undo': { zh: '撤销分合', en: 'undid a change of lots' },
  'unit.add': { zh: '添加箱', en: 'added a unit' },
  'unit.bind': { zh: '更正箱的班次', en: 'corrected which run a unit was on' },
  'unit.clean': { zh: '登记清洗', en: 'recorded a cleaning' },
  'unit.declare': { zh: '申报箱状态', en: 'declared a unit' },
  'user.add': { zh: '添加用户', en: 'added a user' },
  'user.change': { zh: '更改用户', en: 'changed a user' },
  'user.setPassword': { zh: '重设密码', en: 'set a password' },
};

/** Every action that has words, for whoever chooses one. */
export const AUDIT_ACTIONS = Object.keys(ACTION_WORDS);

/** An action in words; as the records call it when we do not know it. */
export function wordsOfAction(action: string): Words {
  return ACTION_WORDS[action] ?? { zh: action, en: action };
}

/** A kind of record in words; as the records call it when we do not know it. */
export function wordsOfEntity(entity: string): Words {
  return AUDIT_ENTITY_WORDS[entity] ?? { zh: entity, en: entity };
}

const FIELD_WORDS: Readonly<Record<string, Words>> = {
  state: { zh: '状态', en: 'State' },
  reason: { zh: '原因', en: 'Reason' },
  role: { zh: '角色', en: 'Role' },
  displayName: { zh: '姓名', en: 'Name' },
  username: { zh: '用户名', en: 'User name' },
  isDisabled: { zh: '已停用', en: 'Disabled' },
  validFrom: { zh: '起', en: 'From' },
  validUntil: { zh: '止', en: 'Until' },
  from: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'Until' },
  at: { zh: '时间', en: 'When' },
  departedAt: { zh: '实际出发', en: 'Departed' },
  arrivedAt: { zh: '实际到达', en: 'Arrived' },
  plannedDepartureAt: { zh: '计划出发', en: 'Planned departure' },
  plannedArrivalAt: { zh: '计划到达', en: 'Planned arrival' },
  leg: { zh: '区段', en: 'Leg' },
  legs: { zh: '区段', en: 'Leg' },
  userId: { zh: '用户', en: 'User' },
  outputs: { zh: '得到的新批', en: 'What came out' },
  inputs: { zh: '原来的批', en: 'What went in' },
  note: { zh: '备注', en: 'Note' },
  cleanedAt: { zh: '洗完时间', en: 'Cleaned by' },
  isClean: { zh: '合格', en: 'Clean' },
  certificateNumber: { zh: '证书号', en: 'Certificate' },
  calibratedAt: { zh: '校准时间', en: 'Calibrated' },
  offsetKelvin: { zh: '修正值', en: 'Offset' },
  channel: { zh: '通道', en: 'Channel' },
  harvestedAt: { zh: '采收', en: 'Harvested' },
  preCooledAt: { zh: '预冷完成', en: 'Pre-cooled by' },
  brixDegrees: { zh: '糖度', en: 'Sugar' },
  cultivarCode: { zh: '品种', en: 'Cultivar' },
  packageCount: { zh: '件数', en: 'Packages' },
  quantityKilograms: { zh: '重量', en: 'Mass' },
  pulpTemperatureCelsius: { zh: '装车果心温度', en: 'Pulp when loaded' },
  waybillNumber: { zh: '运单号', en: 'Waybill' },
  shipperName: { zh: '发货人', en: 'Shipper' },
  consigneeName: { zh: '收货人', en: 'Consignee' },
  nextCheckAt: { zh: '复查', en: 'Next check' },
  acknowledgedAt: { zh: '接手时间', en: 'Taken' },
  samplingIntervalSeconds: { zh: '测量间隔（秒）', en: 'Measures every (s)' },
  reportingIntervalSeconds: { zh: '上报间隔（秒）', en: 'Reports every (s)' },
  code: { zh: '编号', en: 'Code' },
  kind: { zh: '类别', en: 'Kind' },
  nameZh: { zh: '中文名', en: 'Chinese name' },
  nameEn: { zh: '英文名', en: 'English name' },
  undoneAt: { zh: '撤销时间', en: 'Undone' },
  revokedAt: { zh: '撤销时间', en: 'Revoked' },
};

/** A field of a record in words; as the records call it when we do not know it. */
export function wordsOfField(field: string): Words {
  return FIELD_WORDS[field] ?? { zh: field, en: field };
}
