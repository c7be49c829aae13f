import { Inject, Injectable } from '@nestjs/common';
import type { HandOverView } from '@lenglian/console-contract';
import type { Dispute, HandOverRecord, Pseudonyms, Records } from '@lenglian/records';
import { isAllowed, type SignedIn } from '../access/signed-in.ts';
import { RECORDS } from '../parts.ts';

/** Hand-overs as somebody may see them: names of people are told by right only. */
@Injectable()
export class HandOverViews {
  constructor(@Inject(RECORDS) private readonly records: Pick<Records, 'persons'>) {}

  /** Without the right a name is a pseudonym: it tells that it is the same driver, and not who. */
  async of(record: HandOverRecord, who: SignedIn): Promise<HandOverView> {
    if (isAllowed(who, 'persons.read')) return toHandOverView(record);
    const pseudonyms = await this.records.persons.pseudonyms(record.organisationId);
    return toHandOverView(withPseudonyms(record, pseudonyms));
  }
}

/** Every field by name: the contract's view can be changed, the record cannot. */
function toHandOverView(record: HandOverRecord): HandOverView {
  const { lots, confirmations, disputes, conditions, photoSha256, erasedPersons } = record;
  return {
    ...record,
    ...{ from: { ...record.from }, to: { ...record.to } },
    lots: lots.map((lot) => ({ ...lot })),
    confirmations: confirmations.map((one) => ({ ...one })),
    disputes: disputes.map((one) => ({ ...one, proposals: [...one.proposals] })),
    conditions: conditions.map(({ signals, gaps, openAlerts, ...condition }) => ({
      ...condition,
      ...{ signals: [...signals], gaps: [...gaps], openAlerts: [...openAlerts] },
    })),
    photoSha256: [...photoSha256],
    erasedPersons: [...erasedPersons],
  };
}

function withPseudonyms(record: HandOverRecord, pseudonyms: Pseudonyms): HandOverRecord {
  const { from, to, milk, confirmations, disputes, erasedPersons } = record;
  const hidden = (name: string | null) => (name === null ? null : pseudonyms(name));
  const named = <One extends { readonly personName: string | null }>(one: One): One => ({
    ...one,
    personName: hidden(one.personName),
  });
  const agreed = (one: Dispute): Dispute => ({
    ...named(one),
    agreedByName: hidden(one.agreedByName),
  });
  // What was erased is a dash already, which is nobody.
  const isErased = (part: 'ESCORT' | 'VEHICLE_PLATE') => erasedPersons.includes(part);
  return {
    ...record,
    ...{ from: named(from), to: named(to) },
    ...{ confirmations: confirmations.map(named), disputes: disputes.map(agreed) },
    milk: milk && {
      ...milk,
      escortName: isErased('ESCORT') ? milk.escortName : pseudonyms(milk.escortName),
      vehiclePlate: isErased('VEHICLE_PLATE') ? milk.vehiclePlate : pseudonyms(milk.vehiclePlate),
    },
  };
}
