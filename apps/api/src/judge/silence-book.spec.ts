import { describe, expect, it } from '@jest/globals';
import type { RuleCode } from '@lenglian/breaches';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { PlacementSnapshot } from '@lenglian/records';
import fc from 'fast-check';
import { DeviceBook } from './device-book.ts';
import { SilenceBook, type SilenceChange } from './silence-book.ts';
import type { SilenceGrounds } from './silence-stage.ts';
import { TickCoverage } from './tick-coverage.ts';

const START: Instant = Date.UTC(2026, 8, 20);
const TUNNEL = { nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' };
const BOUND = { from: START - HOUR, until: null };
const profile = aProfile();

/** A unit with a lot and a device, on a run that is in a hole of 45 min from START on unless told otherwise. */
function snapshot(changes: Partial<PlacementSnapshot> = {}): PlacementSnapshot {
  const hole = { ...TUNNEL, from: START, until: START + 45 * MINUTE };
  const ride = { ...BOUND, setpoint: null, isOneBox: true, stops: [], calls: [] };
  return {
    ...{ version: 1, profiles: [profile] },
    deviceBindings: [{ deviceId: 'd', unitId: 'u', ...BOUND }],
    unitJourneys: [{ unitId: 'u', ...ride, holes: [hole] }],
    lotPlacements: [{ lotId: 'lot', unitId: 'u', profileId: profile.id, ...BOUND }],
    ...changes,
  };
}

/** Silence as the judge sees it, a second a tick; `restart` makes all of it anew from what was told. */
class Bench {
  readonly told: SilenceChange[] = [];
  readonly troubled = new Set<string>();
  private book = new SilenceBook();
  private ticks = new TickCoverage();
  private devices = new DeviceBook([], 0);
  private now = START;
  private readonly where: PlacementSnapshot;

  constructor(where = snapshot()) {
    this.where = where;
    this.book.place(where);
    this.ticks.add(START);
  }

  hear(isPowered?: boolean, deviceId = 'd'): this {
    const measured = isPowered === undefined ? {} : { isConnectedToPowerSource: isPowered };
    const times = { measuredAt: this.now, receivedAt: this.now };
    this.devices.hear(aReading({ deviceId, ...times, measured }));
    return this;
  }

  /** What was heard is taken in before the next tick is there. */
  takeIn(): this {
    this.told.push(...this.book.spoken(this.grounds));
    return this;
  }

  place(where: PlacementSnapshot): this {
    this.book.place(where);
    return this;
  }

  wait(time: Duration): this {
    for (const end = this.now + time; this.now < end;) {
      this.now += SECOND;
      this.ticks.add(this.now);
      this.told.push(...this.book.check(this.grounds));
    }
    return this;
  }

  /** We are away: no ticks. */
  sleep(time: Duration): this {
    this.now += time;
    return this;
  }

  restart(): this {
    // What was heard is committed with what follows from it.
    this.takeIn();
    const saved = this.devices.save('d');
    this.devices = new DeviceBook(saved ? [saved] : [], 0);
    this.ticks = new TickCoverage(this.ticks.save());
    this.book = new SilenceBook();
    for (const { unitId, lotIds, episode } of this.open())
      for (const lotId of lotIds) this.book.restore(unitId, lotId, episode);
    this.book.place(this.where);
    return this;
  }

  /** The last word on each episode that has not ended. */
  private open(): SilenceChange[] {
    const last = new Map(
      this.told.map((change) => [`${change.episode.rule} ${change.episode.startedAt}`, change]),
    );
    return [...last.values()].filter(({ episode }) => episode.endedAt === null);
  }

  private get grounds(): SilenceGrounds {
    const { ticks, devices } = this;
    const isTroubled = (lotId: string): boolean => this.troubled.has(lotId);
    return { ticks, devices, heard: devices.takeHeard(), isTroubled };
  }

  /** What was told of NO_DATA. */
  get lines(): string[] {
    return this.linesOf('NO_DATA');
  }

  /** Minutes of event time at which something was told, and what. */
  linesOf(...rules: RuleCode[]): string[] {
    const told = this.told.filter(({ episode }) => rules.includes(episode.rule));
    return told.map(({ lotIds, episode }) => {
      const { severity, startedAt, raisedAt, endedAt } = episode;
      const minutes = (at: Instant | null) => (at === null ? '…' : (at - START) / MINUTE);
      const span = `${minutes(startedAt)}–${minutes(endedAt)}`;
      return `${lotIds.join('+')} ${severity} ${span}, raised ${minutes(raisedAt)}`;
    });
  }
}

const nowhere = snapshot({ unitJourneys: [] });

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

/** All that was told, a gap by its severity: it alone is INFO. */
const allOf = (bench: Bench): string[] => bench.linesOf('DATA_GAP', 'NO_DATA');

describe('a gap in what a unit with goods says', () => {
  const reporting = (reportingInterval: Duration) =>
    snapshot({
      unitJourneys: [],
      deviceBindings: snapshot().deviceBindings.map((one) => ({ ...one, reportingInterval })),
    });

  it('is told after ten minutes, and is over with the first word', () => {
    const bench = new Bench(nowhere).hear(true).wait(10 * MINUTE - SECOND);
    expect(allOf(bench)).toEqual([]);
    bench.wait(2 * MINUTE + SECOND).hear();
    expect(allOf(bench.wait(MINUTE))).toEqual([
      ...['lot INFO 0–…, raised 10', 'lot INFO 0–12, raised 10'],
    ]);
  });

  it('takes two reports that are missing', () => {
    const told = (interval: Duration, time: Duration) =>
      allOf(new Bench(reporting(interval)).hear(true).wait(time));
    expect(told(12 * MINUTE, 23 * MINUTE)).toEqual([]);
    expect(told(12 * MINUTE, 25 * MINUTE)).toEqual(['lot INFO 0–…, raised 24']);
  });

  it('is none where as much silence is offline at once: its highest stage is told alone', () => {
    const seldom = new Bench(reporting(20 * MINUTE)).hear(true).wait(3 * HOUR);
    expect(allOf(seldom)).toEqual(['lot WARN 0–…, raised 40', 'lot MAJOR 0–…, raised 40']);
    expect(allOf(new Bench(nowhere).hear(false).wait(3 * HOUR))).toEqual([
      'lot MAJOR 0–…, raised 10',
    ]);
    const troubled = new Bench(nowhere).hear(true);
    troubled.troubled.add('lot');
    expect(allOf(troubled.wait(3 * HOUR))).toEqual(['lot MAJOR 0–…, raised 10']);
  });

  it('is none in an expected hole, nor when that is over', () => {
    expect(allOf(new Bench().hear(true).wait(76 * MINUTE))).toEqual(['lot WARN 0–…, raised 75']);
  });

  it('lasts beside what it becomes, and one word ends both', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(31 * MINUTE)
      .hear()
      .takeIn();
    expect(allOf(bench)).toEqual([
      ...['lot INFO 0–…, raised 10', 'lot WARN 0–…, raised 30'],
      ...['lot INFO 0–31, raised 10', 'lot WARN 0–31, raised 30'],
    ]);
    expect(allOf(bench.wait(9 * MINUTE))).toHaveLength(4);
  });

  it('becomes MAJOR at once when something turns out to be wrong', () => {
    const bench = new Bench(nowhere).hear(true).wait(15 * MINUTE);
    bench.troubled.add('lot');
    expect(allOf(bench.wait(MINUTE))).toEqual([
      ...['lot INFO 0–…, raised 10', `lot MAJOR 0–…, raised ${15 + 1 / 60}`],
    ]);
  });

  it('is not for the time in which we are away', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(5 * MINUTE)
      .sleep(3 * HOUR);
    expect(allOf(bench.wait(4 * MINUTE))).toEqual([]);
    expect(allOf(bench.wait(2 * MINUTE))).toHaveLength(1);
  });

  it('goes on over a restart', () => {
    const bench = new Bench(nowhere)
      .hear(true)
      .wait(11 * MINUTE)
      .restart()
      .wait(20 * MINUTE);
    bench.restart().wait(MINUTE).hear().takeIn();
    expect(allOf(bench)).toEqual([
      ...['lot INFO 0–…, raised 10', 'lot WARN 0–…, raised 30'],
      ...['lot INFO 0–32, raised 10', 'lot WARN 0–32, raised 30'],
    ]);
  });

  it('is told to goods that come into the unit, and over for those that leave, with what it became', () => {
    const lots = (...lotIds: string[]) =>
      snapshot({
        unitJourneys: [],
        lotPlacements: lotIds.map((lotId) => ({
          ...{ lotId, unitId: 'u', profileId: profile.id },
          ...BOUND,
        })),
      });
    const bench = new Bench(lots('lot')).hear(true).wait(11 * MINUTE);
    expect(allOf(bench.place(lots('lot', 'other')).wait(MINUTE)).slice(1)).toEqual([
      'other INFO 0–…, raised 10',
    ]);
    expect(allOf(bench.wait(19 * MINUTE)).slice(2)).toEqual(['lot+other WARN 0–…, raised 30']);
    expect(allOf(bench.place(lots('other')).wait(MINUTE)).slice(3)).toEqual([
      `lot INFO 0–${31 + 1 / 60}, raised 10`,
      `lot WARN 0–${31 + 1 / 60}, raised 30`,
    ]);
    const taken = bench.place(snapshot({ lotPlacements: [] })).wait(MINUTE);
    expect(allOf(taken).slice(5)).toEqual([
      `other INFO 0–${32 + 1 / 60}, raised 10`,
      `other WARN 0–${32 + 1 / 60}, raised 30`,
    ]);
  });
});

type Step = 'hear' | 'hear it unpowered' | 'wait' | 'be away';
const step = fc.constantFrom<Step>('hear', 'hear it unpowered', 'wait', 'wait', 'be away');

describe(SilenceBook.name, () => {
  it('tells the same with a restart anywhere', () => {
    const played = (steps: readonly (readonly [Step, number])[], restartAt?: number) => {
      const bench = new Bench();
      for (const [index, [what, minutes]] of steps.entries()) {
        if (index === restartAt) bench.restart();
        if (what === 'wait') bench.wait(minutes * MINUTE);
        else if (what === 'be away') bench.sleep(minutes * MINUTE);
        else bench.hear(what === 'hear');
      }
      return bench.wait(MINUTE).linesOf('DATA_GAP', 'NO_DATA');
    };
    const steps = fc.array(fc.tuple(step, fc.integer({ min: 1, max: 120 })), {
      ...{ minLength: 1, maxLength: 10 },
    });
    fc.assert(
      fc.property(steps, fc.nat({ max: 9 }), (walk, restartAt) => {
        expect(played(walk, restartAt)).toEqual(played(walk));
      }),
      { numRuns: 60 },
    );
  });
});
