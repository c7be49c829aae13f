import { type LimitProfile } from '@lenglian/limits';
import { HOUR, type Instant } from '@lenglian/quantities';
import { CARGO_PROBES, RETURN, SUPPLY, type Reading } from '@lenglian/readings';

/** One alert of the plain rule, from the sample that was out to the one that was in again. */
export interface PlainAlert {
  readonly raisedAt: Instant;
  endedAt: Instant | null;
  readonly side: 'HIGH' | 'LOW';
}

/** Alerts of one unit that follow each other within this are one line, as incidents are. */
const LINGER = HOUR;

/**
 * What most loggers do: every sample against the band, no delay, no grace. Return air may be warmer than the
 * band by the profile's margin, supply air must not be colder, probes must keep within.
 */
export class PlainThreshold {
  readonly alerts: PlainAlert[] = [];
  private readonly profile: LimitProfile;

  constructor(profile: LimitProfile) {
    this.profile = profile;
  }

  /** Ask in order of time. */
  observe({ values, measuredAt }: Reading): void {
    const { band, rules } = this.profile;
    const probes = CARGO_PROBES.map((probe) => values[probe] as number);
    const isHigh =
      (values[RETURN] as number) > band.high + rules.returnAirMargin ||
      probes.some((probe) => probe > band.high);
    const low = band.low ?? -Infinity;
    const isLow = (values[SUPPLY] as number) < low || probes.some((probe) => probe < low);
    this.follow('HIGH', isHigh, measuredAt);
    this.follow('LOW', isLow, measuredAt);
  }

  /** Lines before an officer: what is apart by more than an hour. */
  lines(): number {
    let [lines, reach] = [0, -Infinity];
    for (const { raisedAt, endedAt } of this.alerts.toSorted((a, b) => a.raisedAt - b.raisedAt)) {
      if (raisedAt > reach + LINGER) lines += 1;
      reach = Math.max(reach, endedAt ?? Infinity);
    }
    return lines;
  }

  private follow(side: PlainAlert['side'], isOut: boolean, at: Instant): void {
    const open = this.alerts.findLast((alert) => alert.side === side && alert.endedAt === null);
    if (isOut && !open) this.alerts.push({ raisedAt: at, endedAt: null, side });
    else if (!isOut && open) open.endedAt = at;
  }
}
