import { describe, expect, it } from '@jest/globals';
import { QualityFlag, UNCOUNTED, contentHash, noValues, type Reading } from '@lenglian/readings';
import { erasingLineOf, lineOf } from './line-protocol.ts';

function reading(changes: Partial<Reading>): Reading {
  const values = noValues();
  values[1] = 4.5;
  values[13] = 1;
  const identity = { boot: 3, seq: 812, index: 0, hash: contentHash(values) };
  const rest = { receivedAt: 1_790_000_000_400, flags: 0, excluded: 0, values };
  return { deviceId: 'box-1', measuredAt: 1_790_000_000_000, ...identity, ...rest, ...changes };
}

describe('a line', () => {
  it('has the channels by their wire names, and only what is not usual', () => {
    expect(lineOf(reading({}))).toBe(
      'readings,device=box-1 supplyTemperatureCelsius=4.5,doorOpen=1,boot=3i,seq=812i,' +
        'receivedAt=1790000000400i,present=4294975490i 1790000000000',
    );
  });

  it('says of every field beyond that that it is there', () => {
    const flags = QualityFlag.SENTINEL;
    const unusual = { boot: UNCOUNTED, seq: UNCOUNTED, index: 2, hash: 7, flags, excluded: 2 };
    const present = 2 + 2 ** 13 + 2 ** 33 + 2 ** 34 + 2 ** 35 + 2 ** 36;
    expect(lineOf(reading(unusual))).toBe(
      'readings,device=box-1 supplyTemperatureCelsius=4.5,doorOpen=1,idx=2i,hash=7i,flags=4i,' +
        `excluded=2i,receivedAt=1790000000400i,present=${present}i 1790000000000`,
    );
  });

  it('says that its instant is contested', () => {
    const line = lineOf(reading({ flags: QualityFlag.CONTESTED }));
    expect(line).toContain('flags=32i,contested=1i,receivedAt=');
  });

  it('escapes what would end the device', () => {
    expect(erasingLineOf(reading({ deviceId: 'a b,c=d"é' }))).toBe(
      'readings,device=a\\ b\\,c\\=d"é contested=1i,present=0i 1790000000000',
    );
  });
});
