import { finding, isRefused } from '@lenglian/planning';
import { DAY, toIso, type Instant } from '@lenglian/quantities';
import { commodityFindings, type Commodity } from '@lenglian/seed-files';
import { RecordRefusedError } from '../record-refused-error.ts';

/** In which data may still be corrected: what was decided before stays as it is. */
const CORRECTED_DAYS_MAX = 90;

/** A version that is to be written; those that are there already are not looked at again. */
export interface NewVersion {
  readonly commodity: Commodity;
  readonly version: number;
  readonly validFrom: Instant;
}

/**
 * Whether a version of a profile can be used, and when.
 *
 * @param before when the version before it became valid; undefined for the first one
 * @throws RecordRefusedError with every finding, each with the field of the entry
 */
export function checkProfile(
  { commodity, version, validFrom }: NewVersion,
  { now, before }: { readonly now: Instant; readonly before: Instant | undefined },
): void {
  const findings = commodityFindings(commodity);
  if (before !== undefined && validFrom <= before)
    findings.push(finding('VERSION_NOT_LATER', null, 'validFrom', { before: toIso(before) }));
  if (before !== undefined && validFrom < now - CORRECTED_DAYS_MAX * DAY)
    findings.push(finding('TOO_LONG_AGO', null, 'validFrom', { days: CORRECTED_DAYS_MAX }));
  if (isRefused(findings))
    throw new RecordRefusedError(`profile ${commodity.code} v${version}`, findings);
}
