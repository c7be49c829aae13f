import type { LimitProfile } from '@lenglian/limits';
import type { DeviceKind, UnitKind } from '@lenglian/placements';
import {
  wholeOf,
  type CommodityFacts,
  type DeviceFacts,
  type JourneyPlan,
  type PlanFacts,
  type ServiceFacts,
  type UnitFacts,
} from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Commodity, Service } from '@lenglian/seed-files';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { calibratedUntil, cleanlinessOf } from '../equipment/read-fitness.ts';
import { expectedRides } from '../journeys/expected-rides.ts';
import { colder, VARIANT_MARK } from '../journeys/choose-profile.ts';
import { unitStatesAt } from '../journeys/unit-rows.ts';
import { goodsLyingIn } from './goods-lying-in.ts';

/** Reads what is known of everything that a plan names, as an organisation may know it. */
export async function readPlanFacts(
  database: ReadableDatabase,
  organisationId: string,
  plan: JourneyPlan,
  now: Instant,
): Promise<PlanFacts> {
  const { lines, loadingAt } = plan;
  const named = lines.flatMap(({ unitCode }) => [unitCode, wholeOf(unitCode) ?? unitCode]);
  const unitCodes = [...new Set(named)];
  const deviceIds = [...new Set(lines.flatMap(({ deviceId }) => deviceId ?? []))];
  const lotCodes = [...new Set(lines.flatMap(({ lot }) => lot?.code ?? []))];
  const places = await database
    .selectFrom('places')
    .select('code')
    .where('organisationId', '=', organisationId)
    .execute();
  return {
    now,
    runCodes: await knownCodes(database, organisationId, 'runs', [plan.runCode]),
    lotCodes: await knownCodes(database, organisationId, 'lots', lotCodes),
    placeCodes: new Set(places.map(({ code }) => code)),
    services: await readServices(database, organisationId),
    commodities: await readCommodities(database, organisationId, loadingAt),
    units: await readUnits(database, organisationId, unitCodes, {
      ...{ loadingAt, now, over: overAt(plan) },
    }),
    devices: await readDevices(database, organisationId, { unitCodes, deviceIds }, plan),
  };
}

async function knownCodes(
  database: ReadableDatabase,
  organisationId: string,
  table: 'runs' | 'lots',
  codes: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>();
  for (const chunk of inChunks(codes)) {
    const rows = await database
      .selectFrom(table as 'runs')
      .select('code')
      .where('organisationId', '=', organisationId)
      .where('code', 'in', chunk)
      .execute();
    for (const { code } of rows) known.add(code);
  }
  return known;
}

async function readServices(
  database: ReadableDatabase,
  organisationId: string,
): Promise<Map<string, ServiceFacts>> {
  const rows = await database
    .selectFrom('services')
    .select(['code', 'details'])
    .where('organisationId', '=', organisationId)
    .execute();
  return new Map(
    rows.map(({ code, details }) => {
      // The column holds a seed entry, or whatever somebody gave who did not come from the seeds.
      const { commodityCodes = [], season = null } = JSON.parse(details) as Partial<Service>;
      return [code, { commodityCodes, season }];
    }),
  );
}

/** By the newest version of each profile that is valid when loading begins. */
async function readCommodities(
  database: ReadableDatabase,
  organisationId: string,
  at: Instant,
): Promise<Map<string, CommodityFacts>> {
  const rows = await database
    .selectFrom('profiles')
    .select(['code', 'definition', 'details'])
    .where('organisationId', '=', organisationId)
    .where('validFrom', '<=', at)
    .orderBy('version')
    .execute();
  // A variant for sweet or watery lots is nothing that a plan names.
  const ofCommodities = rows.filter(({ code }) => !code.includes(VARIANT_MARK));
  return new Map(
    ofCommodities.map(({ code, definition, details }) => {
      const { band, setpoint, criticalLow, thermalState } = JSON.parse(definition) as LimitProfile;
      const known = (JSON.parse(details) ?? {}) as Partial<Commodity>;
      const humidity = known.relativeHumidityPercent;
      const facts: CommodityFacts = {
        ...{ code, thermalState, limits: { band, setpoint, criticalLow } },
        sweet: known.sweet
          ? { ...colder(known.sweet), fromBrixDegrees: known.sweet.fromBrixDegrees }
          : null,
        cultivars: (known.cultivars ?? []).map((one) => ({ ...colder(one), code: one.code })),
        family: known.family ?? null,
        ethylene: known.ethylene ?? null,
        relativeHumidity: humidity ? { low: humidity.low, high: humidity.high } : null,
      };
      return [code, facts];
    }),
  );
}

