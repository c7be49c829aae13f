import { describe, expect, it } from '@jest/globals';
import { judge } from '@lenglian/breaches';
import path from 'node:path';
import { pickGoods } from './campaign.ts';
import { readCarriedGoods } from './carried-goods.ts';
import { drawUnit } from './draw-unit.ts';
import { playUnit } from './unit-readings.ts';
import { watchUnit } from './watch-unit.ts';
import { UNIT_FAULTS } from './watched-unit.ts';

const CARRIED = readCarriedGoods(path.join(import.meta.dirname, '../../../../seeds'));

function unitOf(seed: number) {
  const fault = UNIT_FAULTS[seed % UNIT_FAULTS.length] ?? null;
  const plant = seed % 2 === 0 ? 'three-node' : 'sectioned';
  return drawUnit({ seed, plant, fault, carried: pickGoods(seed, fault, CARRIED) });
}

describe(watchUnit.name, () => {
  it('believes in the end what the definition says of all readings, holes told late included', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const unit = unitOf(seed);
      const readings = [...playUnit(unit)].flatMap(({ reading }) => reading ?? []);
      const believed = watchUnit(unit).alerts.filter(
        ({ isAnnulled, episode }) => !isAnnulled && episode.rule !== 'PREDICTED',
      );
      const wanted = judge(readings, unit.profile, unit.context);
      expect(believed.map(({ episode }) => episode)).toEqual(expect.arrayContaining(wanted));
      expect(believed).toHaveLength(wanted.length);
    }
  });
});
