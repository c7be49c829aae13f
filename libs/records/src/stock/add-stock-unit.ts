import { checkUnitName, finding, isRefused, wholeOf, type Finding } from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { addUnits } from '../journeys/add-units.ts';
import { findUnit } from '../journeys/unit-rows.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError } from '../records-errors.ts';
import type { AddedStock, StockUnit } from './stock.ts';

/** Adds a unit with its compartments, or one compartment of a unit that is there. */
export async function addStockUnit(
  change: Change,
  organisationId: string,
  { code, kind, parts }: StockUnit,
): Promise<AddedStock & { readonly partIds: readonly string[] }> {
  const wholeCode = wholeOf(code);
  if (wholeCode !== undefined && parts.length > 0)
    throw new InvalidRecordError(`${code} is a compartment: it has none of its own`);
  const partCodes = parts.map((part) => `${code}/${part}`);
  const findings: Finding[] = [code, ...partCodes]
    .flatMap((unitCode) => checkUnitName({ line: null, unitCode, unitKind: kind }))
    .map((one) => ({ ...one, field: one.parameters['unitCode'] === code ? 'code' : 'parts' }));
  if (wholeCode !== undefined) {
    const key = { organisationId, code: wholeCode };
    const whole = await findUnit(change.database, key, change.now);
    if (!whole) findings.push(finding('UNKNOWN_UNIT', null, 'code', { unitCode: wholeCode }));
    else if (whole.kind !== kind) {
      const parameters = { unitCode: wholeCode, kind, known: whole.kind };
      findings.push(finding('UNIT_KIND_DIFFERS', null, 'kind', parameters));
    }
  }
  if (isRefused(findings)) throw new RecordRefusedError(`unit ${code}`, findings);
  const ids = await addUnits(change, organisationId, [
    { code, kind, ...(wholeCode !== undefined && { wholeUnitCode: wholeCode }) },
    ...partCodes.map((part) => ({ code: part, kind, wholeUnitCode: code })),
  ]);
  // Who shows units reads them again with the placements.
  await bumpCounter(change, 'placements');
  const idOf = (one: string) => ids.get(one) ?? '';
  return { id: idOf(code), partIds: partCodes.map(idOf), warnings: findings };
}
