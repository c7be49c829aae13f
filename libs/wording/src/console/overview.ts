import type { Words } from '../words.ts';

export const OVERVIEW_TEXT = {
  title: { zh: '在途班次', en: 'Active runs' },
  noRuns: { zh: '现在没有在途班次。', en: 'No run is under way.' },
  openAlerts: { zh: '当前告警', en: 'Live alerts' },
  noAlerts: { zh: '没有未结束的告警', en: 'No live alerts' },
  allAlerts: { zh: '全部告警', en: 'All alerts' },
  setpointShort: { zh: '设', en: 'set' },
  cargoShort: { zh: '货芯', en: 'cargo' },
  returnShort: { zh: '回风', en: 'ret' },
  supplyShort: { zh: '送风', en: 'sup' },
  noData: { zh: '无数据', en: 'No data' },
  lastValue: { zh: '末值', en: 'last' },
  noValue: { zh: '无温度', en: 'No value' },
  neverHeard: { zh: '从未上报', en: 'Never heard' },
  latest: { zh: '最新测量', en: 'Latest' },
  departure: { zh: '计划发车', en: 'Planned departure' },
  notLoadedYet: { zh: '装车后在此显示各箱。', en: 'Its units show here when loading begins.' },
  arrival: { zh: '计划到达', en: 'Planned arrival' },
  noUnits: { zh: '这个班次还没有编组。', en: 'This run has no units yet.' },
} as const satisfies Record<string, Words>;

/** "32 箱" */
export function unitCount(count: number): Words {
  return { zh: `${count} 箱`, en: count === 1 ? '1 unit' : `${count} units` };
}

/** The heading of a group of boxes on one genset. */
export function equipmentGroup(group: number): Words {
  return { zh: `${group} 组`, en: `Group ${group}` };
}

/** "7 号位" */
export function placeInTrain(position: number): Words {
  return { zh: `${position} 号位`, en: `No. ${position}` };
}

/** Since when it has been silent, in a tight place. */
export function sinceTime(time: string): Words {
  return { zh: `自 ${time}`, en: `at ${time}` };
}

/** How many more alerts there are than are shown. */
export function moreAlerts(count: number): Words {
  return { zh: `还有 ${count} 条`, en: `${count} more` };
}

/** What a screen reader says of a tile: who, how it stands, and its temperature. */
export function tileLabel(tile: {
  position: number | null;
  code: string;
  condition: Words;
  temperature: string | null;
}): Words {
  const value = tile.temperature === null ? '' : ` ${tile.temperature} °C`;
  const place = tile.position === null ? null : placeInTrain(tile.position);
  return {
    zh: `${place === null ? '' : `${place.zh} `}${tile.code} ${tile.condition.zh}${value}`,
    en: `${place === null ? '' : `${place.en} `}${tile.code} ${tile.condition.en}${value}`,
  };
}

/** "中天山隧道，无信号，预计 06:51 恢复" */
export function backAt(hole: { nameZh: string; nameEn: string }, at: string): Words {
  return {
    zh: `${hole.nameZh}，无信号，预计 ${at} 恢复`,
    en: `${hole.nameEn}: no signal, expected back at ${at}`,
  };
}

/** "中天山隧道 预计 16 分": a unit is not to be heard there for so many minutes, counted from its last word. */
export function expectedFor(hole: { nameZh: string; nameEn: string }, minutes: number): Words {
  return {
    zh: `${hole.nameZh} 预计 ${minutes} 分`,
    en: `${hole.nameEn}, ${minutes} min expected`,
  };
}
