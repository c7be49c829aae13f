import type { Finding, PlannedLot } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import { findUnit } from '../journeys/unit-rows.ts';
import type { UnitRecord } from '../records.ts';
import { findingsOfLoad } from '../stock/check-load.ts';

/** Where the lots of a transformation lie from then on. */
export interface LyingOutputs {
  readonly at: Instant;
  /** What all of them are; null where nothing goes in that is known. */
  readonly goods: PlannedLot | null;
  /** By code; null where nobody says. */
  readonly unitCodes: readonly (string | null)[];
  /** Units that something of it lay in before. */
  readonly before: ReadonlySet<string>;
}

/** Units that goods come into by a transformation, and what a plan would say of that. */
export async function checkOutputs(
  change: Change,
  organisationId: string,
  { at: from, goods, unitCodes, before }: LyingOutputs,
): Promise<{ readonly units: readonly UnitRecord[]; readonly findings: readonly Finding[] }> {
  const units: UnitRecord[] = [];
  const findings: Finding[] = [];
  for (const [index, code] of unitCodes.entries()) {
    if (!goods || code === null || before.has(code) || units.some((unit) => unit.code === code))
      continue;
    const unit = await findUnit(change.database, { organisationId, code }, from);
    if (!unit) continue;
    units.push(unit);
    const load = { goods, unit, from, until: null, withoutLotIds: [] };
    findings.push(...(await findingsOfLoad(change, load, `outputs.${index}.unitCode`)));
  }
  return { units, findings };
}
