import { MINUTE } from '@lenglian/quantities';
import { formatDuration } from '../numbers/durations.ts';
import type { Words } from '../words.ts';

/** The places of the network and the services between them. */
export const NETWORK_TEXT = {
  title: { zh: '路网', en: 'Network' },
  places: { zh: '站点', en: 'Places' },
  services: { zh: '班列', en: 'Services' },
  search: { zh: '查找', en: 'Find' },
  source: { zh: '出处', en: 'Source' },
  sourceExplained: {
    zh: '改过的数字也按这个出处记录。',
    en: 'Figures that you change are kept with this source.',
  },
  confidence: { zh: '可信度', en: 'Confidence' },
  code: { zh: '代码', en: 'Code' },
  codeExplained: { zh: '大写字母、数字和下划线，如 KUQA', en: 'Capitals, digits and _, like KUQA' },
  nameZh: { zh: '中文名', en: 'Chinese name' },
  nameEn: { zh: '英文名', en: 'English name' },
  unknown: { zh: '未登记', en: 'not put down' },
  seeded: { zh: '随系统提供', en: 'Came with the system' },
  schematic: { zh: '路网示意图', en: 'Schematic of the network' },
  schematicExplained: {
    zh: '按经纬度排列，空白处缩短，不是地图；线是班列的区段。',
    en: 'Arranged by longitude and latitude with empty stretches shortened; not a map. Lines are the legs of services.',
  },
  runs: { zh: '经过的班次', en: 'Runs that stop here' },
  noRuns: { zh: '没有未结束的班次经过这里。', en: 'No run that is not over stops here.' },
  noServices: { zh: '没有班列经停这里。', en: 'No service stops here.' },
  stopsHere: { zh: '经停的班列', en: 'Services that stop here' },
} as const satisfies Record<string, Words>;

export const PLACE_TEXT = {
  role: { zh: '角色', en: 'Role' },
  everyRole: { zh: '全部角色', en: 'Every role' },
  state: { zh: '状态', en: 'State' },
  everyState: { zh: '全部', en: 'All' },
  helps: { zh: '可处置', en: 'Somebody can act' },
  helpless: { zh: '处置未登记', en: 'Nobody said' },
  used: { zh: '有班列经停', en: 'On a service' },
  none: { zh: '没有这样的站点。', en: 'No such places.' },
  facts: { zh: '站点资料', en: 'About this place' },
  coordinates: { zh: '坐标', en: 'Coordinates' },
  latitude: { zh: '纬度', en: 'Latitude' },
  longitude: { zh: '经度', en: 'Longitude' },
  degrees: { zh: 'WGS-84，度', en: 'WGS-84, degrees' },
  accuracy: { zh: '坐标误差', en: 'Accuracy' },
  kilometres: { zh: '公里', en: 'km' },
  geofence: { zh: '围栏半径', en: 'Geofence' },
  geofenceExplained: { zh: '公里；箱在此范围内即算到站', en: 'km; a unit within is at the place' },
  offPower: { zh: '合同断电时限', en: 'Without power by contract' },
  offPowerExplained: {
    zh: '分钟；箱在此断电超过时限才告警，不填按规则',
    en: 'minutes a unit may be without power there; empty: as the rule says',
  },
  cluster: { zh: '所属集群', en: 'Cluster' },
  clusterExplained: { zh: '八大集群之一，1 至 8', en: 'one of the eight, 1 to 8' },
  gln: { zh: '全球位置码 GLN', en: 'GLN' },
  unLocode: { zh: '联合国代码 UN/LOCODE', en: 'UN/LOCODE' },
  iata: { zh: 'IATA 代码', en: 'IATA code' },
  actions: { zh: '货物有险时这里能做什么', en: 'What can be done here for goods in danger' },
  actionsUnknown: {
    zh: '没有人登记过这里能做什么。',
    en: 'Nobody has said what can be done here.',
  },
  actionsNone: { zh: '这里不能处置。', en: 'Nothing can be done here.' },
  add: { zh: '登记站点', en: 'Add a place' },
  change: { zh: '修改站点', en: 'Change this place' },
  taken: { zh: '这个代码已经有了。', en: 'There is a place with this code.' },
} as const satisfies Record<string, Words>;

