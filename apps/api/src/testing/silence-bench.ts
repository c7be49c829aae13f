import type { RuleCode } from '@lenglian/breaches';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { PlacementSnapshot } from '@lenglian/records';
import { DeviceBook } from '../judge/device-book.ts';
import { SilenceBook, type SilenceChange } from '../judge/silence-book.ts';
import type { SilenceGrounds } from '../judge/silence-stage.ts';
import { TickCoverage } from '../judge/tick-coverage.ts';

export const START: Instant = Date.UTC(2026, 8, 20);
export const TUNNEL = { nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' };
export const BOUND = { from: START - HOUR, until: null };
export const profile = aProfile();

/** A unit with a lot and a device, on a run that is in a hole of 45 min from START on unless told otherwise. */
export function snapshot(changes: Partial<PlacementSnapshot> = {}): PlacementSnapshot {
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
export class Bench {
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
    const gaps = this.book.saveGaps(this.now);
    this.book = new SilenceBook();
    this.book.restoreGaps(gaps);
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

/** On no run, and so in no hole. */
export const nowhere = snapshot({ unitJourneys: [] });