async function readUnits(
  database: ReadableDatabase,
  organisationId: string,
  codes: readonly string[],
  { loadingAt, now, over }: { readonly [Moment in 'loadingAt' | 'now' | 'over']: Instant },
): Promise<Map<string, UnitFacts>> {
  const units = new Map<string, UnitFacts>();
  for (const chunk of inChunks(codes)) {
    const rows = await database
      .selectFrom('units')
      .select(['id', 'code', 'kind'])
      .where('organisationId', '=', organisationId)
      .where('code', 'in', chunk)
      .execute();
    const ids = rows.map(({ id }) => id);
    const rides = await expectedRides(database, ids, { from: loadingAt, now });
    const states = await unitStatesAt(database, ids, loadingAt);
    const goods = await goodsLyingIn(database, ids, { from: loadingAt, until: over });
    const cleanliness = await cleanlinessOf(database, ids, {
      cleanedUntil: loadingAt,
      loadedBefore: loadingAt,
    });
    for (const { id, code, kind } of rows)
      units.set(code, {
        // The column holds only what `addMany` was given.
        kind: kind as UnitKind,
        rides: rides.filter(({ unitId }) => unitId === id),
        state: states.get(id) ?? 'IN_USE',
        goods: goods.filter(({ unitId }) => unitId === id).map(({ lot }) => lot),
        ...(cleanliness.get(id) ?? { cleaning: null, loadedAt: null }),
      });
  }
  return units;
}

/** What is planned for later, when the plan is over, is nothing to it. */
function overAt({ loadingAt, legs }: JourneyPlan): Instant {
  const arrivalAt = legs.at(-1)?.plannedArrivalAt ?? Infinity;
  // No database takes infinity.
  return Math.min(Math.max(loadingAt + 1, arrivalAt), Number.MAX_SAFE_INTEGER);
}

/** Those that are named, and those that ride on the units that are named. */
async function readDevices(
  database: ReadableDatabase,
  organisationId: string,
  named: { readonly unitCodes: readonly string[]; readonly deviceIds: readonly string[] },
  plan: JourneyPlan,
): Promise<Map<string, DeviceFacts>> {
  const { loadingAt } = plan;
  const over = overAt(plan);
  const devices = new Map<string, DeviceFacts>();
  const rows = () =>
    database
      .selectFrom('devices')
      .leftJoin('deviceBindings as ride', (join) =>
        join
          .onRef('ride.deviceId', '=', 'devices.id')
          .on('ride.validFrom', '<', over)
          .on((on) =>
            on.or([on('ride.validUntil', 'is', null), on('ride.validUntil', '>', loadingAt)]),
          ),
      )
      .leftJoin('units', 'units.id', 'ride.unitId')
      .select(['devices.id', 'devices.kind', 'devices.isRevoked', 'units.code as onUnitCode'])
      .where('devices.organisationId', '=', organisationId);
  const found = [];
  for (const ids of inChunks(named.deviceIds))
    found.push(...(await rows().where('devices.id', 'in', ids).execute()));
  for (const codes of inChunks(named.unitCodes))
    found.push(...(await rows().where('units.code', 'in', codes).execute()));
  const ids = found.map(({ id }) => id);
  const calibrated = await calibratedUntil(database, ids);
  for (const { id, kind, isRevoked, onUnitCode } of found)
    devices.set(id, {
      ...{ kind: kind as DeviceKind, isRevoked: isRevoked === 1, onUnitCode },
      calibratedUntil: calibrated.get(id) ?? null,
    });
  return devices;
}