export const SERVICE_TEXT = {
  none: { zh: '没有这样的班列。', en: 'No such services.' },
  commodities: { zh: '货类', en: 'Goods' },
  season: { zh: '季节', en: 'Season' },
  from: { zh: '开始', en: 'From' },
  until: { zh: '结束', en: 'Until' },
  dayHint: { zh: '月-日，如 09-01', en: 'month-day, like 09-01' },
  allYear: { zh: '全年', en: 'all year' },
  mode: { zh: '方式', en: 'Mode' },
  ways: { zh: '线路', en: 'Ways' },
  usual: { zh: '首选', en: 'usual' },
  load: { zh: '通常装载', en: 'Usual load' },
  legs: { zh: '区段', en: 'Legs' },
  holes: { zh: '预计无信号', en: 'Expected coverage holes' },
  noHoles: { zh: '没有登记无信号路段。', en: 'No coverage hole is put down.' },
  winds: { zh: '避风停留', en: 'Wind stops' },
  nextRuns: { zh: '近期班次', en: 'Next runs' },
  noRuns: { zh: '没有未结束的班次。', en: 'No run that is not over.' },
  plan: { zh: '按这条班列排班', en: 'Plan a run of this service' },
  facts: { zh: '班列资料', en: 'About this service' },
  add: { zh: '登记班列', en: 'Add a service' },
  change: { zh: '修改班列', en: 'Change this service' },
  changeExplained: {
    zh: '已排的班次保持原来的区段。',
    en: 'Runs that are planned keep their legs.',
  },
  taken: { zh: '这个代码已经有了。', en: 'There is a service with this code.' },
  fromPlace: { zh: '起', en: 'From' },
  toPlace: { zh: '到', en: 'To' },
  distance: { zh: '里程', en: 'Distance' },
  duration: { zh: '用时', en: 'Duration' },
  minutes: { zh: '分钟', en: 'minutes' },
  minutesMin: { zh: '最短', en: 'At least' },
  minutesMax: { zh: '最长', en: 'At most' },
  onLeg: { zh: '所在区段', en: 'On leg' },
  afterDeparture: { zh: '开出后', en: 'After departure' },
  afterDepartureHint: {
    zh: '分钟，从该区段出发起；不填则不当作预计无信号',
    en: 'minutes, from the departure of that leg; without it silence is not expected there',
  },
  addLeg: { zh: '加一个区段', en: 'Add a leg' },
  addHole: { zh: '加一处无信号', en: 'Add a coverage hole' },
  addWind: { zh: '加一处避风', en: 'Add a wind stop' },
  addWay: { zh: '加一条线路', en: 'Add a way' },
  removeLastWay: { zh: '去掉最后一条线路', en: 'Remove the last way' },
  choosePlace: { zh: '请选站点', en: 'Choose a place' },
  kilometres: { zh: '公里', en: 'km' },
  removeLast: { zh: '去掉最后一项', en: 'Remove the last one' },
} as const satisfies Record<string, Words>;

/** "第 2 条线路" */
export function wayNumber(number: number): Words {
  return { zh: `线路 ${number}`, en: `Way ${number}` };
}

/** "第 2 区段" */
export function onLeg(number: number): Words {
  return { zh: `第 ${number} 区段`, en: `on leg ${number}` };
}

/** "15 公里" */
export function kilometres(figure: number): Words {
  return { zh: `${figure} 公里`, en: `${figure} km` };
}

/** "10 个站点" */
export function placeCount(count: number): Words {
  return { zh: `${count} 个站点`, en: count === 1 ? '1 place' : `${count} places` };
}

/** "第 3 集群" */
export function clusterNumber(number: number): Words {
  return { zh: `第 ${number} 集群`, en: `Cluster ${number}` };
}

/** "5 天 12 小时" of a number of minutes. */
export function spanOfMinutes(minutes: number): Words {
  return formatDuration(minutes * MINUTE);
}

/** "2 小时至 12 小时" */
export function spanBetween(minutesMin: number, minutesMax: number): Words {
  const [from, to] = [spanOfMinutes(minutesMin), spanOfMinutes(minutesMax)];
  return { zh: `${from.zh}至 ${to.zh}`, en: `${from.en} to ${to.en}` };
}

/** "9月1日" of `09-01`. */
export function dayOfYear(day: string): Words {
  const [month = 1, date = 1] = day.split('-').map(Number);
  return { zh: `${month}月${date}日`, en: `${date} ${MONTHS[month - 1] ?? ''}` };
}

/** "9月1日至 5月31日"; the whole year in a word. */
export function seasonOf(from: string, until: string): Words {
  if (from === '01-01' && until === '12-31') return SERVICE_TEXT.allYear;
  const [begin, end] = [dayOfYear(from), dayOfYear(until)];
  return { zh: `${begin.zh}至${end.zh}`, en: `${begin.en} to ${end.en}` };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
