import {
  handOverState,
  type HandOverKind,
  type HandOverResult,
  type MilkSlip,
  type SettledAs,
  type Side,
} from '@lenglian/goods';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { RecordsSchema } from '../database/schema.ts';
import type {
  HandOverDisputeRow,
  HandOverPersonRow,
  HandOverRow,
  HandOverSettlementRow,
} from '../database/schema-of-hand-overs.ts';
import { PERSON_PARTS, type PersonPart } from '../persons/person.ts';
import type { Confirmation, Dispute, HandOverRecord, ShownCondition } from './hand-over.ts';

/** Shown where a milk slip had a name that was erased. */
const ERASED = '—';

/** Hand-overs with everything that belongs to them, in the order of their ids. */
export async function readHandOvers(
  database: ReadableDatabase,
  ids: readonly string[],
): Promise<HandOverRecord[]> {
  const records: HandOverRecord[] = [];
  for (const chunk of inChunks(ids)) records.push(...(await readChunk(database, chunk)));
  return records.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function readChunk(
  database: ReadableDatabase,
  ids: readonly string[],
): Promise<HandOverRecord[]> {
  const rows = await database
    .selectFrom('handOvers')
    .leftJoin('runs', 'runs.id', 'handOvers.runId')
    .leftJoin('units', 'units.id', 'handOvers.unitId')
    .leftJoin('handOvers as later', 'later.supersedesId', 'handOvers.id')
    .selectAll('handOvers')
    .select(['runs.code as runCode', 'units.code as unitCode', 'later.id as supersededById'])
    .where('handOvers.id', 'in', ids)
    .execute();
  const lots = await database
    .selectFrom('handOverLots')
    .innerJoin('lots', 'lots.id', 'handOverLots.lotId')
    .selectAll('handOverLots')
    .select('lots.code as lotCode')
    .where('handOverId', 'in', ids)
    .orderBy('handOverLots.id')
    .execute();
  const confirmations = await besideOf(database, 'handOverConfirmations', ids);
  const disputes = await besideOf(database, 'handOverDisputes', ids);
  const proposals = await besideOf(database, 'handOverSettlements', ids);
  const persons = await besideOf(database, 'handOverPersons', ids);
  return rows.map((row) => ({
    ...fieldsOf(row, persons.get(row.id) ?? []),
    ...{ runCode: row.runCode, unitCode: row.unitCode, supersededById: row.supersededById },
    revision: revisionOf(row.supersededById, disputes.get(row.id), [
      ...(confirmations.get(row.id) ?? []),
      ...(proposals.get(row.id) ?? []),
    ]),
    state: handOverState({
      confirmedBy: new Set((confirmations.get(row.id) ?? []).map(({ side }) => side as Side)),
      hasOpenDispute: (disputes.get(row.id) ?? []).some(({ settledAt }) => settledAt === null),
      isSuperseded: row.supersededById !== null,
    }),
    lots: lots
      .filter(({ handOverId }) => handOverId === row.id)
      .map(({ id: _id, organisationId: _own, handOverId: _of, result, ...lot }) => ({
        ...lot,
        result: result as HandOverResult,
      })),
    confirmations: (confirmations.get(row.id) ?? []).map(
      ({ id, side, confirmedBy, confirmedAt, isOnPaper, isByLink }): Confirmation => ({
        ...{ side: side as Side, confirmedBy, confirmedAt, isOnPaper: isOnPaper === 1 },
        ...{ isByLink: isByLink === 1, personName: signedBy(persons.get(row.id), id) },
      }),
    ),
    disputes: (disputes.get(row.id) ?? []).map((dispute) =>
      toDispute(dispute, proposals.get(row.id), persons.get(row.id)),
    ),
  }));
}

function toDispute(
  {
    organisationId: _own,
    handOverId: _of,
    side,
    isByLink,
    settledAs,
    ...dispute
  }: HandOverDisputeRow,
  ofHandOver: readonly HandOverSettlementRow[] = [],
  persons: readonly HandOverPersonRow[] = [],
): Dispute {
  const proposals = ofHandOver.filter(({ disputeId }) => disputeId === dispute.id);
  const agreed = persons.find(({ answerId }) => proposals.some(({ id }) => id === answerId));
  return {
    ...dispute,
    ...{ side: side as Side, isByLink: isByLink === 1 },
    personName: signedBy(persons, dispute.id),
    settledAs: settledAs as SettledAs | null,
    agreedByName: nameOf(agreed),
    proposals: proposals.map(({ id, settlement, proposedBy, proposedAt }) => ({
      ...{ id, settlement, proposedBy, proposedAt },
    })),
  };
}

function revisionOf(
  supersededById: string | null,
  disputes: readonly HandOverDisputeRow[] | undefined,
  others: readonly unknown[],
): number {
  const settled = disputes?.filter(({ settledAt }) => settledAt !== null);
  const answers = others.length + (disputes?.length ?? 0) + (settled?.length ?? 0);
  return 1 + answers + (supersededById === null ? 0 : 1);
}

/** Slips of before it was asked for do not say when the milking ended. */
function slipOf(milk: string): MilkSlip {
  const slip = JSON.parse(milk) as MilkSlip;
  return { ...slip, milkedAt: (slip as Partial<MilkSlip>).milkedAt ?? null };
}

function fieldsOf(row: HandOverRow, persons: readonly HandOverPersonRow[]) {
  const { fromName, fromOrganisationId, toName, toOrganisationId } = row;
  const person = (part: PersonPart) => nameOf(persons.find((one) => one.part === part));
  const erased = new Set(
    persons.filter(({ erasedAt }) => erasedAt !== null).map(({ part }) => part),
  );
  const milk =
    row.milk === null
      ? null
      : ({
          ...slipOf(row.milk),
          vehiclePlate: person('VEHICLE_PLATE') ?? ERASED,
          escortName: person('ESCORT') ?? ERASED,
        } satisfies MilkSlip);
  const { placeCode, waybillNumber, sealFoundNumber, sealAppliedNumber, note } = row;
  const { surfaceTemperatureCelsius, coreTemperatureCelsius, thermometerNumber } = row;
  return {
    ...{ id: row.id, organisationId: row.organisationId, kind: row.kind as HandOverKind },
    ...{ handedOverAt: row.handedOverAt, recordedAt: row.recordedAt, recordedBy: row.recordedBy },
    ...{ placeCode, runId: row.runId, unitId: row.unitId, waybillNumber },
    from: { name: fromName, organisationId: fromOrganisationId, personName: person('FROM') },
    to: { name: toName, organisationId: toOrganisationId, personName: person('TO') },
    ...{ sealFoundNumber, sealAppliedNumber, surfaceTemperatureCelsius, coreTemperatureCelsius },
    ...{ thermometerNumber, milk, note, supersedesId: row.supersedesId },
    erasedPersons: PERSON_PARTS.filter((part) => erased.has(part)),
    // The columns hold only what `recordHandOver` was given.
    photoSha256: JSON.parse(row.photoSha256) as string[],
    conditions: JSON.parse(row.conditions) as ShownCondition[],
  };
}

/** Null where there never was a name, and where it was erased. */
function nameOf(person: HandOverPersonRow | undefined): string | null {
  return person === undefined || person.erasedAt !== null ? null : person.name;
}

function signedBy(persons: readonly HandOverPersonRow[] = [], answerId: string): string | null {
  return nameOf(persons.find((one) => one.answerId === answerId));
}

async function besideOf<
  Table extends
    'handOverConfirmations' | 'handOverDisputes' | 'handOverPersons' | 'handOverSettlements',
>(database: ReadableDatabase, table: Table, ids: readonly string[]) {
  const rows = await database
    .selectFrom(table as 'handOverDisputes')
    .selectAll()
    .where('handOverId', 'in', ids)
    .orderBy('id')
    .execute();
  type Row = RecordsSchema[Table];
  return Map.groupBy(rows as unknown as Row[], ({ handOverId }) => handOverId);
}
