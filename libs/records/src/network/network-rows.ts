import type { Place, PlaceRole, Service } from '@lenglian/seed-files';
import type { ReadableDatabase } from '../database/audited.ts';
import { codeBegins } from '../database/code-begins.ts';
import type { PlaceRow, ServiceRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { Page } from '../records.ts';
import type { PlaceQuery, PlaceRecord, ServiceQuery, ServiceRecord } from './network.ts';

export async function listPlaces(
  database: ReadableDatabase,
  query: PlaceQuery,
): Promise<Page<PlaceRecord>> {
  const { organisationId, role, cursor } = query;
  let rows = database.selectFrom('places').selectAll();
  if (organisationId !== undefined) rows = rows.where('organisationId', '=', organisationId);
  // A list of JSON strings out of a fixed set: no role is a part of another in quotes.
  if (role !== undefined) rows = rows.where('roles', 'like', `%"${role}"%`);
  if (cursor) rows = rows.where('id', '>', cursor);
  return toPage(await rows.orderBy('id').limit(rowsToRead(query)).execute(), query, toPlace);
}

export async function listServices(
  database: ReadableDatabase,
  query: ServiceQuery,
): Promise<Page<ServiceRecord>> {
  const { organisationId, codePrefix, cursor } = query;
  let rows = database.selectFrom('services').selectAll();
  if (organisationId !== undefined) rows = rows.where('organisationId', '=', organisationId);
  if (codePrefix !== undefined) rows = rows.where(codeBegins(codePrefix));
  if (cursor) rows = rows.where('id', '>', cursor);
  return toPage(await rows.orderBy('id').limit(rowsToRead(query)).execute(), query, toService);
}

/** The columns that follow from an entry. */
export function placeColumns(place: Place) {
  const { code, nameZh, nameEn, latitudeDegrees, longitudeDegrees, roles } = place;
  return {
    ...{ code, nameZh, nameEn, latitudeDegrees, longitudeDegrees },
    roles: JSON.stringify(roles),
    details: JSON.stringify(place),
  };
}

export function serviceColumns(service: Service) {
  const { code, nameZh, nameEn } = service;
  return { code, nameZh, nameEn, details: JSON.stringify(service) };
}

export function toPlace(row: PlaceRow): PlaceRecord {
  return {
    ...row,
    // The columns hold only what was given with a place.
    roles: JSON.parse(row.roles) as PlaceRole[],
    details: JSON.parse(row.details) as unknown,
    isSeeded: row.isSeeded === 1,
  };
}

export function toService(row: ServiceRow): ServiceRecord {
  return { ...row, details: JSON.parse(row.details) as unknown, isSeeded: row.isSeeded === 1 };
}
