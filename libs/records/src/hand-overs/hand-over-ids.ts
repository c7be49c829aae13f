import { SIDES, type HandOverState } from '@lenglian/goods';
import { expressionBuilder } from 'kysely';
import type { ReadableDatabase } from '../database/audited.ts';
import type { RecordsSchema } from '../database/schema.ts';
import type { HandOverQuery } from './hand-over.ts';

/** Ids of the hand-overs that a list asks for, in their order. */
export function handOverIds(database: ReadableDatabase, query: HandOverQuery) {
  const { organisationId, runId, unitId, lotId, state, from, until, cursor, newestFirst } = query;
  let rows = database.selectFrom('handOvers').select('id');
  if (organisationId !== undefined)
    rows = rows.where((where) =>
      where.or([
        where('organisationId', '=', organisationId),
        where('fromOrganisationId', '=', organisationId),
        where('toOrganisationId', '=', organisationId),
      ]),
    );
  if (runId !== undefined) rows = rows.where('runId', '=', runId);
  if (unitId !== undefined) rows = rows.where('unitId', '=', unitId);
  if (lotId !== undefined) {
    const ofLot = database.selectFrom('handOverLots').select('handOverId');
    rows = rows.where('id', 'in', ofLot.where('lotId', '=', lotId));
  }
  if (from !== undefined) rows = rows.where('handedOverAt', '>=', from);
  if (until !== undefined) rows = rows.where('handedOverAt', '<', until);
  if (state) rows = rows.where(stands(state));
  if (cursor) rows = rows.where('id', newestFirst ? '<' : '>', cursor);
  return rows.orderBy('id', newestFirst ? 'desc' : 'asc');
}

/** A condition on hand-overs: how they stand, by the rule of `handOverState` (libs/goods). */
function stands(state: HandOverState) {
  const where = expressionBuilder<RecordsSchema, 'handOvers'>();
  const isSuperseded = where.exists(
    where
      .selectFrom('handOvers as later')
      .select('later.id')
      .whereRef('later.supersedesId', '=', 'handOvers.id'),
  );
  const hasOpenDispute = where.exists(
    where
      .selectFrom('handOverDisputes')
      .select('handOverDisputes.id')
      .whereRef('handOverDisputes.handOverId', '=', 'handOvers.id')
      .where('handOverDisputes.settledAt', 'is', null),
  );
  const confirmed = SIDES.map((side) =>
    where.exists(
      where
        .selectFrom('handOverConfirmations')
        .select('handOverConfirmations.id')
        .whereRef('handOverConfirmations.handOverId', '=', 'handOvers.id')
        .where('handOverConfirmations.side', '=', side),
    ),
  );
  const stillOpen = [where.not(isSuperseded), where.not(hasOpenDispute)];
  const conditions = {
    SUPERSEDED: [isSuperseded],
    DISPUTED: [where.not(isSuperseded), hasOpenDispute],
    CONFIRMED: [...stillOpen, ...confirmed],
    PROPOSED: [...stillOpen, where.not(where.and(confirmed))],
  } satisfies Record<HandOverState, unknown>;
  return () => where.and(conditions[state]);
}
