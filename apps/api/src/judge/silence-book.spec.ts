import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, type Duration } from '@lenglian/quantities';
import {
  BOUND,
  Bench,
  START,
  TUNNEL,
  nowhere,
  profile,
  snapshot,
} from '../testing/silence-bench.ts';

describe('a unit with goods that falls silent', () => {
  it('where it should be heard is missed after half an hour', () => {
    const bench = new Bench(nowhere).hear(true).wait(29 * MINUTE);
    expect(bench.lines).toEqual([]);
    expect(bench.wait(2 * MINUTE).lines).toEqual(['lot WARN 0–…, raised 30']);
  });

  it('in an expected hole is missed half an hour after its end', () => {
    const bench = new Bench().hear(true).wait(74 * MINUTE);
    expect(bench.lines).toEqual([]);
    expect(bench.wait(2 * MINUTE).lines).toEqual(['lot WARN 0–…, raised 75']);
  });

  it('and speaks again in time worries nobody', () => {
    const bench = new Bench()
      .hear(true)
      .wait(60 * MINUTE)
      .hear(true);
    expect(bench.wait(MINUTE).lines).toEqual([]);
  });

  it('earlier or later than planned is in the hole, up to half an hour', () => {
    const at = (entry: Duration) => {
      const hole = { ...TUNNEL, from: START + entry, until: START + entry + 45 * MINUTE };
      const [ride] = snapshot().unitJourneys;
      return snapshot({ unitJourneys: ride ? [{ ...ride, holes: [hole] }] : [] });
    };
    const raised = (entry: Duration) => new Bench(at(entry)).hear(true).wait(2 * HOUR).lines;
    expect(raised(20 * MINUTE)).toEqual(['lot WARN 0–…, raised 75']);
    expect(raised(-60 * MINUTE)).toEqual(['lot WARN 0–…, raised 75']);
    expect(raised(40 * MINUTE)).toEqual(['lot WARN 0–…, raised 30']);
  });

  it('by a device that reports seldom may have gone into the hole any time before its next report', () => {
    const raised = (reportingInterval: Duration, entry: Duration, length = 2 * HOUR) => {
      const hole = { ...TUNNEL, from: START + entry, until: START + entry + length };
      const where = snapshot();
      const bench = new Bench({
        ...where,
        deviceBindings: where.deviceBindings.map((one) => ({ ...one, reportingInterval })),
        unitJourneys: where.unitJourneys.map((ride) => ({ ...ride, holes: [hole] })),
      });
      return bench.hear(true).wait(5 * HOUR).lines[0];
    };
    expect(raised(HOUR, 59 * MINUTE)).toBe('lot WARN 0–…, raised 210');
    expect(raised(15 * MINUTE, 14 * MINUTE)).toBe('lot WARN 0–…, raised 165');
    // 20 min early: it went in a minute before its report was due.
    expect(raised(15 * MINUTE, 34 * MINUTE)).toBe('lot WARN 0–…, raised 165');
    expect(raised(15 * MINUTE, 46 * MINUTE)).toBe('lot WARN 0–…, raised 30');
  });

  it('is not excused by a hole that its run meets before it joins', () => {
    const [ride] = snapshot().unitJourneys;
    const joins = START + 20 * MINUTE;
    const later = snapshot({ unitJourneys: ride ? [{ ...ride, from: joins }] : [] });
    expect(new Bench(later).hear(true).wait(31 * MINUTE).lines).toHaveLength(1);
  });

  it('without power is missed after ten minutes, in a hole as anywhere', () => {
    expect(new Bench().hear(false).wait(11 * MINUTE).lines).toEqual(['lot MAJOR 0–…, raised 10']);
    const elsewhere = new Bench(nowhere).hear(false).wait(11 * MINUTE);
    expect(elsewhere.lines).toEqual(['lot MAJOR 0–…, raised 10']);
  });

  it('with an open alert of its goods is missed after ten minutes', () => {
    const bench = new Bench().hear(true);
    bench.troubled.add('lot');
    expect(bench.wait(11 * MINUTE).lines).toEqual(['lot MAJOR 0–…, raised 10']);
  });

  it('by a device that reports every quarter of an hour is missed when two reports are', () => {
    const deviceBindings = snapshot().deviceBindings.map((binding) => ({
      ...binding,
      reportingInterval: 15 * MINUTE,
    }));
    const bench = new Bench(snapshot({ deviceBindings })).hear(false).wait(16 * MINUTE);
    expect(bench.lines).toEqual([]);
    expect(bench.wait(15 * MINUTE).lines).toEqual(['lot MAJOR 0–…, raised 30']);
  });

  it('for two hours more is worse, and over with its next word', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(151 * MINUTE)
      .hear();
    expect(bench.wait(MINUTE).lines).toEqual([
      'lot WARN 0–…, raised 30',
      'lot MAJOR 0–…, raised 30',
      'lot MAJOR 0–151, raised 30',
    ]);
  });

  it('ends with its first word, before the next tick, whatever is heard in the same page', () => {
    const bench = new Bench(nowhere).hear(true).wait(31 * MINUTE);
    bench.hear().sleep(5 * MINUTE);
    expect(bench.hear().takeIn().lines.slice(1)).toEqual(['lot WARN 0–31, raised 30']);
    expect(bench.wait(MINUTE).lines).toHaveLength(2);
  });

  it('is silent still when a device speaks that was taken out of it meanwhile', () => {
    const [binding] = snapshot().deviceBindings;
    const of = (unitId: string) => ({ deviceId: 'e', unitId, ...BOUND });
    const both = { unitJourneys: [], deviceBindings: binding ? [binding, of('u')] : [] };
    const bench = new Bench(snapshot(both)).hear(true).wait(31 * MINUTE);
    bench.place(snapshot({ ...both, deviceBindings: binding ? [binding, of('v')] : [] }));
    bench.hear(true, 'e').takeIn();
    expect(bench.wait(MINUTE).lines).toEqual(['lot WARN 0–…, raised 30']);
  });

  it('while we are away is not missed for it', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(5 * MINUTE)
      .sleep(3 * HOUR);
    expect(bench.wait(24 * MINUTE).lines).toEqual([]);
    expect(bench.wait(2 * MINUTE).lines).toHaveLength(1);
  });

  it('is told to goods that come into it, and over for those that leave', () => {
    const lots = (lotId: string) =>
      snapshot({
        unitJourneys: [],
        lotPlacements: [{ lotId, unitId: 'u', profileId: profile.id, ...BOUND }],
      });
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(31 * MINUTE)
      .place(lots('other'));
    expect(bench.wait(MINUTE).lines.slice(1)).toEqual([
      `lot WARN 0–${31 + 1 / 60}, raised 30`,
      'other WARN 0–…, raised 30',
    ]);
  });
});
