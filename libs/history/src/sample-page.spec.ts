import { describe, expect, it } from '@jest/globals';
import { QualityFlag, noValues, type Reading } from '@lenglian/readings';
import { decodeReadings, encodeReadings } from './sample-page.ts';
import { UnreadableHistoryError } from './history-errors.ts';

function reading(deviceId: string, measuredAt: number, value: number): Reading {
  const values = noValues();
  values[1] = value;
  values[13] = 1;
  return {
    deviceId,
    measuredAt,
    receivedAt: measuredAt + 5,
    boot: -1,
    seq: -1,
    index: 0,
    hash: 7,
    flags: 0,
    excluded: 2,
    values,
  };
}

describe('a page of readings', () => {
  it('gives back every reading exactly, in its order', () => {
    const counted = { boot: 2, seq: 2 ** 40, index: 3, hash: 2 ** 32 - 1, excluded: 2 ** 31 };
    const readings = [
      reading('A', 1, 0.1),
      { ...reading('B', 2, -18.25), ...counted },
      { ...reading('A', 3, 1 / 3), flags: QualityFlag.CONTESTED + QualityFlag.SENTINEL },
    ];
    expect(decodeReadings(encodeReadings(readings))).toEqual(readings);
  });

  it('is refused when a byte of it changed', () => {
    const page = encodeReadings([reading('A', 1, 0.1)]);
    page[40] = (page[40] ?? 0) ^ 1;
    expect(() => decodeReadings(page)).toThrow(UnreadableHistoryError);
  });
});
