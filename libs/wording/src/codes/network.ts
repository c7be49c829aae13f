import type { Words } from '../words.ts';

/** What a place is for in the 1+8+N+1 network (一核八集群多节点一口岸带), or on the way to and from it. */
export const PLACE_ROLE_WORDS = {
  core: { zh: '核心区', en: 'Core area' },
  cluster: { zh: '集群', en: 'Cluster' },
  node: { zh: '节点', en: 'Node' },
  port: { zh: '口岸', en: 'Border port' },
  origin: { zh: '产地', en: 'Origin' },
  'pre-cooling': { zh: '产地预冷站', en: 'Pre-cooling station' },
  'distribution-centre': { zh: '集配中心', en: 'Distribution centre' },
  market: { zh: '销地市场', en: 'Market' },
  airport: { zh: '机场', en: 'Airport' },
  terminal: { zh: '货运站', en: 'Terminal' },
  waypoint: { zh: '途经点', en: 'Waypoint' },
} as const satisfies Record<string, Words>;

/** What can be done at a stop for goods in danger. */
export const STOP_ACTION_WORDS = {
  PLUG_IN: { zh: '插电', en: 'Plug in' },
  SPARE_GENSET: { zh: '备用发电箱', en: 'Spare genset' },
  REPAIR: { zh: '修机', en: 'Repair' },
  SWAP_UNIT: { zh: '换箱', en: 'Change the unit' },
  ICE: { zh: '冰', en: 'Ice' },
  REFUEL: { zh: '加油', en: 'Refuel' },
} as const satisfies Record<string, Words>;

/** How sure a figure is. */
export const CONFIDENCE_WORDS = {
  A: { zh: '有出处', en: 'From a source' },
  B: { zh: '公开常识', en: 'Widely published' },
  C: { zh: '工程默认值', en: 'Engineering default' },
} as const satisfies Record<string, Words>;
