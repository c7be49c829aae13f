import { describe } from '@jest/globals';
import { describeAccounts } from './accounts/accounts.contract.ts';
import { describeAlerts } from './alerts/alerts.contract.ts';
import { describeLifeOfAlerts } from './alerts/life-of-alerts.contract.ts';
import { describeAudit } from './audit/audit.contract.ts';
import { describeDevices } from './devices/devices.contract.ts';
import { describeJourneys } from './journeys/journeys.contract.ts';
import { describeBindings } from './bindings/bindings.contract.ts';
import { describePersons } from './persons/persons.contract.ts';
import { describeHandOverLinks } from './hand-overs/hand-over-links.contract.ts';
import { describeHandOvers } from './hand-overs/hand-overs.contract.ts';
import { describeLotLinks } from './lot-links/lot-links.contract.ts';
import { describeLots } from './lots/lots.contract.ts';
import { describeEquipment } from './equipment/equipment.contract.ts';
import { describeIncidents } from './incidents/incidents.contract.ts';
import { describeNetwork } from './network/network.contract.ts';
import { describeContacts } from './contacts/contacts.contract.ts';
import { describeFilters } from './filters.contract.ts';
import { describeGrants } from './grants/grants.contract.ts';
import { describeOnceKeys } from './once-keys/once-keys.contract.ts';
import { describePagesOfOne } from './pages-of-one.contract.ts';
import { describePlanOfRun } from './plans/plan-of-run.contract.ts';
import { describePlans } from './plans/plans.contract.ts';
import { describeProfiles } from './profiles/profiles.contract.ts';
import { describeRunsInTurn } from './plans/runs-in-turn.contract.ts';
import { describeTokens } from './tokens/tokens.contract.ts';
import type { TestRecords } from './testing.ts';

/** What every database must do; run once for each. */
export function describeRecords(name: string, open: () => Promise<TestRecords>): void {
  describe(`records on ${name}`, () => {
    describeAccounts(open);
    describeTokens(open);
    describeDevices(open);
    describeJourneys(open);
    describeBindings(open);
    describeLots(open);
    describeLotLinks(open);
    describeHandOvers(open);
    describeHandOverLinks(open);
    describePersons(open);
    describePlans(open);
    describePlanOfRun(open);
    describeRunsInTurn(open);
    describeAlerts(open);
    describeIncidents(open);
    describeLifeOfAlerts(open);
    describeEquipment(open);
    describeNetwork(open);
    describeProfiles(open);
    describeContacts(open);
    describeGrants(open);
    describeAudit(open);
    describeOnceKeys(open);
    describePagesOfOne(open);
    describeFilters(open);
  });
}
