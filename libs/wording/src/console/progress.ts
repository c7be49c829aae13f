import type { Duration } from '@lenglian/quantities';
import { formatDuration } from '../numbers/durations.ts';
import type { Words } from '../words.ts';

export const PROGRESS_TEXT = {
  title: { zh: '行程', en: 'Progress' },
  positionAt: { zh: '位置截至', en: 'position of' },
  noPosition: { zh: '没有定位，按计划和上报', en: 'no positions; by plan and reports' },
  expected: { zh: '预计到达', en: 'expected' },
  planned: { zh: '计划到达', en: 'planned' },
  arrived: { zh: '到达', en: 'arrived' },
  departed: { zh: '出发', en: 'left' },
  plannedDeparture: { zh: '计划出发', en: 'planned to leave' },
  notArrived: { zh: '有人说还没到', en: 'somebody says: not yet' },
  notDeparted: { zh: '有人说还没出发', en: 'somebody says: not left' },
  passed: { zh: '已过，时间不明', en: 'passed, nobody knows when' },
  measured: { zh: '定位为', en: 'positions say' },
  late: { zh: '将晚到', en: 'late' },
  wasLate: { zh: '晚到', en: 'was late' },
  offRoute: { zh: '偏离线路', en: 'off its route' },
  strays: {
    zh: '定位与列车不符，请核对箱和设备：',
    en: 'Its position is not the train’s; check unit and device: ',
  },
  here: { zh: '现在', en: 'now' },
} as const satisfies Record<string, Words>;

/** On what a time or a position stands. */
export const PROGRESS_BASIS_WORDS = {
  REPORTED: { zh: '人工', en: 'reported' },
  MEASURED: { zh: '定位', en: 'measured' },
  PLANNED: { zh: '计划', en: 'by plan' },
} as const satisfies Record<string, Words>;

export const ESTIMATE_BASIS_WORDS = {
  PLAN: { zh: '按计划', en: 'as planned' },
  DELAY: { zh: '按晚点推算', en: 'plan and delay' },
  SPEED: { zh: '按速度推算', en: 'by its speed' },
} as const satisfies Record<string, Words>;

/** Where a run is, as far as wording knows it. */
interface Where {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly next: { readonly nameZh: string; readonly nameEn: string } | null;
  readonly share: number | null;
}

/** "阿克苏 → 库车 63 %", "在库车". It says neither more nor less than is known: whole per cents, never 100 on the way. */
export function whereabouts({ nameZh, nameEn, next, share }: Where): Words {
  if (next === null) return { zh: `在${nameZh}`, en: `at ${nameEn}` };
  const percent = `${Math.min(99, Math.floor((share ?? 0) * 100))} %`;
  return {
    zh: `${nameZh} 与 ${next.nameZh} 之间 ${percent}`,
    en: `between ${nameEn} and ${next.nameEn}, ${percent}`,
  };
}

/** "停 1 小时 20 分" */
export function stood(dwell: Duration): Words {
  const span = formatDuration(dwell);
  return { zh: `停 ${span.zh}`, en: `stood ${span.en}` };
}
