import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { findDeviceRow } from '../devices/device-rows.ts';
import { chooseProfile, ORDINARY_GOODS } from '../journeys/choose-profile.ts';
import { DeviceRevokedError, InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { BindingCorrection, BindingRecord } from './binding.ts';
import { BINDING_TABLES, toBinding, type BindingRow } from './binding-tables.ts';
import { clearSpan } from './clear-span.ts';

/**
 * Records what is now believed of a span of time, also in the past: the judge reads the new belief and
 * judges that span again. What was believed before stays on record (`listBindings` with `asOf`).
 *
 * @returns the new belief; undefined where the subject is now nowhere
 * @throws NotFoundError for a subject or target that is not there or not the organisation's
 * @throws DeviceRevokedError
 * @throws InvalidRecordError for a span that ends before it begins, or goods without limits
 */
export async function correctBinding(
  change: Change,
  correction: BindingCorrection,
): Promise<BindingRecord | undefined> {
  const { organisationId, kind, subjectId, targetId, from, until } = correction;
  if (until !== null && until <= from)
    throw new InvalidRecordError(`a binding from ${from} cannot end at ${until}`);
  const { present, subject, target, subjects, targets } = BINDING_TABLES[kind];
  await requireOwn(change, subjects, subjectId, organisationId);
  if (targetId !== null) await requireOwn(change, targets, targetId, organisationId);
  if (kind === 'device' && targetId !== null) await refuseRevoked(change, subjectId);
  const before = await clearSpan(change, kind, subjectId, { from, until });
  let after: BindingRow | undefined;
  if (targetId !== null) {
    const common = { id: change.newId(), organisationId, recordedAt: change.now };
    after = {
      ...common,
      ...{ validFrom: from, validUntil: until },
      ...{ [subject]: subjectId, [target]: targetId },
      ...(await extrasOf(
        change,
        correction,
        before.find((row) => row[target] === targetId),
      )),
    } as BindingRow;
    // One of the three tables stands for all; `extrasOf` gives each kind its own columns.
    const values = after as BindingRow & { deviceId: string };
    await change.database
      .insertInto(present as 'deviceBindings')
      .values(values)
      .execute();
  }
  await bumpCounter(change, 'placements');
  if (kind === 'device') await tellConfigurationAgain(change, subjectId);
  change.note({
    organisationId,
    action: `${kind}.bind`,
    entity: kind,
    entityId: subjectId,
    before: before.map((row) => ({
      targetId: row[target],
      from: row.validFrom,
      until: row.validUntil,
    })),
    after: { targetId, from, until },
  });
  return after && toBinding(kind, after);
}

async function requireOwn(
  change: Change,
  table: 'devices' | 'lots' | 'units' | 'runs',
  id: string,
  organisationId: string,
): Promise<void> {
  const row = await change.database
    .selectFrom(table as 'units')
    .select('organisationId')
    .where('id', '=', id)
    .executeTakeFirst();
  if (row?.organisationId !== organisationId)
    throw new NotFoundError(`there is none of ${table} with id ${id}`);
}

/** A revoked device says nothing any more; taking it off a unit is still allowed. */
async function refuseRevoked(change: Change, deviceId: string): Promise<void> {
  const device = await findDeviceRow(change.database, deviceId);
  if (device?.isRevoked === 1) throw new DeviceRevokedError(`device ${deviceId} is revoked`);
}

/** The columns that only one kind has. */
async function extrasOf(
  change: Change,
  correction: BindingCorrection,
  before: BindingRow | undefined,
): Promise<object> {
  const { organisationId, kind, subjectId, from, position, equipmentGroup } = correction;
  if (kind === 'device') return {};
  if (kind === 'unit') {
    const { joinPlaceCode = before?.joinPlaceCode, leavePlaceCode = before?.leavePlaceCode } =
      correction;
    return {
      ...{ position: position ?? null, equipmentGroup: equipmentGroup ?? null },
      ...{ joinPlaceCode: joinPlaceCode ?? null, leavePlaceCode: leavePlaceCode ?? null },
      setpointCelsius: correction.setpointCelsius ?? null,
    };
  }
  const { commodityCode, ...goods } = await change.database
    .selectFrom('lots')
    .select(['commodityCode', 'brixDegrees', 'cultivarCode'])
    .where('id', '=', subjectId)
    .executeTakeFirstOrThrow();
  const code = correction.profileCode ?? commodityCode;
  // Limits that somebody chose instead of the commodity's know nothing of its sugar.
  const known = code === commodityCode ? goods : ORDINARY_GOODS;
  return { profileId: await chooseProfile(change, organisationId, code, from, known) };
}

/** A device on a new unit is told its configuration (retained) once more. */
async function tellConfigurationAgain(change: Change, deviceId: string): Promise<void> {
  const configuredVersion = await bumpCounter(change, 'configured');
  await change.database
    .updateTable('devices')
    .set({ configuredVersion })
    .where('id', '=', deviceId)
    .execute();
}
