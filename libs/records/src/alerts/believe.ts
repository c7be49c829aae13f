import { annulAlert, followEpisode, openAlert, type AlertLife } from '@lenglian/alerts';
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
  const { episode } = verdict;
  const life = lifeAfter(before, verdict);
  const belief = {
    raisedAt: episode.raisedAt,
    isAnnulled: verdict.isAnnulled,
    limitCelsius: episode.limit,
    peakCelsius: episode.peak,
    signal: episode.signal,
  };
  if (before !== undefined) {
    // An acknowledgement that no longer holds is nobody's; the audit knows whose it was.
    const acknowledgedBy = life.acknowledgedAt === null ? null : before.acknowledgedBy;
    return { ...before, ...life, ...belief, acknowledgedBy, revision: before.revision + 1 };
  }
  return {
    ...life,
    ...belief,
    ...place(),
    id: verdict.alertId,
    lotId: verdict.lotId,
    unitId: verdict.unitId,
    deviceId: verdict.deviceId,
    detectedAt: verdict.detectedAt,
    isLate: verdict.isLate,
    acknowledgedBy: null,
    note: null,
    revision: 1,
  };
}

function lifeAfter(before: AlertRecord | undefined, verdict: VerdictChange): AlertLife {
  const { episode, isAnnulled } = verdict;
  if (isAnnulled) return annulAlert(before ?? openAlert(episode));
  return before === undefined ? openAlert(episode) : followEpisode(before, episode);
}
