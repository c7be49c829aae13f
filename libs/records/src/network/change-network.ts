import type { Place, Service } from '@lenglian/seed-files';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { revise } from '../database/revise.ts';
import type { PlaceRow, ServiceRow } from '../database/schema.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import { checkService } from './check-service.ts';
import { placeColumns, serviceColumns } from './network-rows.ts';

type Table = 'places' | 'services';

/** Replaces the entry of a place. @throws NotFoundError, RevisionConflictError, InvalidRecordError */
export async function changePlace(change: Change, id: string, place: Place): Promise<void> {
  const row = await find(change, 'places', id, place.code);
  await replace(change, 'places', row, { ...placeColumns(place), isSeeded: 0 });
}

/** Replaces the entry of a service. @throws also RecordRefusedError */
export async function changeService(change: Change, id: string, service: Service): Promise<void> {
  const row = await find(change, 'services', id, service.code);
  await checkService(change, row.organisationId, service);
  await replace(change, 'services', row, { ...serviceColumns(service), isSeeded: 0 });
}

/** What still is as the seeds brought it becomes what they say now. @returns how many changed */
export async function followSeeds(
  change: Change,
  organisationId: string,
  seeds: { readonly places: readonly Place[]; readonly services: readonly Service[] },
): Promise<number> {
  const wanted = {
    places: new Map(seeds.places.map((place) => [place.code, placeColumns(place)])),
    services: new Map(seeds.services.map((service) => [service.code, serviceColumns(service)])),
  };
  let changed = 0;
  for (const table of ['places', 'services'] as const) {
    const rows = await change.database
      .selectFrom(table as 'services')
      .selectAll()
      .where('organisationId', '=', organisationId)
      .where('isSeeded', '=', 1)
      .execute();
    for (const row of rows) {
      const columns = wanted[table].get(row.code);
      if (columns === undefined || columns.details === row.details) continue;
      await replace(change, table, row, { ...columns, isSeeded: 1 });
      changed += 1;
    }
  }
  if (changed === 0) change.leaveUnnoted('the seeds say nothing new');
  return changed;
}

async function find(
  change: Change,
  table: Table,
  id: string,
  code: string,
): Promise<PlaceRow | ServiceRow> {
  const row = await change.database
    .selectFrom(table as 'services')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError(`there is none of ${table} with id ${id}`);
  // Runs, lots and ways name it by its code.
  if (row.code !== code) throw new InvalidRecordError(`${row.code} cannot become ${code}`);
  return row;
}

async function replace(
  change: Change,
  table: Table,
  row: PlaceRow | ServiceRow,
  columns: Partial<ServiceRow>,
): Promise<void> {
  await revise(change, table, row.id);
  await change.database
    .updateTable(table as 'services')
    .set(columns)
    .where('id', '=', row.id)
    .execute();
  // Runs are shown with the names of their places.
  await bumpCounter(change, 'placements');
  const entity = table === 'places' ? 'place' : 'service';
  change.note({
    ...{ organisationId: row.organisationId, action: `${entity}.change`, entity },
    entityId: row.id,
    before: JSON.parse(row.details) as unknown,
    after: JSON.parse(columns.details ?? 'null') as unknown,
  });
}
