import type { Words } from '../words.ts';

export const RUN_TEXT = {
  title: { zh: '班次', en: 'Runs' },
  run: { zh: '班次', en: 'Run' },
  legs: { zh: '区段', en: 'Legs' },
  departure: { zh: '计划出发', en: 'Planned departure' },
  arrival: { zh: '计划到达', en: 'Planned arrival' },
  onBoard: { zh: '看实时画面', en: 'See it live' },
  noLegs: { zh: '没有区段。', en: 'No legs.' },
} as const satisfies Record<string, Words>;
