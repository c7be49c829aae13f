import type { Words } from '../words.ts';

/** 发车放行. */
export const DEPARTURE_TEXT = {
  title: { zh: '发车放行', en: 'Departure board' },
  back: { zh: '返回班次', en: 'Back to the run' },
  print: { zh: '打印', en: 'Print' },
  box: { zh: '箱', en: 'Box' },
  asOf: { zh: '截至', en: 'As of' },
  departs: { zh: '计划发车', en: 'Departs' },
  kept: {
    zh: '发车时保存，之后的数据不改变它',
    en: 'As it was when it left; later data do not change it',
  },
  notKept: {
    zh: '这个班次发车时没有保存放行单，下面是现在的情况。',
    en: 'No board was kept when this run left. This is how it stands now.',
  },
  noBoxes: { zh: '没有箱在这个班次上。', en: 'No boxes ride on this run.' },
  boxes: { zh: '箱', en: 'boxes' },
  green: { zh: '绿', en: 'green' },
  released: { zh: '已放行', en: 'released' },
  open: { zh: '未放行', en: 'not released' },
  onlyOpen: { zh: '只看未放行', en: 'Only those not released' },
  allReady: { zh: '全部可以发车。', en: 'All may leave.' },
  joins: { zh: '在此挂车', en: 'joins at' },
  fine: { zh: '项正常', en: 'in order' },
  release: { zh: '放行', en: 'Release' },
  releaseOpen: { zh: '放行全部未绿的箱', en: 'Release all that are not green' },
  releaseExplained: {
    zh: '放行的是现在看到的这些检查项；之后又有别的项变红，要重新放行。写明原因，姓名和时间自动记录。',
    en: 'This releases the checks as you see them now; if another one turns red, release it again. Say why; your name and the time are put down.',
  },
  takeBack: { zh: '撤回放行', en: 'Take the release back' },
  reason: { zh: '原因', en: 'Reason' },
  for: { zh: '放行项', en: 'Released' },
  takenBack: { zh: '撤回放行', en: 'took the release back' },
  outdated: { zh: '放行后又有变化', en: 'changed since it was released' },
  measuredByHand: { zh: '现场实测 / 备注', en: 'Measured by hand, notes' },
  signTrain: { zh: '货检 / 列检', en: 'Inspector' },
  signLoader: { zh: '装车方', en: 'Loader' },
  signEscort: { zh: '押运员 / 司机', en: 'Escort or driver' },
  signDispatcher: { zh: '调度', en: 'Dispatcher' },
  signature: { zh: '签字、时间', en: 'signature, time' },
  legend: {
    zh: '✓ 绿　! 黄　✕ 红　? 未知　– 不适用',
    en: '✓ green   ! amber   ✕ red   ? unknown   – does not apply',
  },
  inspections: { zh: '箱检（PTI）', en: 'Inspections (PTI)' },
  inspect: { zh: '登记箱检', en: 'Record an inspection' },
  inspectedAt: { zh: '箱检时间', en: 'Inspected' },
  passed: { zh: '通过', en: 'Passed' },
  failed: { zh: '未通过', en: 'Failed' },
  workshop: { zh: '箱检单位', en: 'Workshop' },
  neverInspected: { zh: '没有箱检记录。', en: 'No inspection on record.' },
  seals: { zh: '施封', en: 'Seals' },
  seal: { zh: '登记施封', en: 'Record a seal' },
  sealedAt: { zh: '施封时间', en: 'Sealed' },
  sealNumber: { zh: '封号', en: 'Seal number' },
  neverSealed: { zh: '没有施封记录。', en: 'No seal on record.' },
} as const satisfies Record<string, Words>;

/** "第 5 箱等 12 箱" is told by the button: how many are released by one reason. */
export function boxesToRelease(count: number): Words {
  return { zh: `放行 ${count} 箱`, en: count === 1 ? 'Release 1 box' : `Release ${count} boxes` };
}
