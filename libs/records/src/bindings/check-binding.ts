import type { DeviceKind } from '@lenglian/placements';
import { checkBoundDevice, finding, type Finding } from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { findDeviceRow } from '../devices/device-rows.ts';
import { calibratedUntil } from '../equipment/read-fitness.ts';
import { heldAt } from '../journeys/held-at.ts';
import { findUnit } from '../journeys/unit-rows.ts';
import type { UnitRecord } from '../records.ts';
import { findingsOfLoad, findingsOfSetpoint } from '../stock/check-load.ts';
import { goodsOf } from '../stock/goods-of.ts';
import { BINDING_TABLES } from './binding-tables.ts';
import type { BindingCorrection } from './binding.ts';

/** What a plan would say of a binding. */
export interface CheckedBinding {
  readonly findings: readonly Finding[];
  /** What people call its subject. */
  readonly name: string;
  /** The unit that goods come into by it. */
  readonly loads?: UnitRecord;
}

/** Who corrects what is not there, or another's, is told so by the correction itself. */
export async function checkBinding(
  change: Change,
  correction: BindingCorrection,
): Promise<CheckedBinding> {
  const { kind, subjectId, targetId } = correction;
  if (targetId === null) return { findings: [], name: subjectId };
  if (kind === 'lot') return checkLot(change, { ...correction, targetId });
  return kind === 'unit' ? checkUnit(change, correction) : checkDevice(change, correction);
}

async function checkLot(
  change: Change,
  {
    organisationId,
    subjectId,
    targetId,
    from,
    until,
  }: BindingCorrection & { readonly targetId: string },
): Promise<CheckedBinding> {
  const lot = await change.database
    .selectFrom('lots')
    .selectAll()
    .where('id', '=', subjectId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst();
  const unit = await findUnit(change.database, { id: targetId }, from);
  const isNowhere = !lot || unit?.organisationId !== organisationId;
  if (isNowhere || (await liesIn(change, subjectId, { unitId: targetId, at: from })))
    return { findings: [], name: lot?.code ?? subjectId };
  const load = { goods: goodsOf(lot), unit, from, until, withoutLotIds: [lot.id] };
  const findings = await findingsOfLoad(change, load, 'targetId');
  return { findings, name: lot.code, loads: unit };
}

/** Whether the goods lay there already: then they come into nothing. */
async function liesIn(
  { database }: Change,
  lotId: string,
  { unitId, at }: { readonly unitId: string; readonly at: number },
): Promise<boolean> {
  const row = await database
    .selectFrom('lotPlacements')
    .select('id')
    .where('lotId', '=', lotId)
    .where('unitId', '=', unitId)
    .where(heldAt(at))
    .executeTakeFirst();
  return row !== undefined;
}

/** A unit that comes onto a run, or is set to another temperature there, with what lies in it. */
async function checkUnit(change: Change, correction: BindingCorrection): Promise<CheckedBinding> {
  const { organisationId, subjectId, targetId, from, until, setpointCelsius = null } = correction;
  const unit = await findUnit(change.database, { id: subjectId }, from);
  if (unit?.organisationId !== organisationId) return { findings: [], name: subjectId };
  const { code: unitCode, runId, state, plannedSetpointCelsius } = unit;
  const findings: Finding[] = [];
  if (runId !== targetId && state === 'LAID_UP')
    findings.push(finding('UNIT_LAID_UP', null, 'subjectId', { unitCode }));
  if (
    setpointCelsius !== null &&
    (runId !== targetId || setpointCelsius !== plannedSetpointCelsius)
  ) {
    const isSet = { ...unit, plannedSetpointCelsius: setpointCelsius };
    findings.push(...(await findingsOfSetpoint(change, isSet, { from, until })));
  }
  findings.push(...(await overAlready(change, correction, unitCode)));
  findings.push(...(await takenFrom(change, correction, unitCode)));
  return { findings, name: unitCode };
}

/** A device that comes onto a unit: it is only told what it proves. */
async function checkDevice(change: Change, correction: BindingCorrection): Promise<CheckedBinding> {
  const { organisationId, subjectId, targetId, from, until } = correction;
  const name = subjectId;
  const device = await findDeviceRow(change.database, subjectId);
  const unit = await findUnit(change.database, { id: targetId ?? '' }, from);
  if (device?.organisationId !== organisationId || unit?.organisationId !== organisationId)
    return { findings: [], name };
  const calibrated = await calibratedUntil(change.database, [subjectId]);
  // The column holds only what devices were added with.
  const kind = device.kind as DeviceKind;
  const known = { kind, calibratedUntil: calibrated.get(subjectId) ?? null };
  const span = { unitKind: unit.kind, until: until ?? change.now, now: change.now };
  const findings = checkBoundDevice(subjectId, known, span);
  const taken = await takenFrom(change, correction, name);
  return { findings: [...findings.map((one) => ({ ...one, field: 'subjectId' })), ...taken], name };
}

/** A unit that comes onto a run that is closed or cancelled, also for longer than it was on it. */
async function overAlready(
  { database }: Change,
  { organisationId, subjectId, targetId, from, until }: BindingCorrection,
  unitCode: string,
): Promise<Finding[]> {
  const run = await database
    .selectFrom('runs')
    .select('code')
    .where('id', '=', targetId)
    .where('organisationId', '=', organisationId)
    .where('state', 'in', ['CLOSED', 'CANCELLED'])
    .executeTakeFirst();
  if (!run) return [];
  const ride = await database
    .selectFrom('unitAssignments')
    .select('validUntil')
    .where('unitId', '=', subjectId)
    .where('runId', '=', targetId)
    .where(heldAt(from))
    .executeTakeFirst();
  const wasOn = ride && (ride.validUntil === null || (until ?? Infinity) <= ride.validUntil);
  if (wasOn) return [];
  return [finding('RUN_IS_OVER', null, 'targetId', { runCode: run.code, unitCode })];
}

/** On what else it was at any time of the span, and is not any more. */
async function takenFrom(
  { database }: Change,
  { kind, subjectId, targetId, from, until }: BindingCorrection,
  name: string,
): Promise<Finding[]> {
  const { present, subject, target, targets } = BINDING_TABLES[kind];
  // One of the tables stands for all.
  let query = database
    .selectFrom(`${present as 'deviceBindings'} as held`)
    .innerJoin(`${targets as 'units'} as other`, 'other.id', `held.${target as 'unitId'}`)
    .select('other.code as taken')
    .distinct()
    .where(`held.${subject as 'deviceId'}`, '=', subjectId)
    .where('other.id', '!=', targetId ?? '')
    .where((where) =>
      where.or([where('held.validUntil', 'is', null), where('held.validUntil', '>', from)]),
    );
  if (until !== null) query = query.where('held.validFrom', '<', until);
  const others = await query.orderBy('taken').execute();
  return others.map(({ taken }) => finding('TAKEN_FROM', null, 'subjectId', { name, taken }));
}
