import type { HandOverView } from '@lenglian/console-contract';
import type { HandOverRecord } from '@lenglian/records';
import { isAllowed, type SignedIn } from '../access/signed-in.ts';

/** A hand-over as somebody may see it: names of people are told by right only. */
export function toHandOverView(record: HandOverRecord, who: SignedIn): HandOverView {
  const shown = isAllowed(who, 'persons.read') ? record : withMaskedPersons(record);
  const { lots, confirmations, disputes, conditions, photoSha256 } = shown;
  return {
    ...shown,
    ...{ from: { ...shown.from }, to: { ...shown.to } },
    lots: lots.map((lot) => ({ ...lot })),
    confirmations: confirmations.map((one) => ({ ...one })),
    disputes: disputes.map((one) => ({ ...one })),
    conditions: conditions.map(({ signals, gaps, openAlerts, ...condition }) => ({
      ...condition,
      ...{ signals: [...signals], gaps: [...gaps], openAlerts: [...openAlerts] },
    })),
    photoSha256: [...photoSha256],
  };
}

function withMaskedPersons(record: HandOverRecord): HandOverRecord {
  const { from, to, milk } = record;
  return {
    ...record,
    from: { ...from, personName: masked(from.personName) },
    to: { ...to, personName: masked(to.personName) },
    milk: milk && {
      ...milk,
      escortName: masked(milk.escortName) ?? '',
      vehiclePlate: masked(milk.vehiclePlate) ?? '',
    },
  };
}

/** 张三丰 → 张**: enough to ask somebody who may know, and no more. */
function masked(name: string | null): string | null {
  return name === null ? null : `${[...name][0] ?? ''}**`;
}
