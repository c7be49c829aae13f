import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { insertNamed } from '../journeys/coded-rows.ts';
import { NotFoundError } from '../records-errors.ts';
import { changePlace, changeService, followSeeds } from './change-network.ts';
import { checkService } from './check-service.ts';
import type { NetworkRecords, PlaceRecord, ServiceRecord } from './network.ts';
import {
  listPlaces,
  listServices,
  placeColumns,
  serviceColumns,
  toPlace,
  toService,
} from './network-rows.ts';

/** Places and services, over the database. */
export function networkRecords(database: ReadableDatabase, audited: Audited): NetworkRecords {
  return {
    places: (query) => listPlaces(database, query),
    place: (id) => findPlace(database, id),
    addPlace: (actor, organisationId, place) =>
      audited(actor, async (change) => {
        const row = { ...placeColumns(place), isSeeded: 0 };
        const ids = await insertNamed(change, organisationId, 'places', [row]);
        return there(await findPlace(change.database, ids.get(place.code) ?? ''));
      }),
    changePlace: (actor, id, place) =>
      audited(actor, async (change) => {
        await changePlace(change, id, place);
        return there(await findPlace(change.database, id));
      }),
    services: (query) => listServices(database, query),
    service: (id) => findService(database, id),
    addService: (actor, organisationId, service) =>
      audited(actor, async (change) => {
        await checkService(change, organisationId, service);
        const row = { ...serviceColumns(service), isSeeded: 0 };
        const ids = await insertNamed(change, organisationId, 'services', [row]);
        return there(await findService(change.database, ids.get(service.code) ?? ''));
      }),
    changeService: (actor, id, service) =>
      audited(actor, async (change) => {
        await changeService(change, id, service);
        return there(await findService(change.database, id));
      }),
    followSeeds: (actor, organisationId, seeds) =>
      audited(actor, (change) => followSeeds(change, organisationId, seeds)),
  };
}

async function findPlace(database: ReadableDatabase, id: string): Promise<PlaceRecord | undefined> {
  const row = await database
    .selectFrom('places')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toPlace(row);
}

async function findService(
  database: ReadableDatabase,
  id: string,
): Promise<ServiceRecord | undefined> {
  const query = database.selectFrom('services').selectAll().where('id', '=', id);
  const row = await query.executeTakeFirst();
  return row && toService(row);
}

function there<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new NotFoundError('it is gone');
  return item;
}
