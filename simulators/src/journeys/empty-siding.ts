import { HOUR } from '@lenglian/quantities';
import { RULES } from '@lenglian/breaches';
import { CARGO } from './cargo.ts';
import type { Journey } from './journey.ts';
import { reefers } from './reefers.ts';

const BOXES = 300;
const DAYS = 1;

/** 空箱 off season: declared, unplugged, hot, and nobody's business (operations.md §A2). */
export const emptySiding: Journey = {
  name: 'empty-siding',
  summary: '300 empty boxes stand unplugged on a siding at 吐鲁番 in July: they reach no officer',
  code: 'EMSI',
  departs: { month: 7, day: 10, hour: 8 },
  plays: [-60, DAYS * 24 * 60],
  // On their batteries devices speak once an hour; nothing of goods is judged here.
  sampling: HOUR,
  write(cast) {
    const boxes = reefers({
      ...{ cast, count: BOXES, serviceCode: 'STEPPED', loaded: -120 },
      climate: [[0, 27, 41]],
      // Some dunnage: an empty box is warm within hours.
      load: { ...CARGO.APPLE_AKSU, kilograms: 500, respirationWattsPerTonne: 0 },
      story: () => ({ powerOff: [[-100_000, 100_000]], cargoProbeCount: 0 }),
    });
    return {
      plan: null,
      stock: boxes.unitCodes.map((unitCode) => ({ unitCode, kind: 'reefer', state: 'EMPTY' })),
      players: boxes.players.map((player, i) => ({
        ...player,
        boundTo: { unitCode: boxes.unitCodes[i] ?? '', from: -60 },
      })),
      acts: [],
      truth: {
        raised: [],
        silent: [{ rules: RULES, units: boxes.unitCodes }],
        incidents: [],
        runs: [],
        exposure: [],
        handedOver: [],
      },
    };
  },
};
