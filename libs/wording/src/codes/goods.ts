import type { Words } from '../words.ts';

/** How lots became other lots. */
export const TRANSFORMATION_KIND_WORDS = {
  SPLIT: { zh: '分批', en: 'Split' },
  MERGE: { zh: '合批', en: 'Merged' },
  REPACK: { zh: '换装', en: 'Re-packed' },
  COMMINGLE: { zh: '混装', en: 'Commingled' },
} as const satisfies Record<string, Words>;

/** GB/T 40956-2021, and raw milk. */
export const HAND_OVER_KIND_WORDS = {
  INBOUND: { zh: '入库', en: 'Inbound' },
  OUTBOUND: { zh: '出库', en: 'Outbound' },
  DELIVERY: { zh: '配送', en: 'Delivery' },
  MILK: { zh: '交奶', en: 'Raw milk' },
} as const satisfies Record<string, Words>;

export const HAND_OVER_RESULT_WORDS = {
  ACCEPTED: { zh: '签收', en: 'Accepted' },
  ACCEPTED_WITH_RESERVATION: { zh: '保留签收', en: 'With reservation' },
  REJECTED: { zh: '拒收', en: 'Rejected' },
} as const satisfies Record<string, Words>;

export const HAND_OVER_STATE_WORDS = {
  PROPOSED: { zh: '待确认', en: 'Not yet confirmed' },
  CONFIRMED: { zh: '双方已确认', en: 'Confirmed by both' },
  DISPUTED: { zh: '有争议', en: 'Disputed' },
  SUPERSEDED: { zh: '已被取代', en: 'Superseded' },
} as const satisfies Record<string, Words>;

export const SIDE_WORDS = {
  FROM: { zh: '交方', en: 'Giver' },
  TO: { zh: '接方', en: 'Taker' },
} as const satisfies Record<string, Words>;

/** Of the test for antibiotics in raw milk. */
export const ANTIBIOTIC_TEST_WORDS = {
  NEGATIVE: { zh: '阴性', en: 'Negative' },
  POSITIVE: { zh: '阳性', en: 'Positive' },
  NOT_DONE: { zh: '未检', en: 'Not done' },
} as const satisfies Record<string, Words>;
