import { expectedUntil } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import type { DeviceBook } from './device-book.ts';
import type { TickCoverage } from './tick-coverage.ts';
import type { WatchedUnit } from './watched-units.ts';

/** What silence is told as: a gap first, and offline later. */
export const SILENCE_RULES = ['DATA_GAP', 'NO_DATA'] as const;
export type SilenceRule = (typeof SILENCE_RULES)[number];

/** What silence is judged by, besides where things are. */
export interface SilenceGrounds {
  readonly ticks: TickCoverage;
  readonly devices: DeviceBook;
  /** Devices that were heard since silence was last looked at, and when first. */
  readonly heard: ReadonlyMap<string, Instant>;
  /** Whether anything is wrong with a lot, WARN or worse, besides silence. */
  readonly isTroubled: (lotId: string) => boolean;
}

/** How far silence has come. */
export interface SilenceStage {
  readonly rule: SilenceRule;
  readonly severity: 'INFO' | 'WARN' | 'MAJOR';
}

/**
 * What the silence of a unit since its last word is to be told as by now, the highest stage that it has come to;
 * undefined while it is no longer than is to be expected. Cheap for units that spoke lately.
 */
export function stageOf(
  unit: WatchedUnit,
  last: Instant,
  grounds: SilenceGrounds,
): SilenceStage | undefined {
  const { ticks } = grounds;
  const now = ticks.now ?? last;
  if (now - last < unit.gapAfter) return undefined;
  const silence = ticks.coveredSince(last);
  if (silence < unit.gapAfter) return undefined;
  if (wasWrong(unit, grounds)) return { rule: 'NO_DATA', severity: 'MAJOR' };
  const begin = { lastWordAt: last, dueAt: last + unit.reportingInterval };
  const expected = expectedUntil(begin, unit.holes);
  if (expected !== null && now < expected) return undefined;
  return silence < unit.offlineAfter
    ? { rule: 'DATA_GAP', severity: 'INFO' }
    : { rule: 'NO_DATA', severity: 'WARN' };
}

/** Without power at its last word, or with an open alert of its goods. */
function wasWrong(unit: WatchedUnit, { devices, isTroubled }: SilenceGrounds): boolean {
  if (unit.lotIds.some(isTroubled)) return true;
  return unit.devices.some(({ deviceId, boundFrom }) => {
    const power = devices.lastPower(deviceId);
    return power !== null && power.measuredAt >= boundFrom && !power.isOn;
  });
}

/** Since when it is silent: its last word, or since a device was bound that has not spoken since. */
export function lastHeard(unit: WatchedUnit, devices: DeviceBook): Instant {
  let last = 0;
  for (const { deviceId, boundFrom } of unit.devices)
    last = Math.max(last, boundFrom, devices.lastReceivedAt(deviceId) ?? 0);
  return last;
}

/** Its last word by the devices that speak for it; what one said before it was bound to it is none. */
export function lastWord(unit: WatchedUnit, devices: DeviceBook): Instant {
  let last = Number.NEGATIVE_INFINITY;
  for (const { deviceId, boundFrom } of unit.devices) {
    const at = devices.lastReceivedAt(deviceId) ?? Number.NEGATIVE_INFINITY;
    if (at >= boundFrom) last = Math.max(last, at);
  }
  return last;
}
