import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import type { CooledUnit } from '../fleet/fleet-unit.ts';
import { buildFirmware } from '../fleet/simulated-device.ts';
import { everydayScript } from '../scenarios/scenario.ts';
import { stretchIn, whenOn, withHalt } from './stretch.ts';
import type { WayPoint } from './way.ts';

const AT = Date.UTC(2026, 8, 1);
const KORLA = { latitudeDegrees: 41.726, longitudeDegrees: 86.174 };
const TURPAN = { latitudeDegrees: 42.951, longitudeDegrees: 89.19 };
const HAMI = { latitudeDegrees: 42.819, longitudeDegrees: 93.515 };
const WAY: readonly WayPoint[] = [
  { at: AT - HOUR, ...KORLA },
  { at: AT, ...KORLA },
  { at: AT + 9 * HOUR, ...TURPAN },
  { at: AT + 10 * HOUR, ...TURPAN },
  { at: AT + 21 * HOUR, ...HAMI },
];
const TUNNEL = { from: AT + 4 * HOUR, until: AT + 4 * HOUR + 16 * MINUTE };
const GOBI = { from: AT + 15 * HOUR, until: AT + 15 * HOUR + 40 * MINUTE };
const FOR_GOOD = Number.POSITIVE_INFINITY;

describe(whenOn.name, () => {
  it('is when the timetable has it for whoever keeps the timetable, to the millisecond', () => {
    const random = new SeededRandom(3);
    for (let i = 0; i < 200; i++) {
      const from = AT + Math.floor(random.next() * 8 * HOUR);
      const during = { from, until: from + Math.floor(random.next() * 12 * HOUR) };
      if (during.until > AT + 9 * HOUR && during.until <= AT + 10 * HOUR) continue;
      expect(whenOn(WAY, stretchIn(WAY, during))).toEqual(during);
    }
  });

  it('is as much later as somebody is, and where they were in time still in time', () => {
    const late = withHalt(WAY, { at: AT + 12 * HOUR, halt: 2 * HOUR, madeUpBy: FOR_GOOD });
    expect(whenOn(late, stretchIn(WAY, TUNNEL))).toEqual(TUNNEL);
    expect(whenOn(late, stretchIn(WAY, GOBI))).toEqual({
      from: GOBI.from + 2 * HOUR,
      until: GOBI.until + 2 * HOUR,
    });
  });

  it('is as long as somebody stands in it', () => {
    const late = withHalt(WAY, { at: GOBI.from + MINUTE, halt: 3 * HOUR, madeUpBy: FOR_GOOD });
    const { from, until } = whenOn(late, stretchIn(WAY, GOBI));
    expect(from).toBe(GOBI.from);
    expect(until).toBe(GOBI.until + 3 * HOUR);
  });

  it('never begins where the way does not come so far, and is never over where it ends inside', () => {
    const asFarAsTurpan = WAY.slice(0, 3);
    expect(whenOn(asFarAsTurpan, stretchIn(WAY, GOBI))).toEqual({
      from: Infinity,
      until: Infinity,
    });
    const stretch = { ...stretchIn(WAY, TUNNEL), untilKilometre: 10_000 };
    expect(whenOn(asFarAsTurpan, stretch)).toEqual({ from: TUNNEL.from, until: Infinity });
  });
});

describe(withHalt.name, () => {
  it('is in time again after a stay that was long enough', () => {
    const late = withHalt(WAY, { at: AT + 4 * HOUR, halt: HOUR, madeUpBy: AT + 10 * HOUR });
    expect(late.map(({ at }) => (at - AT) / HOUR)).toEqual([-1, 0, 4, 5, 10, 10, 21]);
    expect(late.slice(5)).toEqual(WAY.slice(3));
  });
});

describe('a device on its way', () => {
  it('is silent where the hole is, though it comes there late, and knows no position in a tunnel', () => {
    const halted = withHalt(WAY, { at: AT + HOUR, halt: HOUR, madeUpBy: FOR_GOOD });
    const unit: CooledUnit = {
      ...{ deviceId: 'D', runCode: 'R', serviceCode: 'S', position: 1, equipmentGroup: null },
      ...{ loadKilograms: 20_000, productAtLoadingCelsius: 0.5, loadedBefore: HOUR },
      ...{ setpointCelsius: 0, respirationWattsPerTonne: 10 },
      climate: [{ at: 0, lowCelsius: 10, highCelsius: 20 }],
      coverageHoles: [
        { code: 'TUNNEL', hidesSky: true, ...stretchIn(WAY, TUNNEL) },
        { code: 'GOBI', ...stretchIn(WAY, GOBI) },
      ],
      way: halted.map((point) => ({ ...point, at: point.at - AT })),
    };
    const stage = { seed: 1, start: AT, historyFrom: AT, sampling: MINUTE };
    const firmware = buildFirmware(unit, everydayScript(unit, stage), stage, { reporting: MINUTE });
    const isSilentAt = (at: number) => !firmware.isCovered(at);
    for (const [hole, isTunnel] of [
      [TUNNEL, true],
      [GOBI, false],
    ] as const) {
      expect(isSilentAt(hole.from + 5 * MINUTE)).toBe(false);
      expect(isSilentAt(hole.from + HOUR - 1)).toBe(false);
      expect(isSilentAt(hole.from + HOUR)).toBe(true);
      expect(isSilentAt(hole.until + HOUR - 1)).toBe(true);
      expect(isSilentAt(hole.until + HOUR)).toBe(false);
      const told = [...firmware.advanceTo(hole.until + HOUR + MINUTE)].map(
        ({ payload }) => payload,
      );
      const backfill = told.filter((payload) => payload.includes('"hist":true'));
      expect(backfill).toHaveLength(1);
      expect(backfill[0]?.includes('latitudeDegrees')).toBe(!isTunnel);
    }
  });
});
