import {
  checkTransformation,
  type InputFacts,
  type PlannedTransformation,
  type Transformation,
  type TransformationKind,
} from '@lenglian/goods';
import { isValidAt } from '@lenglian/placements';
import { detailsOf, isRefused, type Finding } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import { clearSpan } from '../bindings/clear-span.ts';
import type { Change } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { bumpCounter } from '../database/counters.ts';
import type { LotRow } from '../database/schema.ts';
import { addLots } from '../journeys/add-lots.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { NotFoundError } from '../records-errors.ts';
import { leftOf } from './left-of.ts';
import { asHappened, takeIntoUse } from '../stock/check-load.ts';
import { goodsOf } from '../stock/goods-of.ts';
import { checkOutputs } from './check-outputs.ts';
import { usedUp } from './transformation-rows.ts';

/** A lot that a transformation makes. */
export interface NewLotOfOthers {
  readonly lotCode: string;
  readonly quantityKilograms: number | null;
  /** Where it lies from then on; where the first of its inputs lay when absent. */
  readonly unitCode?: string | undefined;
  readonly packageCount?: number | null | undefined;
  readonly note?: string | null | undefined;
}

/** Lots become other lots. */
export interface NewTransformation {
  readonly kind: TransformationKind;
  readonly at: Instant;
  /** Null quantity: all that is left, and the lot leaves its unit. */
  readonly inputs: readonly {
    readonly lotCode: string;
    readonly quantityKilograms: number | null;
  }[];
  readonly outputs: readonly NewLotOfOthers[];
  readonly note?: string | null | undefined;
  /** What comes out does lie where it says. What would refuse that is told, and does not. */
  readonly hasHappened?: boolean | undefined;
}

/** What was recorded, and what was warned about. */
export interface RecordedTransformation {
  readonly transformation: Transformation;
  readonly warnings: readonly Finding[];
}

interface InputLot {
  readonly row: LotRow;
  /** When it was first somewhere; null when it never was. */
  readonly placedFrom: Instant | null;
  /** Where it lay at the moment of the event; null when nowhere. */
  readonly unitCode: string | null;
  readonly leftKilograms: number | null;
}

/**
 * Records that lots became other lots: those are added where they lie from then on, of inputs of which
 * nothing is left the placement ends.
 *
 * @throws RecordRefusedError with every finding, and then nothing is written
 * @throws NotFoundError for a unit that is not there or not the organisation's
 */
export async function recordTransformation(
  change: Change,
  actorId: string,
  organisationId: string,
  { kind, at, inputs, outputs, note = null, hasHappened }: NewTransformation,
): Promise<RecordedTransformation> {
  const lots = await readInputs(change, organisationId, inputs, at);
  const first = lots.get(inputs[0]?.lotCode ?? '');
  const commodityCode = first?.row.commodityCode ?? '';
  // What goes in whole is known by its mass where there is one: the mean of a mixture needs it.
  const weighed = inputs.map((input) => ({
    ...input,
    quantityKilograms: input.quantityKilograms ?? lots.get(input.lotCode)?.leftKilograms ?? null,
  }));
  const planned: PlannedTransformation = {
    ...{ kind, at, inputs: weighed },
    outputs: outputs.map(({ lotCode, quantityKilograms, unitCode = null }) => {
      return { lotCode, commodityCode, quantityKilograms, unitCode };
    }),
  };
  await requireOwnUnits(change, organisationId, outputs);
  const takenCodes = await knownLotCodes(change, organisationId, outputs);
  const rows = [...lots.values()].map(({ row }) => row);
  const loads = await checkOutputs(change, organisationId, {
    ...{ at, before: new Set([...lots.values()].flatMap(({ unitCode }) => unitCode ?? [])) },
    unitCodes: outputs.map(({ unitCode = null }) => unitCode),
    goods: first ? { ...goodsOf(first.row), ...sharedDetails(rows) } : null,
  });
  const findings = [
    ...checkTransformation(planned, {
      ...{ now: change.now, inputs: factsOf(lots), takenCodes },
    }),
    ...asHappened(loads.findings, hasHappened),
  ];
  if (isRefused(findings) || !first)
    throw new RecordRefusedError(
      `${kind} of ${inputs.map((one) => one.lotCode).join(', ')}`,
      findings,
    );
  const outputIds = await addOutputs(change, organisationId, {
    ...{ at, outputs, lies: first.unitCode, inputs: rows },
  });
  for (const unit of loads.units)
    await takeIntoUse(change, actorId, unit, { from: at, reason: `${kind} at ${at}` });
  const shares = (side: readonly { lotCode: string; quantityKilograms: number | null }[]) =>
    side.map(({ lotCode, quantityKilograms }) => ({
      lotId: lots.get(lotCode)?.row.id ?? outputIds.get(lotCode) ?? '',
      quantityKilograms,
    }));
  const transformation: Transformation = {
    ...{ id: change.newId(), kind, at, inputs: shares(weighed), outputs: shares(outputs) },
  };
  await insert(change, organisationId, transformation, note);
  for (const input of weighed) await endWhatIsUsedUp(change, lots.get(input.lotCode), input, at);
  await bumpCounter(change, 'placements');
  change.note({
    organisationId,
    ...{ action: `lot.${kind.toLowerCase()}`, entity: 'transformation' },
    ...{ entityId: transformation.id, after: { ...transformation, note } },
  });
  return { transformation, warnings: findings };
}

