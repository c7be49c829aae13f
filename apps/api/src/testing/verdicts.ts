import type { VerdictChange } from '@lenglian/breaches';
import { anEpisode } from '@lenglian/breaches/testing';
import { MINUTE } from '@lenglian/quantities';
import { NOW, type ApiUnderTest } from './running-api.ts';

/** A proven breach of the first lot of the api under test. */
export function aVerdict(
  { ids }: ApiUnderTest,
  changes: Partial<VerdictChange> & Pick<VerdictChange, 'sequence'>,
): VerdictChange {
  const startedAt = NOW - 25 * MINUTE;
  return {
    alertId: '0197a000-0000-7000-8000-000000000001',
    lotId: ids.lotIds[0] ?? null,
    unitId: ids.unitIds[0] ?? '',
    deviceId: ids.deviceIds[0] ?? null,
    episode: anEpisode({ startedAt }),
    detectedAt: NOW,
    isLate: false,
    isAnnulled: false,
    mergedIntoId: null,
    splitFromId: null,
    ...changes,
  };
}
