import type { Phase } from '@lenglian/goods';
import { formatNumber } from '../numbers/temperatures.ts';
import type { Words } from '../words.ts';

export const LOT_TEXT = {
  phase: { zh: '阶段', en: 'Phase' },
  facts: { zh: '货批资料', en: 'What is known of it' },
  code: { zh: '批号', en: 'Lot' },
  commodity: { zh: '品名', en: 'Commodity' },
  quantity: { zh: '数量', en: 'Quantity' },
  left: { zh: '未分出', en: 'Not split off' },
  packages: { zh: '件数', en: 'Packages' },
  waybill: { zh: '运单号', en: 'Waybill' },
  shipper: { zh: '发货人', en: 'Shipper' },
  consignee: { zh: '收货人', en: 'Consignee' },
  harvestedAt: { zh: '采收', en: 'Harvested' },
  preCooledAt: { zh: '预冷完成', en: 'Pre-cooled by' },
  pulp: { zh: '装车果心温度', en: 'Pulp when loaded' },
  brix: { zh: '糖度', en: 'Sugar' },
  cultivar: { zh: '品种', en: 'Cultivar' },
  seal: { zh: '最近封志', en: 'Last seal' },
  unit: { zh: '所在箱', en: 'Unit' },
  run: { zh: '班次', en: 'Run' },
  inNoUnit: { zh: '不在任何箱', en: 'In no unit' },
  placed: { zh: '装入', en: 'Loaded' },
  takenOut: { zh: '卸出', en: 'Unloaded' },
  limits: { zh: '温度限值（°C）', en: 'Limits (°C)' },
  exposure: { zh: '超限时间', en: 'Time outside limits' },
  exposureOwn: { zh: '本批', en: 'As this lot' },
  exposureInherited: { zh: '来源批次带来', en: 'From earlier lots' },
  exposureTotal: { zh: '合计', en: 'In all' },
  noExposure: { zh: '没有超限记录。', en: 'Never outside its limits, as far as was measured.' },
  lineage: { zh: '来源与去向', en: 'Lineage' },
  back: { zh: '来自', en: 'Came from' },
  forward: { zh: '去向', en: 'Went to' },
  noBack: { zh: '没有更早的批次。', en: 'No earlier lots.' },
  noForward: { zh: '没有分出或合并。', en: 'Did not become other lots.' },
  lotsOfRun: { zh: '货物', en: 'Goods' },
  noLotsOfRun: { zh: '这个班次没有货批。', en: 'No lots on this run.' },
  nothingSaid: { zh: '未填', en: 'Nobody said' },
} as const satisfies Record<string, Words>;

/** Where goods are in their journey. */
export const PHASE_WORDS: Record<Phase, Words> = {
  PRECOOL: { zh: '预冷', en: 'Pre-cooling' },
  LOADING: { zh: '装货', en: 'Loading' },
  PULLDOWN: { zh: '降温中', en: 'Cooling down' },
  TRANSIT: { zh: '在途', en: 'On the way' },
  UNLOADING: { zh: '卸货', en: 'Unloading' },
  CLOSED: { zh: '已结束', en: 'Over' },
};

/** What exposure cannot know. */
export function unseenFor(duration: string): Words {
  return {
    zh: `另有 ${duration} 没有数据：最好情形不计，最坏情形全部超限。`,
    en: `Nothing was measured for another ${duration}: at best none of it was outside, at worst all of it.`,
  };
}

/** "860 千克" or "21.4 吨" */
export function mass(kilograms: number): Words {
  if (kilograms >= 1000) {
    const value = formatNumber(kilograms / 1000, kilograms % 100 === 0 ? 1 : 2);
    return { zh: `${value} 吨`, en: `${value} t` };
  }
  const value = formatNumber(kilograms, Number.isInteger(kilograms) ? 0 : 1);
  return { zh: `${value} 千克`, en: `${value} kg` };
}

/** How much of a lot's mass is meant: "40 %". */
export function partOfMass(fraction: number | null): Words {
  if (fraction === null) return { zh: '占比未知', en: 'share unknown' };
  const percent = formatNumber(fraction * 100, fraction < 0.1 ? 1 : 0);
  return { zh: `占 ${percent} %`, en: `${percent} % of the mass` };
}

/** "14.5 °Bx" */
export function brix(degrees: number): string {
  return `${formatNumber(degrees, 1)} °Bx`;
}
