import type { UnitState } from '@lenglian/placements';
import type { ReadableDatabase } from '../database/audited.ts';
import { beyond, rowsToRead, toDatedPage } from '../page.ts';
import type { Page, PageRequest } from '../records.ts';
import type {
  CleaningRecord,
  DeclarationRecord,
  InspectionRecord,
  SealRecord,
} from './equipment.ts';

/** What was declared of a unit, newest first. */
export async function declarationsOf(
  database: ReadableDatabase,
  unitId: string,
  page: PageRequest,
): Promise<Page<DeclarationRecord>> {
  const rows = await database
    .selectFrom('unitDeclarations')
    .selectAll()
    .where('unitId', '=', unitId)
    .where(beyond('validFrom', '<', page))
    .orderBy('validFrom', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToRead(page))
    .execute();
  return toDatedPage(
    rows,
    page,
    ({ validFrom }) => validFrom,
    (row) => ({ ...row, state: row.state as UnitState }),
  );
}

/** Cleanings of a tanker or a compartment, newest first. */
export async function cleaningsOf(
  database: ReadableDatabase,
  unitId: string,
  page: PageRequest,
): Promise<Page<CleaningRecord>> {
  const rows = await database
    .selectFrom('unitCleanings')
    .selectAll()
    .where('unitId', '=', unitId)
    .where(beyond('cleanedAt', '<', page))
    .orderBy('cleanedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToRead(page))
    .execute();
  return toDatedPage(
    rows,
    page,
    ({ cleanedAt }) => cleanedAt,
    (row) => ({ ...row, isClean: row.isClean === 1 }),
  );
}

/** Inspections before a trip, newest first. */
export async function inspectionsOf(
  database: ReadableDatabase,
  unitId: string,
  page: PageRequest,
): Promise<Page<InspectionRecord>> {
  const rows = await database
    .selectFrom('unitInspections')
    .selectAll()
    .where('unitId', '=', unitId)
    .where(beyond('inspectedAt', '<', page))
    .orderBy('inspectedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToRead(page))
    .execute();
  return toDatedPage(
    rows,
    page,
    ({ inspectedAt }) => inspectedAt,
    (row) => ({ ...row, hasPassed: row.hasPassed === 1 }),
  );
}

/** Seals that were put on, newest first. */
export async function sealsOf(
  database: ReadableDatabase,
  unitId: string,
  page: PageRequest,
): Promise<Page<SealRecord>> {
  const rows = await database
    .selectFrom('unitSeals')
    .selectAll()
    .where('unitId', '=', unitId)
    .where(beyond('sealedAt', '<', page))
    .orderBy('sealedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsToRead(page))
    .execute();
  return toDatedPage(
    rows,
    page,
    ({ sealedAt }) => sealedAt,
    (row) => row,
  );
}
