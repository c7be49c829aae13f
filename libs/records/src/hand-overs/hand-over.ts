import type {
  CustodyEvent,
  HandOverState,
  HandedLot,
  ReportedHandOver,
  SettledAs,
  Side,
  UnitCondition,
} from '@lenglian/goods';
import type { Finding } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type {
  HandOverLinkRecord,
  LinkAnswer,
  NewHandOverLink,
  OpenedLink,
} from './hand-over-link.ts';
import type { LossQuery, NamedLossRow } from './read-losses.ts';
import type { PersonPart } from '../persons/person.ts';
import type { Actor, OwnedPageRequest, Page } from '../records.ts';

/** The condition of one unit, with the alerts that were open. */
export interface ShownCondition extends UnitCondition {
  readonly unitCode: string;
  readonly openAlerts: readonly {
    readonly alertId: string;
    readonly rule: string;
    readonly severity: string;
  }[];
}

export interface Confirmation {
  readonly side: Side;
  /** A user; a link where it was confirmed by one. */
  readonly confirmedBy: string;
  readonly confirmedAt: Instant;
  /** The party has no records here and signed a paper; the recorder says so. */
  readonly isOnPaper: boolean;
  /** By somebody without an account, who had a one-time link. */
  readonly isByLink: boolean;
  /** Personal data: the name that whoever had the link gave. */
  readonly personName: string | null;
}

export interface Dispute {
  readonly id: string;
  /** Who disputes. */
  readonly side: Side;
  /** A user; a link where it was disputed by one. */
  readonly openedBy: string;
  readonly isByLink: boolean;
  /** Personal data: the name that whoever had the link gave. */
  readonly personName: string | null;
  readonly openedAt: Instant;
  readonly reason: string;
  readonly settledBy: string | null;
  readonly settledAt: Instant | null;
  /** What they agreed on, or what was decided; null while it is open. */
  readonly settlement: string | null;
  /** Null while it is open. */
  readonly settledAs: SettledAs | null;
  /** Why it was decided without the word of whoever disputed by a link; null for one agreed on. */
  readonly settlementReason: string | null;
  /** Personal data: the name of whoever agreed by a link. */
  readonly agreedByName: string | null;
  /** Offered to whoever disputed by a link, oldest first; the last of an open dispute can be agreed to. */
  readonly proposals: readonly ProposedSettlement[];
}

export interface ProposedSettlement {
  readonly id: string;
  readonly settlement: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
}

/** A hand-over with everything that was done with it. */
export interface HandOverRecord extends Omit<ReportedHandOver, 'lots'> {
  readonly id: string;
  /** Whose the goods are, and who recorded it. */
  readonly organisationId: string;
  readonly state: HandOverState;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly runId: string | null;
  readonly unitId: string | null;
  readonly lots: readonly (HandedLot & { readonly lotId: string })[];
  readonly confirmations: readonly Confirmation[];
  readonly disputes: readonly Dispute[];
  /** The last 24 h of each unit, as they were shown when it was recorded. */
  readonly conditions: readonly ShownCondition[];
  readonly supersedesId: string | null;
  readonly supersededById: string | null;
  /** Where names were that have been erased. */
  readonly erasedPersons: readonly PersonPart[];
  /** From 1: one more with each answer to it, and with the record that takes its place. */
  readonly revision: number;
}

/** A hand-over that is to be recorded. */
export interface NewHandOver extends ReportedHandOver {
  readonly conditions: readonly ShownCondition[];
  /** The record whose place it takes. */
  readonly supersedesId?: string | undefined;
}

export interface HandOverQuery extends OwnedPageRequest {
  readonly runId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly lotId?: string | undefined;
  /** By when they were recorded; the oldest first unless said. */
  readonly newestFirst?: boolean | undefined;
  readonly state?: HandOverState | undefined;
  /** Of the moment when the goods changed hands; included. */
  readonly from?: Instant | undefined;
  /** Excluded. */
  readonly until?: Instant | undefined;
}

/** Who speaks, for which side. */
export interface Speaking {
  readonly side: Side;
  readonly organisationId: string;
}

export interface HandOverRecords {
  /**
   * Records a hand-over; the recorder's own side is confirmed by that.
   *
   * @throws RecordRefusedError with every finding; HandOverStateError when the record that it would take
   * the place of has been superseded; NotFoundError
   */
  record(
    actor: Actor,
    organisationId: string,
    handOver: NewHandOver,
  ): Promise<{ readonly handOver: HandOverRecord; readonly warnings: readonly Finding[] }>;
  get(id: string): Promise<HandOverRecord | undefined>;
  /** Those that an organisation recorded, and those that it is a party of. */
  list(query: HandOverQuery): Promise<Page<HandOverRecord>>;
  /**
   * One side agrees; a second time changes nothing.
   *
   * @throws NotFoundError for whoever does not speak for the side, HandOverStateError
   */
  confirm(actor: Actor, id: string, speaking: Speaking): Promise<HandOverRecord>;
  /** One side does not agree. @throws NotFoundError, HandOverStateError */
  dispute(
    actor: Actor,
    id: string,
    dispute: Speaking & { readonly reason: string },
  ): Promise<HandOverRecord>;
  /**
   * Whoever disputed says what was agreed on. What was disputed by a link, the recorder decides with a
   * reason; without one the settlement is proposed, and the dispute stays open until the link's side agrees.
   *
   * @throws NotFoundError, HandOverStateError, InvalidRecordError for a reason where nothing is decided alone
   */
  settle(
    actor: Actor,
    id: string,
    settlement: Pick<Speaking, 'organisationId'> & {
      readonly disputeId: string;
      readonly settlement: string;
      readonly reason?: string | undefined;
    },
  ): Promise<HandOverRecord>;
  /**
   * Makes a one-time link for a side that has no records here; an earlier one of that side ends.
   *
   * @throws NotFoundError for a side that has, HandOverStateError for one that has confirmed or a record
   * that was superseded, InvalidRecordError for a time that is over or longer than LINK_VALID_MAX
   */
  addLink(actor: Actor, organisationId: string, link: NewHandOverLink): Promise<HandOverLinkRecord>;
  /** Undefined for every link that is not good (any more), whatever the reason. */
  openLink(tokenSha256: string, now: Instant): Promise<OpenedLink | undefined>;
  /**
   * Answers by a link, once.
   *
   * @throws NotFoundError for every link that is not good (any more); HandOverStateError for an agreement
   * to a settlement that another took the place of, or a dispute that is not open
   */
  answerByLink(tokenSha256: string, answer: LinkAnswer): Promise<OpenedLink>;
  /** What was lost at arrivals, for `sumLosses` (libs/goods). */
  losses(query: LossQuery): Promise<NamedLossRow[]>;
  /** Every hand-over of the goods of one lot, as far as custody goes (see `inheritedCustody`). */
  custodyEvents(lotId: string): Promise<readonly CustodyEvent[]>;
}
