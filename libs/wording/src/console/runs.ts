import type { RunState } from '@lenglian/placements';
import type { Words } from '../words.ts';

export const RUN_TEXT = {
  title: { zh: '班次', en: 'Runs' },
  run: { zh: '班次', en: 'Run' },
  filter: { zh: '按状态筛选', en: 'Filter by state' },
  open: { zh: '未结束', en: 'Not over' },
  none: { zh: '没有这样的班次。', en: 'No such runs.' },
  more: { zh: '更多班次', en: 'More runs' },
  legs: { zh: '区段', en: 'Legs' },
  departure: { zh: '计划出发', en: 'Planned departure' },
  arrival: { zh: '计划到达', en: 'Planned arrival' },
  onBoard: { zh: '看实时画面', en: 'See it live' },
  noLegs: { zh: '没有区段。', en: 'No legs.' },
  noDeparture: { zh: '未定', en: 'not set' },
  steps: { zh: '下一步', en: 'Next step' },
  noSteps: { zh: '这个班次已经结束。', en: 'This run is over.' },
  stepReason: { zh: '原因或备注', en: 'Reason or note' },
  manifest: { zh: '下载清单（CSV）', en: 'Manifest (CSV)' },
  copy: { zh: '复制班次', en: 'Copy this run' },
  copyExplained: {
    zh: '同样的箱和货类，换一天再发；货批另编新号。',
    en: 'The same boxes with goods of the same kind, on another day; lots get codes of their own.',
  },
  newCode: { zh: '新班次号', en: 'Code of the new run' },
  code: { zh: '班次号', en: 'Run code' },
  service: { zh: '班列', en: 'Service' },
  way: { zh: '线路', en: 'Way' },
  usualWay: { zh: '该班列的第一条线路', en: 'the first of the service' },
  chooseService: { zh: '请选班列', en: 'Choose a service' },
  origin: { zh: '产地', en: 'from' },
  joins: { zh: '挂', en: 'joins at' },
  leaves: { zh: '甩', en: 'leaves at' },
  departureAt: { zh: '发车时间', en: 'Departure' },
  loadingAt: { zh: '装车时间', en: 'Loading begins' },
  loadingExplained: { zh: '不填则为发车时间', en: 'the departure unless given' },
  import: { zh: '导入班次', en: 'Import a run' },
  importExplained: {
    zh: '一行一批货；先检查，没有错误才能接收。列名中英文都可以：位置 箱号 类型 发电箱组 设备 挂车站 甩车站 批号 品类 重量 产地 备注。',
    en: 'One line is one lot in one unit. It is checked first, and taken only when nothing is wrong. Columns: position, unitCode, unitKind, equipmentGroup, deviceId, joinPlaceCode, leavePlaceCode, lotCode, commodityCode, quantityKilograms, originPlaceCode, note.',
  },
  file: { zh: '清单文件（CSV 或 JSON）', en: 'Manifest file (CSV or JSON)' },
  badFile: { zh: '这个文件不是 JSON。', en: 'This file is no JSON.' },
  check: { zh: '检查', en: 'Check it' },
  clean: { zh: '没有发现问题，可以接收。', en: 'Nothing is wrong. It can be taken.' },
  cleanButWarned: {
    zh: '可以接收；请先看这些提醒。',
    en: 'It can be taken; read the warnings first.',
  },
  refused: {
    zh: '不能接收，请改好文件再检查。',
    en: 'It cannot be taken. Mend the file and check it again.',
  },
  mustMend: { zh: '须改', en: 'Mend' },
  warning: { zh: '提醒', en: 'Mind' },
  take: { zh: '接收', en: 'Take it' },
  taken: { zh: '已接收', en: 'Taken' },
  openRun: { zh: '打开班次', en: 'Open the run' },
} as const satisfies Record<string, Words>;

/** What takes a run from one state to another. */
const FORWARD: Readonly<Record<RunState, Words>> = {
  PLANNED: { zh: '退回计划', en: 'Back to planned' },
  LOADING: { zh: '开始装车', en: 'Begin loading' },
  IN_TRANSIT: { zh: '发车', en: 'Depart' },
  ARRIVED: { zh: '到达', en: 'Arrive' },
  CLOSED: { zh: '结束班次', en: 'Close the run' },
  CANCELLED: { zh: '取消班次', en: 'Cancel the run' },
};

/** The step as a button says it; a mistaken step is taken back. */
export function runStep(from: RunState, to: RunState): Words {
  if (from === 'ARRIVED' && to === 'IN_TRANSIT')
    return { zh: '退回在途', en: 'Back to in transit' };
  return FORWARD[to];
}

/** What follows from a step that ends a run. */
export function endingExplained(to: RunState): Words | null {
  if (to !== 'CLOSED' && to !== 'CANCELLED') return null;
  return {
    zh: '之后箱和货批都离开这个班次，不能撤回。',
    en: 'Its units and lots leave it then. This cannot be taken back.',
  };
}

/** "32 箱，30 批" */
export function unitsAndLots(units: number, lots: number): Words {
  return {
    zh: `${units} 箱，${lots} 批货`,
    en: `${units === 1 ? '1 unit' : `${units} units`}, ${lots === 1 ? '1 lot' : `${lots} lots`}`,
  };
}
