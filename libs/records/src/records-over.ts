import { checkPlan } from '@lenglian/planning';
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
import { listBindings, pageOfBindings } from './bindings/list-bindings.ts';
import { reviseBinding } from './bindings/revise-binding.ts';
import { deviceRecords } from './devices/device-records.ts';
import { departureRecords } from './departures/departure-records.ts';
import { contactRecords } from './contacts/contact-records.ts';
import { equipmentRecords } from './equipment/equipment-records.ts';
import { grantRecords } from './grants/grant-records.ts';
import { handOverRecords } from './hand-overs/hand-over-records.ts';
import { incidentRecords } from './incidents/incident-records.ts';
import { journeyRecords } from './journeys/journey-records.ts';
import { lotLinkRecords } from './lot-links/lot-link-records.ts';
import { lotRecords } from './lots/lot-records.ts';
import { networkRecords } from './network/network-records.ts';
import { onceKeyRecords } from './once-keys/once-key-records.ts';
import { personRecords } from './persons/person-records.ts';
import { profileRecords } from './profiles/profile-records.ts';
import { planOfRun } from './plans/plan-of-run.ts';
import { readPlanFacts } from './plans/read-plan-facts.ts';
import { takePlan } from './plans/take-plan.ts';
import { stockRecords } from './stock/stock-records.ts';
import { apiTokenRecords } from './tokens/api-token-records.ts';
import type { Records } from './records.ts';

/**
 * The records over any database whose schema is up to date.
 *
 * @param database for changes
 * @param reading for everything else, on connections of its own
 */
export function recordsOver(
  database: Kysely<RecordsSchema>,
  reading: Kysely<RecordsSchema>,
  { clock, peopleClock }: { readonly clock: Clock; readonly peopleClock: Clock },
  random?: RandomSource,
): Records {
  const reads = readable(reading);
  const identifiers = new IdentifierSource(peopleClock, random);
  const audited = auditedWriter(database, clock, identifiers);
  // A session lasts by the clock of whoever signed in, also where that of the goods is simulated.
  const auditedNow = auditedWriter(database, peopleClock, identifiers);
  return {
    organisations: organisationRecords(reads, audited),
    users: userRecords(reads, audited),
    sessions: sessionRecords(reads, auditedNow),
    tokens: apiTokenRecords(reads, auditedNow),
    devices: deviceRecords(reads, audited, clock),
    journeys: journeyRecords(reads, audited, clock),
    bindings: {
      list: (query) => listBindings(reads, query),
      page: (query) => pageOfBindings(reads, query),
      correct: (actor, correction) =>
        audited(actor, (change) => reviseBinding(change, actor.id, correction)),
    },
    plans: {
      check: async (organisationId, plan) =>
        checkPlan(plan, await readPlanFacts(reads, organisationId, plan, clock.now())),
      take: (actor, organisationId, plan) =>
        audited(actor, (change) => takePlan(change, actor.id, organisationId, plan)),
      ofRun: (runId) => planOfRun(reads, runId),
    },
    network: networkRecords(reads, audited),
    profiles: profileRecords(reads, audited),
    stock: stockRecords(audited),
    lots: lotRecords(reads, audited),
    lotLinks: lotLinkRecords(reads, auditedNow),
    handOvers: handOverRecords(reads, audited),
    persons: personRecords(reads, audited),
    equipment: equipmentRecords(reads, audited),
    departures: departureRecords(reads, audited, clock),
    contacts: contactRecords(reads, audited),
    alerts: alertRecords(reads, audited),
    incidents: incidentRecords(reads, audited),
    grants: grantRecords(reads, audited),
    onceKeys: onceKeyRecords(auditedNow),
    audit: auditRecords(reads, audited),
    async close() {
      await reading.destroy();
      await database.destroy();
    },
  };
}
