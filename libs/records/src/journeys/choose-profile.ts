import type { Instant } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import { NotFoundError } from '../records-errors.ts';

/** Finds the newest version of a profile that is valid at a moment. */
export type ProfileChooser = (code: string, at: Instant) => string;

/** Reads an organisation's profiles once, for many choices. @throws NotFoundError by the chooser */
export async function profileChooser(
  change: Change,
  organisationId: string,
): Promise<ProfileChooser> {
  const rows = await change.database
    .selectFrom('profiles')
    .select(['id', 'code', 'version', 'validFrom'])
    .where('organisationId', '=', organisationId)
    .orderBy('version', 'desc')
    .execute();
  const byCode = Map.groupBy(rows, (row) => row.code);
  return (code, at) => {
    const profile = byCode.get(code)?.find((row) => row.validFrom <= at);
    if (profile === undefined)
      throw new NotFoundError(`there is no profile ${code} valid at ${at}`);
    return profile.id;
  };
}

/** The id of the newest version of a profile that is valid at a moment. @throws NotFoundError */
export async function chooseProfile(
  change: Change,
  organisationId: string,
  code: string,
  at: Instant,
): Promise<string> {
  return (await profileChooser(change, organisationId))(code, at);
}
