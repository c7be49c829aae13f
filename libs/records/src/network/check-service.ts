import { finding, isRefused, type Finding } from '@lenglian/planning';
import type { Service } from '@lenglian/seed-files';
import type { Change } from '../database/audited.ts';
import { RecordRefusedError } from '../record-refused-error.ts';

/**
 * Whether a service can be run: it goes between places that are known, with goods that have limits.
 *
 * @throws RecordRefusedError with every finding
 */
export async function checkService(
  change: Change,
  organisationId: string,
  service: Service,
): Promise<void> {
  const places = await codesOf(change, 'places', organisationId);
  const goods = await codesOf(change, 'profiles', organisationId);
  const findings: Finding[] = [
    ...service.commodityCodes
      .filter((commodityCode) => !goods.has(commodityCode))
      .map((commodityCode) =>
        finding('UNKNOWN_COMMODITY', null, 'commodityCodes', { commodityCode }),
      ),
    ...service.ways.flatMap(({ legs }, way) =>
      legs.flatMap((leg, index) => {
        const field = `ways[${way}].legs[${index}]`;
        const expected = legs[index - 1]?.toPlaceCode;
        const parameters = { placeCode: leg.fromPlaceCode, expected: expected ?? '' };
        const isApart = expected !== undefined && expected !== leg.fromPlaceCode;
        return [
          ...[leg.fromPlaceCode, leg.toPlaceCode]
            .filter((placeCode) => !places.has(placeCode))
            .map((placeCode) => finding('UNKNOWN_PLACE', null, field, { placeCode })),
          ...(isApart ? [finding('LEGS_APART', null, field, parameters)] : []),
        ];
      }),
    ),
  ];
  if (isRefused(findings)) throw new RecordRefusedError(`service ${service.code}`, findings);
}

async function codesOf(
  change: Change,
  table: 'places' | 'profiles',
  organisationId: string,
): Promise<Set<string>> {
  const rows = await change.database
    .selectFrom(table as 'places')
    .select('code')
    .distinct()
    .where('organisationId', '=', organisationId)
    .execute();
  return new Set(rows.map(({ code }) => code));
}