async function readInputs(
  change: Change,
  organisationId: string,
  inputs: NewTransformation['inputs'],
  at: Instant,
): Promise<Map<string, InputLot>> {
  const lots = new Map<string, InputLot>();
  for (const codes of inChunks([...new Set(inputs.map(({ lotCode }) => lotCode))])) {
    const rows = await change.database
      .selectFrom('lots')
      .selectAll()
      .where('organisationId', '=', organisationId)
      .where('code', 'in', codes)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) continue;
    const used = await usedUp(change.database, ids);
    const placements = await change.database
      .selectFrom('lotPlacements')
      .innerJoin('units', 'units.id', 'lotPlacements.unitId')
      .select(['lotId', 'units.code', 'validFrom as from', 'validUntil as until'])
      .where('lotId', 'in', ids)
      .orderBy('validFrom')
      .execute();
    for (const row of rows) {
      const own = placements.filter(({ lotId }) => lotId === row.id);
      lots.set(row.code, {
        ...{ row, placedFrom: own[0]?.from ?? null },
        unitCode: own.find((placement) => isValidAt(placement, at))?.code ?? null,
        leftKilograms: leftOf(row.quantityKilograms, used.get(row.id) ?? []),
      });
    }
  }
  return lots;
}

function factsOf(lots: ReadonlyMap<string, InputLot>): Map<string, InputFacts> {
  return new Map(
    [...lots].map(([lotCode, { row, ...lot }]) => [
      lotCode,
      { ...lot, lotCode, commodityCode: row.commodityCode },
    ]),
  );
}

/** @throws NotFoundError for a unit that is not there or not the organisation's */
async function requireOwnUnits(
  change: Change,
  organisationId: string,
  outputs: readonly NewLotOfOthers[],
): Promise<void> {
  const wanted = new Set(outputs.flatMap(({ unitCode }) => unitCode ?? []));
  for (const codes of inChunks([...wanted])) {
    const rows = await change.database
      .selectFrom('units')
      .select('code')
      .where('organisationId', '=', organisationId)
      .where('code', 'in', codes)
      .execute();
    for (const { code } of rows) wanted.delete(code);
  }
  const [missing] = wanted;
  if (missing !== undefined) throw new NotFoundError(`there is no unit ${missing}`);
}

async function knownLotCodes(
  change: Change,
  organisationId: string,
  outputs: readonly NewLotOfOthers[],
): Promise<Set<string>> {
  const known = new Set<string>();
  for (const codes of inChunks(outputs.map(({ lotCode }) => lotCode))) {
    const rows = await change.database
      .selectFrom('lots')
      .select('code')
      .where('organisationId', '=', organisationId)
      .where('code', 'in', codes)
      .execute();
    for (const { code } of rows) known.add(code);
  }
  return known;
}

interface Outputs {
  readonly at: Instant;
  readonly outputs: readonly NewLotOfOthers[];
  readonly inputs: readonly LotRow[];
  /** Where the first input lay: there an output lies that nothing else is said of. */
  readonly lies: string | null;
}

/** A lot of several keeps only what all of them have in common. */
async function addOutputs(
  change: Change,
  organisationId: string,
  { at, outputs, inputs, lies }: Outputs,
): Promise<Map<string, string>> {
  const commodityCode = inputs[0]?.commodityCode ?? '';
  const shared = sharedDetails(inputs);
  const origin = common(inputs.map(({ originPlaceCode }) => originPlaceCode));
  return addLots(
    change,
    organisationId,
    outputs.map(({ lotCode, quantityKilograms, unitCode, packageCount, note }) => ({
      ...{ code: lotCode, commodityCode, quantityKilograms },
      ...(origin !== null && { originPlaceCode: origin }),
      ...(note != null && { note }),
      details: { ...shared, packageCount: packageCount ?? null },
      // The check has refused what would lie nowhere.
      placement: { unitCode: unitCode ?? lies ?? '', profileCode: commodityCode, from: at },
    })),
  );
}

function sharedDetails(rows: readonly LotRow[]) {
  const all = rows.map(detailsOf);
  const names = Object.keys(all[0] ?? {}) as (keyof (typeof all)[number])[];
  return Object.fromEntries(names.map((name) => [name, common(all.map((one) => one[name]))]));
}

function common<Value>(values: readonly Value[]): Value | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}

async function insert(
  change: Change,
  organisationId: string,
  { id, kind, at, inputs, outputs }: Transformation,
  note: string | null,
): Promise<void> {
  await change.database
    .insertInto('transformations')
    .values({
      ...{ id, organisationId, kind, at, recordedAt: change.now, note },
      ...{ undoneAt: null, undoneBy: null, undoneReason: null },
    })
    .execute();
  for (const [table, shares] of [
    ['transformationInputs', inputs],
    ['transformationOutputs', outputs],
  ] as const) {
    const rows = shares.map((share) => ({
      ...{ id: change.newId(), organisationId, transformationId: id },
      ...share,
    }));
    for (const chunk of inChunks(rows))
      await change.database.insertInto(table).values(chunk).execute();
  }
}

/** The goods are elsewhere now: nothing of the lot lies in its unit any more. */
async function endWhatIsUsedUp(
  change: Change,
  lot: InputLot | undefined,
  { quantityKilograms }: { quantityKilograms: number | null },
  at: Instant,
): Promise<void> {
  if (!lot) return;
  const left = leftOf(lot.leftKilograms, [quantityKilograms]);
  if (left === 0) await clearSpan(change, 'lot', lot.row.id, { from: at, until: null });
}
