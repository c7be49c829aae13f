import type { UnitKind } from '@lenglian/placements';

/** Between a unit and its part, in the code of the part. */
const PART_MARK = '/';

/** Units whose compartments or zones hold different goods at different temperatures. */
const KINDS_WITH_PARTS: ReadonlySet<UnitKind> = new Set(['tanker', 'store', 'truck', 'room']);

/** The code of the unit that a compartment or zone is a part of; undefined for a whole unit. */
export function wholeOf(unitCode: string): string | undefined {
  const mark = unitCode.indexOf(PART_MARK);
  return mark > 0 && mark < unitCode.length - 1 ? unitCode.slice(0, mark) : undefined;
}

/** Whether units of a kind have compartments or zones. */
export function hasParts(kind: UnitKind): boolean {
  return KINDS_WITH_PARTS.has(kind);
}
