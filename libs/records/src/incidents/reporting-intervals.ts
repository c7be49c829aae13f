import type { Duration } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { heardEvery } from '../devices/heard-every.ts';
import type { AlertRecord } from '../records.ts';

/**
 * How often something is to be heard from the unit of an alert: the interval of that device which, when the breach began, was bound
 * to it and reports most often; 0 where none was. The judge reckons the same.
 */
export async function readReportingIntervals(
  database: ReadableDatabase,
  alerts: readonly AlertRecord[],
): Promise<(alert: AlertRecord) => Duration> {
  const bindings = [];
  for (const unitIds of inChunks([...new Set(alerts.map(({ unitId }) => unitId))]))
    bindings.push(
      ...(await database
        .selectFrom('deviceBindings')
        .innerJoin('devices', 'devices.id', 'deviceBindings.deviceId')
        .where('unitId', 'in', unitIds)
        .select(['unitId', 'validFrom', 'validUntil'])
        .select(['samplingIntervalSeconds', 'reportingIntervalSeconds'])
        .execute()),
    );
  const byUnit = Map.groupBy(bindings, ({ unitId }) => unitId);
  return ({ unitId, startedAt }) => {
    const intervals = (byUnit.get(unitId) ?? [])
      .filter(
        ({ validFrom, validUntil }) =>
          validFrom <= startedAt && (validUntil === null || startedAt < validUntil),
      )
      .map(heardEvery);
    return intervals.length > 0 ? Math.min(...intervals) : 0;
  };
}
