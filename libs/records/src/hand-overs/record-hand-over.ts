import { SIDES, checkHandOver, speakerOf } from '@lenglian/goods';
import { finding, isRefused, type Finding } from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { HandOverStateError, NotFoundError } from '../records-errors.ts';
import type { NewHandOver } from './hand-over.ts';
import { readHandOvers } from './hand-over-rows.ts';
import type { PersonPart } from '../persons/person.ts';
import { ensurePseudonyms } from '../persons/pseudonyms.ts';
import { readHandOverFacts, type KnownOfHandOver } from './read-hand-over-facts.ts';

/** What was recorded, and what was warned about. */
export interface RecordedHandOver {
  readonly id: string;
  readonly warnings: readonly Finding[];
}

/**
 * Records that goods changed hands; the recorder's own side is confirmed by that.
 *
 * @throws RecordRefusedError with every finding, and then nothing is written
 * @throws NotFoundError, HandOverStateError about the record whose place it would take
 */
export async function recordHandOver(
  change: Change,
  recordedBy: string,
  organisationId: string,
  reported: NewHandOver,
): Promise<RecordedHandOver> {
  await requireSupersedable(change, organisationId, reported.supersedesId);
  const known = await readHandOverFacts(change, organisationId, reported);
  const findings = [
    ...checkHandOver(reported, known.facts),
    ...(await checkOrganisations(change, reported)),
  ];
  if (isRefused(findings)) throw new RecordRefusedError(`hand-over ${reported.kind}`, findings);
  const id = change.newId();
  await insertHandOver(change, { id, recordedBy, organisationId }, reported, known);
  await insertLots(change, { id, organisationId }, reported, known);
  await insertPersons(change, { id, organisationId }, reported);
  await confirmOwnSides(change, { id, recordedBy, organisationId }, reported);
  change.note({
    ...{ organisationId, action: 'hand-over.record', entity: 'handOver', entityId: id },
    after: withoutPersons(reported),
  });
  return { id, warnings: findings };
}

interface Owner {
  readonly id: string;
  readonly organisationId: string;
}

async function requireSupersedable(
  change: Change,
  organisationId: string,
  id: string | undefined,
): Promise<void> {
  if (id === undefined) return;
  const [earlier] = await readHandOvers(change.database, [id]);
  if (earlier?.organisationId !== organisationId) throw new NotFoundError(`hand-over ${id}`);
  if (earlier.supersededById !== null)
    throw new HandOverStateError(`hand-over ${id} has been superseded`);
}

async function checkOrganisations(change: Change, { from, to }: NewHandOver): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [side, { organisationId }] of Object.entries({ from, to })) {
    if (organisationId === null) continue;
    const row = await change.database
      .selectFrom('organisations')
      .select('id')
      .where('id', '=', organisationId)
      .executeTakeFirst();
    if (!row)
      findings.push(
        finding('UNKNOWN_ORGANISATION', null, `${side}.organisationId`, { organisationId }),
      );
  }
  return findings;
}

async function insertHandOver(
  change: Change,
  owner: Owner & { readonly recordedBy: string },
  reported: NewHandOver,
  { runId, unitId }: KnownOfHandOver,
): Promise<void> {
  const { from, to, kind, handedOverAt, placeCode, waybillNumber, note } = reported;
  const { sealFoundNumber, sealAppliedNumber, thermometerNumber } = reported;
  const { surfaceTemperatureCelsius, coreTemperatureCelsius } = reported;
  const { milk } = withoutPersons(reported);
  await change.database
    .insertInto('handOvers')
    .values({
      ...{ ...owner, kind, handedOverAt, recordedAt: change.now, placeCode, runId, unitId },
      ...{ waybillNumber, fromName: from.name, fromOrganisationId: from.organisationId },
      ...{ toName: to.name, toOrganisationId: to.organisationId },
      ...{ sealFoundNumber, sealAppliedNumber, thermometerNumber, note },
      ...{ surfaceTemperatureCelsius, coreTemperatureCelsius },
      milk: milk === null ? null : JSON.stringify(milk),
      photoSha256: JSON.stringify(reported.photoSha256),
      conditions: JSON.stringify(reported.conditions),
      supersedesId: reported.supersedesId ?? null,
    })
    .execute();
}

async function insertLots(
  change: Change,
  { id, organisationId }: Owner,
  { lots }: NewHandOver,
  { lotIds }: KnownOfHandOver,
): Promise<void> {
  const rows = lots.map(({ lotCode, ...lot }) => ({
    ...{ ...lot, id: change.newId(), organisationId, handOverId: id },
    lotId: lotIds.get(lotCode) ?? '',
  }));
  for (const chunk of inChunks(rows))
    await change.database.insertInto('handOverLots').values(chunk).execute();
}

async function insertPersons(
  change: Change,
  { id, organisationId }: Owner,
  { from, to, milk }: NewHandOver,
): Promise<void> {
  const names: Record<Exclude<PersonPart, 'SIGNED'>, string | null> = {
    ...{ FROM: from.personName, TO: to.personName },
    ...{ ESCORT: milk?.escortName ?? null, VEHICLE_PLATE: milk?.vehiclePlate ?? null },
  };
  await ensurePseudonyms(change, organisationId);
  for (const [part, name] of Object.entries(names)) {
    if (name === null) continue;
    const kept = { part, name, erasedAt: null, answerId: null };
    const row = { id: change.newId(), organisationId, handOverId: id, ...kept };
    await change.database.insertInto('handOverPersons').values(row).execute();
  }
}

/** Whoever records agrees for the party that they are. */
async function confirmOwnSides(
  change: Change,
  { id, organisationId, recordedBy }: Owner & { readonly recordedBy: string },
  { from, to }: NewHandOver,
): Promise<void> {
  for (const side of SIDES) {
    const party = side === 'FROM' ? from : to;
    const speaker = speakerOf(side, { organisationId, from, to });
    if (party.organisationId === null || speaker !== organisationId) continue;
    await change.database
      .insertInto('handOverConfirmations')
      .values({
        ...{ id: change.newId(), organisationId, handOverId: id, side },
        ...{ confirmedBy: recordedBy, confirmedAt: change.now, isOnPaper: 0, isByLink: 0 },
      })
      .execute();
  }
}

/** The audit and the slip hold no names of people: they could not be erased there. */
function withoutPersons({ conditions: _shown, from, to, milk, ...reported }: NewHandOver) {
  const slip = milk && {
    ...milk,
    ...{ escortName: undefined, vehiclePlate: undefined },
  };
  const party = ({ name, organisationId }: NewHandOver['from']) => ({ name, organisationId });
  return { ...reported, from: party(from), to: party(to), milk: slip };
}
