import type { Clock, RandomSource } from '@lenglian/quantities';
import type { Kysely } from 'kysely';
import { organisationRecords } from './accounts/organisation-records.ts';
import { sessionRecords } from './accounts/session-records.ts';
import { userRecords } from './accounts/user-records.ts';
import { alertRecords } from './alerts/alert-records.ts';
import { auditRecords } from './audit/audit-records.ts';
import { auditedWriter, readable } from './database/audited.ts';
import { IdentifierSource } from './database/identifier-source.ts';
import type { RecordsSchema } from './database/schema.ts';
import { deviceRecords } from './devices/device-records.ts';
import { journeyRecords } from './journeys/journey-records.ts';
import type { Records } from './records.ts';

/**
 * The records over any database whose schema is up to date.
 *
 * @param database for changes
 * @param reading for everything else; the same one where one can do both at once
 */
export function recordsOver(
  database: Kysely<RecordsSchema>,
  reading: Kysely<RecordsSchema>,
  clock: Clock,
  random?: RandomSource,
): Records {
  const reads = readable(reading);
  const audited = auditedWriter(database, clock, new IdentifierSource(clock, random));
  return {
    organisations: organisationRecords(reads, audited),
    users: userRecords(reads, audited),
    sessions: sessionRecords(reads, audited),
    devices: deviceRecords(reads, audited, clock),
    journeys: journeyRecords(reads, audited, clock),
    alerts: alertRecords(reads, audited),
    audit: auditRecords(reads, audited),
    async close() {
      await reading.destroy();
      await database.destroy();
    },
  };
}
