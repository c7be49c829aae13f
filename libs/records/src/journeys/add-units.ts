import type { Change } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import type { DeviceBindingRow, UnitAssignmentRow, UnitRow } from '../database/schema.ts';
import { insertBindings, newBinding } from '../devices/add-devices.ts';
import { NotFoundError } from '../records-errors.ts';
import { insertNamed, requireCodes } from './coded-rows.ts';
import type { NewUnit } from './new-journeys.ts';

/** Adds units, on their runs, with their devices. @returns the ids by code */
export async function addUnits(
  change: Change,
  organisationId: string,
  units: readonly NewUnit[],
): Promise<Map<string, string>> {
  const runIds = await requireCodes(
    change,
    organisationId,
    'runs',
    units.flatMap(({ run }) => run?.runCode ?? []),
  );
  await requireUnboundDevices(change, units);
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const noteExtra = ({ code }: { code: string }) => {
    const unit = byCode.get(code);
    return { run: unit?.run, devices: unit?.devices };
  };
  const insert = (rows: readonly Pick<UnitRow, 'code' | 'kind' | 'wholeUnitId'>[]) =>
    insertNamed(change, organisationId, 'units', rows, noteExtra);
  const wholes = units.filter(({ wholeUnitCode }) => wholeUnitCode === undefined);
  const ids = await insert(wholes.map(({ code, kind }) => ({ code, kind, wholeUnitId: null })));
  const wholeIds = await requireCodes(
    change,
    organisationId,
    'units',
    units.flatMap(({ wholeUnitCode }) => wholeUnitCode ?? []),
  );
  const parts = units.flatMap(({ code, kind, wholeUnitCode }) =>
    wholeUnitCode === undefined
      ? []
      : [{ code, kind, wholeUnitId: wholeIds.get(wholeUnitCode) ?? null }],
  );
  for (const [code, id] of await insert(parts)) ids.set(code, id);
  await insertAssignments(change, organisationId, units, ids, runIds);
  await insertBindings(
    change,
    units.flatMap((unit): DeviceBindingRow[] =>
      (unit.devices ?? []).map(({ deviceId, from }) =>
        newBinding(change, { id: deviceId, organisationId }, ids.get(unit.code) ?? '', from),
      ),
    ),
  );
  return ids;
}

async function insertAssignments(
  change: Change,
  organisationId: string,
  units: readonly NewUnit[],
  unitIds: ReadonlyMap<string, string>,
  runIds: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = units.flatMap(({ code, run }): UnitAssignmentRow[] => {
    if (run === undefined) return [];
    const { position, equipmentGroup, from } = run;
    const [unitId, runId] = [unitIds.get(code) ?? '', runIds.get(run.runCode) ?? ''];
    const times = { validFrom: from, validUntil: null, recordedAt: change.now };
    const id = change.newId();
    return [
      {
        id,
        organisationId,
        unitId,
        runId,
        position,
        equipmentGroup,
        setpointCelsius: null,
        joinPlaceCode: null,
        leavePlaceCode: null,
        ...times,
      },
    ];
  });
  for (const chunk of inChunks(rows)) {
    await change.database.insertInto('unitAssignments').values(chunk).execute();
    await pauseBetweenChunks(chunk);
  }
}

/** New units take devices that exist and ride nowhere else; a device that moves is `devices.bind`. */
async function requireUnboundDevices(change: Change, units: readonly NewUnit[]): Promise<void> {
  const wanted = new Set(units.flatMap((unit) => (unit.devices ?? []).map((one) => one.deviceId)));
  for (const chunk of inChunks([...wanted])) {
    const rows = await change.database
      .selectFrom('devices')
      .select('id')
      .where('id', 'in', chunk)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('deviceBindings')
              .select('deviceBindings.id')
              .whereRef('deviceBindings.deviceId', '=', 'devices.id'),
          ),
        ),
      )
      .execute();
    for (const row of rows) wanted.delete(row.id);
  }
  const [missing] = wanted;
  if (missing !== undefined)
    throw new NotFoundError(`there is no device ${missing} that rides nowhere`);
}
