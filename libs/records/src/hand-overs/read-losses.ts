import { setImmediate as othersTurn } from 'node:timers/promises';
import type { LossGroup, LossRow } from '@lenglian/goods';
import { DAY, type Instant } from '@lenglian/quantities';
import { expressionBuilder, sql, type Expression } from 'kysely';
import type { ReadableDatabase } from '../database/audited.ts';
import type { RecordsSchema } from '../database/schema.ts';

/** Read in one piece: between two, others get their turn. */
const SLICE = 8 * DAY;

/** Which arrivals are added up: of a span of time (`from` included, `until` excluded), or of one run. */
export interface LossQuery {
  readonly organisationId: string;
  readonly by: LossGroup | null;
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly runId?: string | undefined;
}

/** What a row is called, where its key is no name. */
export interface NamedLossRow extends LossRow {
  readonly code: string | null;
}

/**
 * What was handed over, damaged and rejected at arrivals (every hand-over but 出库), added up by group and by how
 * the hand-overs stand. What was handed is what the hand-over says, else the mass of the lot; a lot that
 * was rejected without kilograms was rejected as far as it was not damaged.
 */
export async function readLosses(
  database: ReadableDatabase,
  query: LossQuery,
): Promise<NamedLossRow[]> {
  const rows: NamedLossRow[] = [];
  for (const slice of slicesOf(query)) {
    rows.push(...(await readSlice(database, slice)));
    await othersTurn();
  }
  return rows;
}

/** Sums of slices add up: each hand-over is in one. */
function slicesOf(query: LossQuery): LossQuery[] {
  const { from, until } = query;
  if (from === undefined || until === undefined) return [query];
  const slices: LossQuery[] = [];
  for (let at = from; at < until; at += SLICE)
    slices.push({ ...query, from: at, until: Math.min(at + SLICE, until) });
  return slices;
}

async function readSlice(database: ReadableDatabase, query: LossQuery): Promise<NamedLossRow[]> {
  const group = ['key', 'isSuperseded', 'hasOpenDispute', 'confirmations', 'isUnweighed'] as const;
  const rows = await database
    // Else SQLite works out each of its columns again wherever it is named.
    .with(
      (name) => name('lot').materialized(),
      () => arrivalsOf(database, query),
    )
    .selectFrom('lot')
    .select([...group, codeOf(query.by).as('code')])
    .select((select) => [
      select.fn.count('handOverId').distinct().as('handOvers'),
      select.fn.countAll().as('lots'),
      select.fn.sum('handedKilograms').as('handedKilograms'),
      select.fn.sum('damagedKilograms').as('damagedKilograms'),
      select.fn.sum('rejectedKilograms').as('rejectedKilograms'),
    ])
    .groupBy(group)
    .execute();
  return rows.map((row) => ({
    ...{ key: row.key, code: row.code, isConfirmed: Number(row.confirmations) >= 2 },
    isSuperseded: Number(row.isSuperseded) === 1,
    hasOpenDispute: Number(row.hasOpenDispute) === 1,
    isUnweighed: Number(row.isUnweighed) === 1,
    ...{ handOvers: Number(row.handOvers), lots: Number(row.lots) },
    handedKilograms: Number(row.handedKilograms),
    damagedKilograms: Number(row.damagedKilograms),
    rejectedKilograms: Number(row.rejectedKilograms),
  }));
}

/** What a run is called; everything else is called as its key. Looked up once a group. */
function codeOf(by: LossGroup | null) {
  return by === 'run'
    ? sql<string | null>`(select "code" from "runs" where "runs"."id" = "lot"."key")`
    : sql<string | null>`null`;
}

/** One row a lot of each hand-over that is asked for. */
function arrivalsOf(
  database: ReadableDatabase,
  { organisationId, by, from, until, runId }: LossQuery,
) {
  // Asked of the lot only where it is needed: most hand-overs say it.
  const handed = sql<
    number | null
  >`coalesce("line"."quantityKilograms", ${ofLot('quantityKilograms')})`;
  const damaged = sql<number>`coalesce("line"."damagedKilograms", 0)`;
  const rejected = sql<number>`case when "line"."rejectedKilograms" is not null then "line"."rejectedKilograms"
    when "line"."result" = 'REJECTED' and ${handed} > ${damaged} then ${handed} - ${damaged} else 0 end`;
  const key = keyOf(by, sql<boolean>`${damaged} + ${rejected} > 0`);
  let rows = database
    .selectFrom('handOvers as ho')
    .innerJoin('handOverLots as line', 'line.handOverId', 'ho.id')
    .select(['ho.id as handOverId', key.as('key')])
    .select([isSuperseded().as('isSuperseded'), hasOpenDispute().as('hasOpenDispute')])
    .select([confirmations().as('confirmations')])
    .select([isUnweighed(sql<boolean>`${handed} is null`).as('isUnweighed')])
    .select([sql<number>`coalesce(${handed}, 0)`.as('handedKilograms')])
    .select([damaged.as('damagedKilograms'), rejected.as('rejectedKilograms')])
    .where('ho.organisationId', '=', organisationId)
    .where('ho.kind', '!=', 'OUTBOUND');
  if (from !== undefined) rows = rows.where('ho.handedOverAt', '>=', from);
  if (until !== undefined) rows = rows.where('ho.handedOverAt', '<', until);
  if (runId !== undefined) rows = rows.where('ho.runId', '=', runId);
  return rows;
}

function keyOf(by: LossGroup | null, isLost: Expression<boolean>) {
  if (by === 'run') return sql<string | null>`"ho"."runId"`;
  if (by === 'custodian') return sql<string | null>`"ho"."fromName"`;
  if (by === 'commodity') return ofLot<string | null>('commodityCode');
  if (by === 'cause') return sql<string | null>`case when ${isLost} then trim("line"."reason") end`;
  if (by === 'service')
    return sql<string | null>`(select "serviceCode" from "runs" where "runs"."id" = "ho"."runId")`;
  return sql<string | null>`null`;
}

function ofLot<Value>(column: 'quantityKilograms' | 'commodityCode') {
  return sql<Value>`(select ${sql.ref(`lots.${column}`)} from "lots" where "lots"."id" = "line"."lotId")`;
}

const where = expressionBuilder<RecordsSchema & { ho: RecordsSchema['handOvers'] }, 'ho'>();

function isSuperseded() {
  const later = where
    .selectFrom('handOvers as later')
    .select('later.id')
    .whereRef('later.supersedesId', '=', 'ho.id');
  return sql<number>`case when exists ${later} then 1 else 0 end`;
}

function hasOpenDispute() {
  const open = where
    .selectFrom('handOverDisputes')
    .select('handOverDisputes.id')
    .whereRef('handOverDisputes.handOverId', '=', 'ho.id')
    .where('handOverDisputes.settledAt', 'is', null);
  return sql<number>`case when exists ${open} then 1 else 0 end`;
}

/** Asked only of what would count: else a hand-over of which one lot has a mass is on two rows, and told twice. */
function isUnweighed(isWithoutMass: Expression<boolean>) {
  return sql<number>`case when ${isWithoutMass} and ${isSuperseded()} = 0 and ${hasOpenDispute()} = 0 then 1 else 0 end`;
}

/** One a side. */
function confirmations() {
  return where
    .selectFrom('handOverConfirmations')
    .select((select) => select.fn.countAll<number>().as('count'))
    .whereRef('handOverConfirmations.handOverId', '=', 'ho.id');
}
