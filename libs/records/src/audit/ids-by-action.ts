import type { ReadableDatabase } from '../database/audited.ts';
import { endOf } from '../database/code-begins.ts';
import { rowsToRead } from '../page.ts';
import type { AuditFilter } from './audit-filter.ts';

/** Actions that are looked for one by one; a beginning that more of them have is as good as none. */
const ACTIONS_MAX = 64;

/** Lines of a person's actions up to which these are looked through, and not all that the person did. */
const FEW_LINES = 2_000;

type ByAction = AuditFilter & { readonly organisationId: string; readonly actionPrefix: string };

/**
 * The ids of the lines of a page that is asked for by how its actions begin, in its order. A span of actions
 * is in no order of ids, so that a database would sort all of it, or walk the whole audit for a rare one: of
 * each action on its own a page is read out of the index, whether it is rare or not, and the pages merged.
 *
 * @returns undefined where another index serves better
 */
export async function idsByAction(
  database: ReadableDatabase,
  filter: AuditFilter,
): Promise<string[] | undefined> {
  if (!isByAction(filter)) return undefined;
  const actions = await actionsOf(database, filter.actionPrefix);
  if (actions.length === 0) return [];
  if (actions.length > ACTIONS_MAX) return undefined;
  if (filter.actor && !(await areFew(database, filter.organisationId, actions))) return undefined;
  const [first, ...others] = actions.map((action) => pageOf(database, filter, action));
  if (!first) return [];
  const merged = others.reduce((all, page) => all.unionAll(page), first);
  const rows = await database
    .selectFrom(merged.as('merged'))
    .select('id')
    .orderBy('id', filter.newestFirst ? 'desc' : 'asc')
    .limit(rowsToRead(filter))
    .execute();
  return rows.map(({ id }) => id);
}

function isByAction(filter: AuditFilter): filter is ByAction {
  const { organisationId, actionPrefix, entity, entityId } = filter;
  return organisationId !== undefined && Boolean(actionPrefix) && !entity && !entityId;
}

/** Every action that begins so, at most one more than are looked for: from one to the next through the index. */
async function actionsOf(database: ReadableDatabase, prefix: string): Promise<string[]> {
  const actions: string[] = [];
  while (actions.length <= ACTIONS_MAX) {
    const last = actions.at(-1);
    const above = database.selectFrom('auditEntries').select('action');
    const next = await (
      last === undefined ? above.where('action', '>=', prefix) : above.where('action', '>', last)
    )
      .where('action', '<', endOf(prefix))
      .orderBy('action')
      .limit(1)
      .executeTakeFirst();
    if (!next) break;
    actions.push(next.action);
  }
  return actions;
}

async function areFew(
  database: ReadableDatabase,
  organisationId: string,
  actions: readonly string[],
): Promise<boolean> {
  const lines = database
    .selectFrom('auditEntries')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('action', 'in', actions)
    .limit(FEW_LINES + 1);
  const { count } = await database
    .selectFrom(lines.as('lines'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count) <= FEW_LINES;
}

function pageOf(database: ReadableDatabase, filter: ByAction, action: string) {
  const { organisationId, actor, from, until, cursor, newestFirst } = filter;
  let page = database
    .selectFrom('auditEntries')
    .select('id')
    .where('action', '=', action)
    .where('organisationId', '=', organisationId);
  if (actor) page = page.where('actor', '=', actor);
  if (from !== undefined) page = page.where('at', '>=', from);
  if (until !== undefined) page = page.where('at', '<', until);
  if (cursor) page = page.where('id', newestFirst ? '<' : '>', cursor);
  const ordered = page.orderBy('id', newestFirst ? 'desc' : 'asc').limit(rowsToRead(filter));
  // SQLite takes an order within a union only inside of a query of its own.
  return database.selectFrom(ordered.as('page')).select('page.id');
}
