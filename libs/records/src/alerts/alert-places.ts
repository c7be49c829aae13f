import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { UnitAssignmentRow } from '../database/schema.ts';
import type { Belief } from './alert.ts';
import type { AlertPlace } from './believe.ts';

/** An alert whose unit the records do not know (they were restored from before it) is still kept. */
const UNKNOWN_ORGANISATION_ID = 'demo';

/** Finds whose each alert is, and on which run its unit was when the breach began. */
export async function findPlaces(
  database: ReadableDatabase,
  verdicts: readonly Belief[],
): Promise<(verdict: Belief) => AlertPlace> {
  const unitIds = [...new Set(verdicts.map((verdict) => verdict.unitId))];
  const organisations = new Map<string, string>();
  const assignments = new Map<string, UnitAssignmentRow[]>();
  for (const chunk of inChunks(unitIds)) {
    const units = await database
      .selectFrom('units')
      .select(['id', 'organisationId'])
      .where('id', 'in', chunk)
      .execute();
    for (const unit of units) organisations.set(unit.id, unit.organisationId);
    const rows = await database
      .selectFrom('unitAssignments')
      .selectAll()
      .where('unitId', 'in', chunk)
      .execute();
    for (const row of rows)
      assignments.set(row.unitId, [...(assignments.get(row.unitId) ?? []), row]);
  }
  return ({ unitId, episode, runId }) => ({
    organisationId: organisations.get(unitId) ?? UNKNOWN_ORGANISATION_ID,
    runId: runId ?? runAt(assignments.get(unitId) ?? [], episode.startedAt),
  });
}

function runAt(assignments: readonly UnitAssignmentRow[], at: number): string | null {
  const held = assignments.find(
    ({ validFrom, validUntil }) => validFrom <= at && (validUntil === null || at < validUntil),
  );
  return held?.runId ?? null;
}
