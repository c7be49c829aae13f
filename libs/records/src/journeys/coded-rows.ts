import type { Insertable } from 'kysely';
import type { Change } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import type { RecordsSchema } from '../database/schema.ts';
import { AlreadyExistsError, NotFoundError } from '../records-errors.ts';

/** Tables whose rows have a code that is unique in their organisation. */
export type CodedTable = 'places' | 'services' | 'runs' | 'units' | 'lots';

const ENTITIES: Record<CodedTable, string> = {
  places: 'place',
  services: 'service',
  runs: 'run',
  units: 'unit',
  lots: 'lot',
};

/** What belongs to a new row but lies in other tables, for its audit note. */
type NoteExtra<Row> = (row: Row) => object;

/**
 * Inserts rows with new ids and notes each.
 *
 * @returns the ids by code
 * @throws AlreadyExistsError
 */
export async function insertNamed<
  Table extends CodedTable,
  Row extends Omit<Insertable<RecordsSchema[Table]>, 'id' | 'organisationId' | 'revision'> & {
    code: string;
  },
>(
  change: Change,
  organisationId: string,
  table: Table,
  items: readonly Row[],
  extra?: NoteExtra<Row>,
): Promise<Map<string, string>> {
  await refuseKnownCodes(change, organisationId, table, items);
  const ids = new Map<string, string>();
  for (const chunk of inChunks(items)) {
    const rows = chunk.map((item) => ({
      ...item,
      ...{ id: change.newId(), organisationId, revision: 1 },
    }));
    // The compiler cannot follow Table through Insertable; Row is checked against it above.
    const values = rows as unknown as Insertable<RecordsSchema['units']>[];
    await change.database
      .insertInto(table as 'units')
      .values(values)
      .execute();
    rows.forEach((row, place) => {
      ids.set(row.code, row.id);
      const item = chunk[place];
      const after = item === undefined ? {} : { ...item, ...extra?.(item) };
      const entity = ENTITIES[table];
      const action = `${entity}.add`;
      change.note({ organisationId, action, entity, entityId: row.id, after });
    });
    await pauseBetweenChunks(chunk);
  }
  return ids;
}

/**
 * The ids of records of an organisation that something refers to by code.
 *
 * @throws NotFoundError when one is not there
 */
export async function requireCodes(
  change: Change,
  organisationId: string,
  table: CodedTable,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const ids = await findCodes(change, organisationId, table, [...new Set(codes)]);
  const missing = codes.find((code) => !ids.has(code));
  if (missing !== undefined) throw new NotFoundError(`there is no ${ENTITIES[table]} ${missing}`);
  return ids;
}

async function refuseKnownCodes(
  change: Change,
  organisationId: string,
  table: CodedTable,
  items: readonly { code: string }[],
): Promise<void> {
  const codes = new Set<string>();
  for (const { code } of items) {
    if (codes.has(code)) throw new AlreadyExistsError(`${ENTITIES[table]} ${code} is given twice`);
    codes.add(code);
  }
  const [known] = (await findCodes(change, organisationId, table, [...codes])).keys();
  if (known !== undefined) throw new AlreadyExistsError(`${ENTITIES[table]} ${known} exists`);
}

async function findCodes(
  change: Change,
  organisationId: string,
  table: CodedTable,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const chunk of inChunks(codes)) {
    const rows = await change.database
      .selectFrom(table as 'units')
      .select(['id', 'code'])
      .where('organisationId', '=', organisationId)
      .where('code', 'in', chunk)
      .execute();
    for (const row of rows) ids.set(row.code, row.id);
  }
  return ids;
}
