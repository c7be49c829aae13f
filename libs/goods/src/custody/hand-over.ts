import type { Instant } from '@lenglian/quantities';

/** 入库, 出库, 配送 (GB/T 40956-2021: inbound, outbound, delivery) and 交奶 (raw milk). */
export const HAND_OVER_KINDS = ['INBOUND', 'OUTBOUND', 'DELIVERY', 'MILK'] as const;
export type HandOverKind = (typeof HAND_OVER_KINDS)[number];

/** 签收, 保留签收, 拒收. */
export const HAND_OVER_RESULTS = ['ACCEPTED', 'ACCEPTED_WITH_RESERVATION', 'REJECTED'] as const;
export type HandOverResult = (typeof HAND_OVER_RESULTS)[number];

/** Which of the two parties. */
export const SIDES = ['FROM', 'TO'] as const;
export type Side = (typeof SIDES)[number];

/**
 * Where a hand-over stands: nobody or one side has confirmed it; both have; somebody disputes it and
 * that is not settled; another record took its place.
 */
export const HAND_OVER_STATES = ['PROPOSED', 'CONFIRMED', 'DISPUTED', 'SUPERSEDED'] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];

/** How a dispute ended: by both words, or by that of the recorder with its reason. */
export const SETTLED_AS = ['AGREED', 'DECIDED'] as const;
export type SettledAs = (typeof SETTLED_AS)[number];

/** Who gives or takes: a firm or a station, and the person who was there. */
export interface Party {
  readonly name: string;
  /** Where it has its records here too: then it sees the hand-over and confirms for itself. */
  readonly organisationId: string | null;
  /** Personal data: shown by right, never in the audit. */
  readonly personName: string | null;
}

/** What becomes of one lot of a hand-over. */
export interface HandedLot {
  readonly lotCode: string;
  readonly quantityKilograms: number | null;
  readonly result: HandOverResult;
  readonly damagedKilograms: number | null;
  readonly rejectedKilograms: number | null;
  /** Why it was not taken as it is; required then. */
  readonly reason: string | null;
}

/** What a raw-milk slip adds (生鲜乳生产收购管理办法; operations.md §A4). */
export interface MilkSlip {
  readonly vehiclePlate: string;
  /** 准运证明. */
  readonly transportPermitNumber: string;
  readonly escortName: string;
  readonly departureTemperatureCelsius: number | null;
  readonly arrivalTemperatureCelsius: number;
  readonly farmTankTemperatureCelsius: number | null;
  /** When the milking ended that came last into the farm's tank; null where nobody said. */
  readonly milkedAt: Instant | null;
  readonly antibioticTestResult: 'NEGATIVE' | 'POSITIVE' | 'NOT_DONE';
  readonly sampleNumber: string | null;
  /** 清洗记录. */
  readonly cleaningRecord: string;
}

/** A hand-over as it is reported, before it is recorded; never changed afterwards. */
export interface ReportedHandOver {
  readonly kind: HandOverKind;
  /** When the goods changed hands: from then on the taker answers for them. */
  readonly handedOverAt: Instant;
  readonly placeCode: string | null;
  readonly runCode: string | null;
  readonly unitCode: string | null;
  /** 一单制: one number for the whole way. */
  readonly waybillNumber: string | null;
  readonly from: Party;
  readonly to: Party;
  readonly lots: readonly HandedLot[];
  /** 一箱制: the seal that was found, and the one that was put on. */
  readonly sealFoundNumber: string | null;
  readonly sealAppliedNumber: string | null;
  /** Outer surface of a box, measured at the hand-over. */
  readonly surfaceTemperatureCelsius: number | null;
  /** Core of the goods: required when the surface is outside the limits (GB 31605-2020). */
  readonly coreTemperatureCelsius: number | null;
  readonly thermometerNumber: string | null;
  readonly milk: MilkSlip | null;
  /** SHA-256 of photographs, hex. */
  readonly photoSha256: readonly string[];
  readonly note: string | null;
}

/** The state of a hand-over from what was done with it. */
export function handOverState(facts: {
  readonly confirmedBy: ReadonlySet<Side>;
  readonly hasOpenDispute: boolean;
  readonly isSuperseded: boolean;
}): HandOverState {
  if (facts.isSuperseded) return 'SUPERSEDED';
  if (facts.hasOpenDispute) return 'DISPUTED';
  return SIDES.every((side) => facts.confirmedBy.has(side)) ? 'CONFIRMED' : 'PROPOSED';
}

/**
 * Whose people speak for a side: the party's own, where it has its records here; else those of whoever
 * recorded the hand-over, for what the party signed on paper.
 */
export function speakerOf(
  side: Side,
  handOver: {
    readonly organisationId: string;
    readonly from: Pick<Party, 'organisationId'>;
    readonly to: Pick<Party, 'organisationId'>;
  },
): string {
  const party = side === 'FROM' ? handOver.from : handOver.to;
  return party.organisationId ?? handOver.organisationId;
}
