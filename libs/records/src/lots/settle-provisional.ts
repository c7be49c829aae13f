import type { Validity } from '@lenglian/placements';
import { NO_DETAILS } from '@lenglian/planning';
import { correctBinding } from '../bindings/correct-binding.ts';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { insertNamed } from '../journeys/coded-rows.ts';
import type { Actor } from '../records.ts';
import { provisionalCandidates, type Candidate } from './provisional-facts.ts';
import { provisionalSpans, without } from './provisional-spans.ts';

const SETTLING: Actor = { id: 'system', reason: '有货无单' };

/** What is believed of a candidate and should not be, and what should be and is not. */
interface Difference {
  readonly candidate: Candidate;
  readonly wrong: readonly Validity[];
  readonly missing: readonly Validity[];
}

/**
 * Makes provisional lots of what is known: a unit on a run under way without goods stands for goods that nobody
 * declared (ADR 0032). Does nothing where nothing differs; what follows depends on nothing but rides, placements,
 * declarations and devices, whatever their order.
 *
 * @returns how many units stand for other goods, or other times, than before
 */
export async function settleProvisional(
  database: ReadableDatabase,
  audited: Audited,
): Promise<number> {
  if ((await differences(database)).length === 0) return 0;
  return audited(SETTLING, async (change) => {
    // Again, and within the change: somebody may just have bound the goods.
    const found = await differences(change.database);
    for (const difference of found) await settle(change, difference);
    return found.length;
  });
}

async function differences(database: ReadableDatabase): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const candidate of await provisionalCandidates(database)) {
    const spans = provisionalSpans(candidate);
    const wrong = without(candidate.believed, spans);
    const missing = without(spans, candidate.believed);
    if (wrong.length === 0 && missing.length === 0) continue;
    // Without limits there is nothing to judge by.
    const known = await Promise.all(
      missing.map((span) => hasLimits(database, candidate, span.from)),
    );
    const judged = missing.filter((_, index) => known[index]);
    if (wrong.length > 0 || judged.length > 0) found.push({ candidate, wrong, missing: judged });
  }
  return found;
}

async function hasLimits(
  database: ReadableDatabase,
  { organisationId, commodityCode }: Candidate,
  at: number,
): Promise<boolean> {
  if (commodityCode === null) return false;
  const profile = await database
    .selectFrom('profiles')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('code', '=', commodityCode)
    .where('validFrom', '<=', at)
    .executeTakeFirst();
  return profile !== undefined;
}

async function settle(change: Change, { candidate, wrong, missing }: Difference): Promise<void> {
  const { organisationId, unitId } = candidate;
  const subjectId = candidate.lotId ?? (await addLot(change, candidate));
  const of = { organisationId, kind: 'lot', subjectId } as const;
  for (const span of wrong) await correctBinding(change, { ...of, targetId: null, ...span });
  for (const span of missing) await correctBinding(change, { ...of, targetId: unitId, ...span });
}

async function addLot(change: Change, candidate: Candidate): Promise<string> {
  const { organisationId, code, commodityCode, runId, unitId } = candidate;
  const lot = { code, commodityCode: commodityCode ?? '', quantityKilograms: null };
  const of = { provisionalRunId: runId, provisionalUnitId: unitId };
  const row = { ...lot, originPlaceCode: null, note: null, ...NO_DETAILS, ...of };
  const ids = await insertNamed(change, organisationId, 'lots', [row]);
  return ids.get(code) ?? '';
}
