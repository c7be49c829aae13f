import type { Words } from '../words.ts';

export const GRANT_TEXT = {
  title: { zh: '授权', en: 'Grants' },
  explained: {
    zh: '让别的组织在一段时间内看到本组织的班次、货批或设备。不能更改，只能撤销。',
    en: 'Lets another organisation see a run, a lot or a device of yours for a time. A grant is never changed, only revoked.',
  },
  side: { zh: '方向', en: 'Direction' },
  given: { zh: '授出', en: 'Given' },
  received: { zh: '收到', en: 'Received' },
  noneGiven: { zh: '没有授出过。', en: 'None were given.' },
  noneReceived: { zh: '没有收到过。', en: 'None were received.' },
  more: { zh: '更多授权', en: 'More grants' },
  add: { zh: '新授权', en: 'Give a grant' },
  kind: { zh: '类别', en: 'Kind' },
  grantee: { zh: '对方组织代码', en: 'Code of the other organisation' },
  run: { zh: '班次', en: 'Run' },
  lot: { zh: '货批', en: 'Lot' },
  device: { zh: '设备', en: 'Device' },
  chooseOne: { zh: '请选一项', en: 'Choose one' },
  leg: { zh: '区段', en: 'Leg' },
  wholeRun: { zh: '全程', en: 'the whole run' },
  lotOfRun: { zh: '先选班次', en: 'Its run' },
  validFrom: { zh: '起', en: 'From' },
  validUntil: { zh: '止', en: 'Until' },
  open: { zh: '不限', en: 'open' },
  untilExplained: { zh: '不填则不限', en: 'open, unless given' },
  from: { zh: '来自', en: 'from' },
  to: { zh: '给', en: 'to' },
  revoke: { zh: '撤销', en: 'Revoke' },
  revokeExplained: {
    zh: '立即终止，不能恢复。对方在此之前看到的仍可作为证据。',
    en: 'Ends it now, for good. What the other saw until then stays its evidence.',
  },
  revoked: { zh: '已撤销', en: 'Revoked' },
  over: { zh: '已到期', en: 'Over' },
  toCome: { zh: '未开始', en: 'To come' },
  holds: { zh: '有效', en: 'Holds' },
  refused: {
    zh: '不能授权给本组织；止须晚于起。',
    en: 'Not to your own organisation, and the end comes after the beginning.',
  },
  unknownOrganisation: {
    zh: '没有这个组织，或没有这项内容。',
    en: 'There is no such organisation, or no such subject.',
  },
} as const satisfies Record<string, Words>;

/** Why another organisation may see it. */
export const GRANT_KIND_WORDS = {
  custody: { zh: '承运（班次）', en: 'Custody of a run' },
  consignee: { zh: '收货人（货批）', en: 'Consignee of a lot' },
  lessor: { zh: '出租人（设备）', en: 'Lessor of a device' },
} as const satisfies Record<string, Words>;
