import type { RunState, UnitKind, UnitState } from '@lenglian/placements';
import type { Words } from '../words.ts';

export const RUN_STATE_WORDS: Record<RunState, Words> = {
  PLANNED: { zh: '计划', en: 'Planned' },
  LOADING: { zh: '装车', en: 'Loading' },
  IN_TRANSIT: { zh: '在途', en: 'In transit' },
  ARRIVED: { zh: '到达', en: 'Arrived' },
  CLOSED: { zh: '结束', en: 'Closed' },
  CANCELLED: { zh: '取消', en: 'Cancelled' },
};

/** What kind of unit goods travel or wait in. */
export const UNIT_KIND_WORDS: Record<UnitKind, Words> = {
  reefer: { zh: '冷藏箱', en: 'Reefer' },
  tanker: { zh: '奶罐车', en: 'Milk tanker' },
  room: { zh: '移动冷库', en: 'Mobile cold room' },
  box: { zh: '保温箱', en: 'Insulated box' },
  store: { zh: '冷库', en: 'Cold store' },
  wagon: { zh: '铁路冷藏车', en: 'Rail wagon' },
  truck: { zh: '冷藏车', en: 'Reefer truck' },
  uld: { zh: '航空集装器', en: 'Air ULD' },
};

/** What somebody declared of a unit. */
export const UNIT_STATE_WORDS: Record<UnitState, Words> = {
  IN_USE: { zh: '在用', en: 'In use' },
  EMPTY: { zh: '空箱', en: 'Empty' },
  LAID_UP: { zh: '封存', en: 'Laid up' },
};

/** How a leg (区段) is carried. */
export const LEG_MODE_WORDS = {
  RAIL: { zh: '铁路', en: 'Rail' },
  ROAD: { zh: '公路', en: 'Road' },
  AIR: { zh: '航空', en: 'Air' },
  CITY: { zh: '城配', en: 'City' },
} as const satisfies Record<string, Words>;

/** The words of a run state that may be newer than this console; its code when we do not know it. */
export function wordsOfRunState(state: string): Words {
  return RUN_STATE_WORDS[state as RunState] ?? { zh: state, en: state };
}

/** The words of a unit kind; its code when we do not know it. */
export function wordsOfUnitKind(kind: string): Words {
  return UNIT_KIND_WORDS[kind as UnitKind] ?? { zh: kind, en: kind };
}
