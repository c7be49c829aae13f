import type { Owned } from './schema.ts';

/** `organisationId` is whose the goods are, and who recorded it. */
export interface HandOverRow extends Owned {
  kind: string;
  handedOverAt: number;
  recordedAt: number;
  recordedBy: string;
  placeCode: string | null;
  runId: string | null;
  unitId: string | null;
  waybillNumber: string | null;
  fromName: string;
  fromOrganisationId: string | null;
  toName: string;
  toOrganisationId: string | null;
  sealFoundNumber: string | null;
  sealAppliedNumber: string | null;
  surfaceTemperatureCelsius: number | null;
  coreTemperatureCelsius: number | null;
  thermometerNumber: string | null;
  /** The milk slip without its persons, JSON. */
  milk: string | null;
  /** JSON list. */
  photoSha256: string;
  /** The last 24 h of each unit as they were shown when it was recorded; JSON. */
  conditions: string;
  note: string | null;
  supersedesId: string | null;
}

/** What belongs to a hand-over. */
interface OfHandOver extends Owned {
  handOverId: string;
}

export interface HandOverLotRow extends OfHandOver {
  lotId: string;
  result: string;
  quantityKilograms: number | null;
  damagedKilograms: number | null;
  rejectedKilograms: number | null;
  reason: string | null;
}

export interface HandOverConfirmationRow extends OfHandOver {
  side: string;
  confirmedBy: string;
  confirmedAt: number;
  isOnPaper: number;
  isByLink: number;
}

export interface HandOverDisputeRow extends OfHandOver {
  side: string;
  openedBy: string;
  openedAt: number;
  reason: string;
  settledBy: string | null;
  settledAt: number | null;
  settlement: string | null;
  isByLink: number;
  settledAs: string | null;
  settlementReason: string | null;
}

/** A settlement that waits for the word of whoever disputed by a link. */
export interface HandOverSettlementRow extends OfHandOver {
  disputeId: string;
  settlement: string;
  proposedBy: string;
  proposedAt: number;
}

/** Personal data: never in the audit, and erased without anything else. */
export interface HandOverPersonRow extends OfHandOver {
  part: string;
  /** Empty once it was erased. */
  name: string;
  erasedAt: number | null;
  /** The confirmation or dispute that somebody gave their name to. */
  answerId: string | null;
}

export interface HandOverLinkRow extends OfHandOver {
  side: string;
  tokenSha256: string;
  createdBy: string;
  createdAt: number;
  validUntil: number;
  usedAt: number | null;
}
