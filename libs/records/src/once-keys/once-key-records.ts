import type { Audited, Change } from '../database/audited.ts';
import type { OnceKeyRow } from '../database/schema.ts';
import {
  AnswerNotKeptError,
  OnceKeyInUseError,
  OnceKeyReusedError,
  OnceKeysExhaustedError,
  OutcomeUnknownError,
} from './once-key-errors.ts';
import {
  ONCE_KEY_LASTS,
  REQUEST_RUNS_MAX,
  type KeptAnswer,
  type OnceKeyRecords,
  type OnceRequest,
  type Taken,
} from './once-keys.ts';

/** Old keys removed with each new one: more than come, and few enough for one statement. */
const REMOVED_AT_ONCE = 100;
const UNNOTED = 'what a request did is in the audit by itself';

/** Keys of requests that are done once, over the database. */
export function onceKeyRecords(audited: Audited): OnceKeyRecords {
  const settle = (userId: string, work: (change: Change) => Promise<unknown>): Promise<void> =>
    audited({ id: userId }, async (change) => {
      change.leaveUnnoted(UNNOTED);
      await work(change);
    });
  return {
    take: (request) =>
      audited({ id: request.userId }, (change) => {
        change.leaveUnnoted(UNNOTED);
        return takeKey(change, request);
      }),
    keep: (userId, claimId, answer) =>
      settle(userId, (change) =>
        change.database
          .updateTable('onceKeys')
          .set({
            outcome: 'DONE',
            status: answer?.status ?? null,
            mediaType: answer?.mediaType ?? null,
            body: answer?.body ?? null,
          })
          .where('id', '=', claimId)
          .execute(),
      ),
    free: (userId, claimId) =>
      settle(userId, (change) =>
        change.database.deleteFrom('onceKeys').where('id', '=', claimId).execute(),
      ),
    giveUp: (userId, claimId) =>
      settle(userId, (change) =>
        change.database
          .updateTable('onceKeys')
          .set({ outcome: 'UNKNOWN' })
          .where('id', '=', claimId)
          .execute(),
      ),
  };
}

async function takeKey(change: Change, request: OnceRequest): Promise<Taken> {
  const { userId, keySha256, requestHmac, now, keysMax } = request;
  const endedBy = now - ONCE_KEY_LASTS;
  const known = await change.database
    .selectFrom('onceKeys')
    .selectAll()
    .where('userId', '=', userId)
    .where('keySha256', '=', keySha256)
    .executeTakeFirst();
  if (known && known.takenAt > endedBy) return { answer: answerOf(known, request) };
  await removeEnded(change, endedBy, known);
  await refuseTooMany(change, userId, endedBy, keysMax);
  const id = change.newId();
  await change.database
    .insertInto('onceKeys')
    .values({
      ...{ id, userId, keySha256, requestHmac, outcome: 'RUNNING', takenAt: now },
      ...{ status: null, mediaType: null, body: null },
    })
    .execute();
  return { claimId: id };
}

function answerOf(row: OnceKeyRow, { requestHmac, now }: OnceRequest): KeptAnswer {
  if (row.requestHmac !== requestHmac)
    throw new OnceKeyReusedError('the key stands for another request');
  if (row.outcome === 'RUNNING' && now - row.takenAt < REQUEST_RUNS_MAX)
    throw new OnceKeyInUseError('the first request with this key is still being done');
  if (row.outcome !== 'DONE')
    throw new OutcomeUnknownError(
      'the first request with this key ended without an answer: look whether it was done',
    );
  const { status, mediaType, body } = row;
  if (status === null || body === null)
    throw new AnswerNotKeptError(
      'the first request with this key was done; its answer is not kept',
    );
  return { status, mediaType, body };
}

async function removeEnded(
  change: Change,
  endedBy: number,
  known: OnceKeyRow | undefined,
): Promise<void> {
  const ended = await change.database
    .selectFrom('onceKeys')
    .select('id')
    .where('takenAt', '<=', endedBy)
    .orderBy('takenAt')
    .limit(REMOVED_AT_ONCE)
    .execute();
  const ids = [...ended, ...(known ? [known] : [])].map(({ id }) => id);
  if (ids.length > 0) await change.database.deleteFrom('onceKeys').where('id', 'in', ids).execute();
}

async function refuseTooMany(
  change: Change,
  userId: string,
  endedBy: number,
  keysMax: number,
): Promise<void> {
  const standing = await change.database
    .selectFrom('onceKeys')
    .select((select) => [
      select.fn.countAll().as('count'),
      select.fn.min('takenAt').as('oldestTakenAt'),
    ])
    .where('userId', '=', userId)
    .where('takenAt', '>', endedBy)
    .executeTakeFirstOrThrow();
  if (Number(standing.count) < keysMax) return;
  const freeAt = Number(standing.oldestTakenAt) + ONCE_KEY_LASTS;
  throw new OnceKeysExhaustedError(`the user has ${keysMax} keys standing`, freeAt);
}
