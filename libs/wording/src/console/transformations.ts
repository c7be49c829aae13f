import type { Words } from '../words.ts';

/** Saying more of a lot, and lots that become other lots. */
export const CHANGE_LOT_TEXT = {
  change: { zh: '补充资料', en: 'Say more of it' },
  explained: {
    zh: '改糖度或品种后，这批货全程按新的限值重新判定。',
    en: 'Another sugar or cultivar gives it limits of its own: all of its time is judged again.',
  },
  pulp: { zh: '装车果心温度 °C', en: 'Pulp when loaded °C' },
  brix: { zh: '糖度 °Bx', en: 'Sugar °Bx' },
  cultivar: { zh: '品种代码', en: 'Cultivar (code)' },
  why: { zh: '原因', en: 'Why' },
} as const satisfies Record<string, Words>;

export const TRANSFORM_TEXT = {
  record: { zh: '登记分合', en: 'Record a change of lots' },
  kind: { zh: '类别', en: 'Kind' },
  at: { zh: '时间', en: 'When' },
  inputs: { zh: '原来的批', en: 'What goes in' },
  outputs: { zh: '得到的新批', en: 'What comes out' },
  lotCode: { zh: '批号', en: 'Lot' },
  newLotCode: { zh: '新批号', en: 'New lot' },
  kilograms: { zh: '重量（千克）', en: 'Mass (kg)' },
  allThatIsLeft: { zh: '不填则为全部剩余', en: 'all that is left, unless given' },
  unit: { zh: '所在箱', en: 'Unit' },
  whereItLay: { zh: '不填则留在原箱', en: 'where the goods lay, unless given' },
  packages: { zh: '件数', en: 'Packages' },
  hasHappened: {
    zh: '货已经这样放了：即使检查不通过，也照实登记',
    en: 'The goods do lie there: put it down also where a check speaks against it',
  },
  addInput: { zh: '再加一批', en: 'One more goes in' },
  addOutput: { zh: '再加一新批', en: 'One more comes out' },
  remove: { zh: '去掉最后一行', en: 'Take the last line away' },
  note: { zh: '备注', en: 'Note' },
  undo: { zh: '撤销', en: 'Undo' },
  undoExplained: {
    zh: '登记错了才撤销：得到的新批视为从未有过，原来的批回到原处。',
    en: 'For what was recorded by mistake: the lots it made were never anywhere, those that went in lie where they had lain.',
  },
  undoReason: { zh: '为什么撤销', en: 'Why it is undone' },
} as const satisfies Record<string, Words>;

/** What each kind does, beside its name in a list. */
export const TRANSFORMATION_EXPLAINED = {
  SPLIT: { zh: '一批变多批', en: 'one lot becomes several' },
  MERGE: { zh: '多批变一批，各自仍可辨', en: 'several become one, pieces stay themselves' },
  REPACK: { zh: '换包装', en: 'the same goods in other packages' },
  COMMINGLE: { zh: '多批混成一批（如奶）', en: 'several run together, as milk does' },
} as const satisfies Record<string, Words>;
