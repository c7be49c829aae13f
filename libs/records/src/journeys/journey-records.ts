import type { Clock } from '@lenglian/quantities';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { readCounter } from '../database/counters.ts';
import { toPlace, toService } from '../network/network-rows.ts';
import type { Records } from '../records.ts';
import { addJourneys } from './add-journeys.ts';
import { findLot, listLots } from './lot-rows.ts';
import { settleProvisional } from '../lots/settle-provisional.ts';
import { readPlacements } from './placement-snapshot.ts';
import { delayRun } from './delay-run.ts';
import { legsAsOf } from './past-legs.ts';
import { readProfileDetails, readProfiles } from './profile-rows.ts';
import { nextRideChange } from './next-ride-change.ts';
import { measureLegs } from './measure-legs.ts';
import { reportLeg } from './report-leg.ts';
import { readRunWay } from './run-way.ts';
import { findRun, listRuns } from './run-rows.ts';
import { setRunState } from './set-run-state.ts';
import { findUnit, listUnits } from './unit-rows.ts';

export function journeyRecords(
  database: ReadableDatabase,
  audited: Audited,
  clock: Clock,
): Records['journeys'] {
  return {
    runs: (filter) => listRuns(database, filter),
    run: (id) => findRun(database, { id }),
    runByCode: (organisationId, code) => findRun(database, { organisationId, code }),
    units: (filter) => listUnits(database, filter, clock.now()),
    unit: (id) => findUnit(database, { id }, clock.now()),
    unitByCode: (organisationId, code) => findUnit(database, { organisationId, code }, clock.now()),
    lots: (filter) => listLots(database, filter, clock.now()),
    lot: (id) => findLot(database, { id }, clock.now()),
    lotByCode: (organisationId, code) => findLot(database, { organisationId, code }, clock.now()),
    placements: (now = clock.now()) => readPlacements(database, now),
    placementsVersion: () => readCounter(database, 'placements'),
    profiles: (organisationId) => readProfiles(database, organisationId),
    profileDetails: (profileId) => readProfileDetails(database, profileId),
    async places(organisationId) {
      let query = database.selectFrom('places').selectAll();
      if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
      return (await query.orderBy('id').execute()).map(toPlace);
    },
    async services(organisationId) {
      let query = database.selectFrom('services').selectAll();
      if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
      return (await query.orderBy('id').execute()).map(toService);
    },
    addMany: (actor, journeys) => audited(actor, (change) => addJourneys(change, journeys)),
    delayRun: (actor, runId, delay) => audited(actor, (change) => delayRun(change, runId, delay)),
    legsAsOf: (runId, asOf) => legsAsOf(database, runId, asOf),
    setRunState: (actor, runId, state, at, boxes) =>
      audited(actor, (change) =>
        setRunState(change, runId, state, at, boxes && { recordedBy: actor.id, boxes }),
      ),
    reportLeg: (actor, runId, report) =>
      audited(actor, (change) => reportLeg(change, runId, report)),
    measureLegs: (actor, runId, measured, boxes) =>
      audited(actor, (change) =>
        measureLegs(change, runId, measured, boxes && { recordedBy: actor.id, boxes }),
      ),
    way: (runId) => readRunWay(database, runId),
    settleProvisional: () => settleProvisional(database, audited),
    nextRideChange: (at) => nextRideChange(database, at),
  };
}
