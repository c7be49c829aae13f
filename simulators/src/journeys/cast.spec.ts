import { describe, expect, it } from '@jest/globals';
import { isContainerNumber } from '@lenglian/planning';
import { Cast } from './cast.ts';
import { JOURNEYS } from './catalogue.ts';

describe(Cast.name, () => {
  it('gives boxes container numbers with the right check digit, none of them twice', () => {
    const codes = JOURNEYS.flatMap(({ code }) =>
      [1, 2, 7].flatMap((seed) => new Cast(code, seed).containers(300)),
    );
    expect(codes.filter((code) => !isContainerNumber(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('gives air containers numbers as ULDs have them, another to each', () => {
    const codes = [1, 2, 99].map((n) => new Cast('XLAIR', 7).uldCode(n));
    for (const code of codes) expect(code).toMatch(/^[A-Z]{3}\d{5}[A-Z]{2}$/);
    expect(new Set(codes).size).toBe(3);
    expect(new Cast('XLAIR', 8).uldCode(1)).not.toBe(codes[0]);
  });

  it('gives the same codes for the same journey and seed, and others for another', () => {
    expect(new Cast('XMKW', 7).containers(3)).toEqual(new Cast('XMKW', 7).containers(3));
    expect(new Cast('XMKW', 8).containers(3)).not.toEqual(new Cast('XMKW', 7).containers(3));
    expect(new Cast('XMKW', 7).deviceId(1)).toBe('XMKW-7-D001');
  });
});

describe('the catalogue of journeys', () => {
  it('has each under a name and a code of its own', () => {
    expect(new Set(JOURNEYS.map(({ name }) => name)).size).toBe(JOURNEYS.length);
    expect(new Set(JOURNEYS.map(({ code }) => code)).size).toBe(JOURNEYS.length);
    expect(JOURNEYS.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('writes plans whose boxes all have a device that plays', () => {
    for (const journey of JOURNEYS) {
      const { plan, players, stock = [] } = journey.write(new Cast(journey.code, 1));
      const lines = plan?.lines ?? [];
      const planned = new Set(lines.map(({ deviceId }) => deviceId));
      const waiting = stock.filter((unit) =>
        lines.every((line) => line.unitCode !== unit.unitCode),
      );
      expect(players).toHaveLength(planned.size + waiting.length);
    }
  });
});
