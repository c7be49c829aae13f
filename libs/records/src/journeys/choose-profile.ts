import { limitsOfLot, wholeBrix, type ColderLimits, type LimitProfile } from '@lenglian/limits';
import type { Instant } from '@lenglian/quantities';
import type { Commodity } from '@lenglian/seed-files';
import { bumpCounter } from '../database/counters.ts';
import type { Change } from '../database/audited.ts';
import type { ProfileRow } from '../database/schema.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';

/** What of a lot decides which limits it is judged by. */
export interface JudgedGoods {
  readonly brixDegrees: number | null;
  readonly cultivarCode: string | null;
}

/** Goods of which nobody measured more than what they are. */
export const ORDINARY_GOODS: JudgedGoods = { brixDegrees: null, cultivarCode: null };

/** Finds the limits for goods that are placed somewhere at a moment; the id of a profile. */
export type ProfileChooser = (code: string, at: Instant, goods: JudgedGoods) => Promise<string>;

/** Between a commodity's code and what its variant is of; no code of a commodity has it. */
export const VARIANT_MARK = ':';

/**
 * Reads an organisation's profiles once, for many choices. Goods whose sugar or cultivar is known get a
 * variant of their commodity's profile; each variant is kept once, as a profile of its own.
 *
 * @throws NotFoundError by the chooser when there are no limits for the goods, or no such cultivar
 * @throws InvalidRecordError by the chooser when the goods have no safe temperature
 */
export async function profileChooser(
  change: Change,
  organisationId: string,
): Promise<ProfileChooser> {
  const rows = await change.database
    .selectFrom('profiles')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('version', 'desc')
    .execute();
  const byCode = Map.groupBy(rows, (row) => row.code);
  return async (code, at, goods) => {
    const profile = byCode.get(code)?.find((row) => row.validFrom <= at);
    if (profile === undefined)
      throw new NotFoundError(`there is no profile ${code} valid at ${at}`);
    const variant = variantOf(profile, goods);
    if (!variant) return profile.id;
    const known = byCode.get(variant.code)?.find(({ version }) => version === profile.version);
    if (known) return known.id;
    const added = await addVariant(change, profile, variant);
    byCode.set(variant.code, [...(byCode.get(variant.code) ?? []), added]);
    return added.id;
  };
}

type Definition = Omit<LimitProfile, 'id'>;

/** Undefined where the goods are judged like all of their commodity. */
function variantOf(profile: ProfileRow, goods: JudgedGoods): Definition | undefined {
  // The columns hold only what `addMany` was given.
  const definition = JSON.parse(profile.definition) as Definition;
  const { sweet = null, cultivars = [] } = (JSON.parse(profile.details) ??
    {}) as Partial<Commodity>;
  const { cultivarCode } = goods;
  const cultivar = cultivars.find(({ code }) => code === cultivarCode);
  if (cultivarCode !== null && !cultivar)
    throw new NotFoundError(`${profile.code} has no cultivar ${cultivarCode}`);
  const brixDegrees = goods.brixDegrees === null ? null : wholeBrix(goods.brixDegrees);
  try {
    const limits = limitsOfLot(definition, {
      brixDegrees,
      sweet: sweet && { ...colder(sweet), fromBrixDegrees: sweet.fromBrixDegrees },
      cultivar: cultivar ? colder(cultivar) : null,
    });
    if (limits === definition) return undefined;
    const name = cultivar ? cultivar.code : `BRIX_${brixDegrees}`;
    return { ...limits, code: `${profile.code}${VARIANT_MARK}${name}` };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidRecordError(`${profile.code} of ${brixDegrees} °Brix: ${error.message}`);
  }
}

/** Limits as the core names them. */
export function colder(given: {
  setpointCelsius: number;
  bandLowCelsius: number;
  criticalLowCelsius: number;
}): ColderLimits {
  return {
    setpoint: given.setpointCelsius,
    bandLow: given.bandLowCelsius,
    criticalLow: given.criticalLowCelsius,
  };
}

async function addVariant(
  change: Change,
  profile: ProfileRow,
  definition: Definition,
): Promise<ProfileRow> {
  const row: ProfileRow = {
    ...profile,
    id: change.newId(),
    code: definition.code,
    definition: JSON.stringify(definition),
  };
  await change.database.insertInto('profiles').values(row).execute();
  await bumpCounter(change, 'placements');
  const { organisationId } = profile;
  const entity = { organisationId, entity: 'profile', entityId: row.id };
  change.note({ ...entity, action: 'profile.add', after: definition });
  return row;
}

/** The limits for goods that are placed somewhere at a moment. @throws as `profileChooser` */
export async function chooseProfile(
  change: Change,
  organisationId: string,
  code: string,
  at: Instant,
  goods: JudgedGoods,
): Promise<string> {
  return (await profileChooser(change, organisationId))(code, at, goods);
}
