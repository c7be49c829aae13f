import { openAlert, updateAlert } from './alert-life.ts';
import type { VerdictChange } from '@lenglian/breaches';
import type { AlertRecord } from '../records.ts';

/** What the judge does not know of an alert. */
export interface AlertPlace {
  readonly organisationId: string;
  readonly runId: string | null;
}

/** The alert after the judge's whole present belief about its episode; pure. */
export function believe(
  before: AlertRecord | undefined,
  verdict: VerdictChange,
  place: () => AlertPlace,
): AlertRecord {
  const { episode, isLate, isAnnulled } = verdict;
  const belief = {
    raisedAt: episode.raisedAt,
    isAnnulled,
    limitCelsius: episode.limit,
    peakCelsius: episode.peak,
    signal: episode.signal,
  };
  if (before === undefined) {
    return {
      ...openAlert(episode, isAnnulled),
      ...belief,
      ...place(),
      id: verdict.alertId,
      lotId: verdict.lotId,
      unitId: verdict.unitId,
      deviceId: verdict.deviceId,
      detectedAt: verdict.detectedAt,
      isLate,
      acknowledgedBy: null,
      note: null,
      revision: 1,
    };
  }
  const life = updateAlert(before, episode, isAnnulled);
  return {
    ...before,
    ...life,
    ...belief,
    // An acknowledgement that no longer holds is nobody's; the audit knows whose it was.
    acknowledgedBy: life.acknowledgedAt === null ? null : before.acknowledgedBy,
    revision: before.revision + 1,
  };
}
