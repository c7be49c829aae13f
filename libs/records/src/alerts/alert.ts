import type { AlertState, Disposition } from '@lenglian/alerts';
import type { RuleCode, Severity, VerdictChange } from '@lenglian/breaches';
import type { Instant } from '@lenglian/quantities';
import type { Actor, OwnedPageRequest, Page } from '../records.ts';

export interface AlertRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly lotId: string | null;
  readonly unitId: string;
  readonly runId: string | null;
  readonly deviceId: string | null;
  readonly startedAt: Instant;
  readonly raisedAt: Instant;
  readonly endedAt: Instant | null;
  readonly detectedAt: Instant;
  readonly isLate: boolean;
  readonly isAnnulled: boolean;
  /** Annulled because it is a part of this alert's breach, which began earlier. */
  readonly mergedIntoId: string | null;
  /** First opened as a later part of this alert's breach; kept whatever becomes of it. */
  readonly splitFromId: string | null;
  readonly limitCelsius: number | null;
  readonly peakCelsius: number | null;
  /** Limit and peak in the rule's unit (`RULE_UNITS`), where that is not °C. */
  readonly limitInUnit: number | null;
  readonly peakInUnit: number | null;
  /** Beyond the limit as measured; null where the rule is not about temperature. */
  readonly kelvinMinutes: number | null;
  /** Of a budget. */
  readonly spentMinutes: number | null;
  /** 待核实: something was held against the sensors that proved it. */
  readonly isUnverified: boolean;
  readonly signal: string | null;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly nextCheckAt: Instant | null;
  /** The next check has come; from then on until somebody looks. */
  readonly isCheckDue: boolean;
  readonly note: string | null;
  readonly shelvedUntil: Instant | null;
  readonly shelvedBy: string | null;
  readonly shelfReason: string | null;
  /** How often it was shelved. */
  readonly shelfCount: number;
  readonly cause: string | null;
  readonly correctiveAction: string | null;
  readonly correctedBy: string | null;
  readonly correctedAt: Instant | null;
  readonly disposition: Disposition | null;
  readonly dispositionReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** 待判定: the goods wait for quality. */
  readonly awaitsDisposition: boolean;
  /** The verdict changed after people had decided, and nobody has looked at that yet. */
  readonly openReviewId: string | null;
  readonly revision: number;
}

export interface AlertFilter extends OwnedPageRequest {
  readonly severity?: Severity | undefined;
  readonly rule?: RuleCode | undefined;
  readonly notRule?: RuleCode | undefined;
  /** Of the first bad sample; included. */
  readonly from?: Instant | undefined;
  /** Excluded. */
  readonly until?: Instant | undefined;
  readonly state?: AlertState | 'live' | undefined;
  readonly unitId?: string | undefined;
  readonly lotId?: string | undefined;
  readonly runId?: string | undefined;
  readonly isShelved?: boolean | undefined;
  readonly awaitsDisposition?: boolean | undefined;
  /** Those that began on a run while it was in the custody of this organisation, by a grant. */
  readonly custodianId?: string | undefined;
  /** By id descending: the newest alert first. */
  readonly newestFirst?: boolean | undefined;
}

/** How somebody was told of an alert. */
export type TellingKind = 'ACKNOWLEDGED' | 'SHELVED' | 'CLOSED' | 'DECIDED' | 'DIALLED';

export interface AlertTelling {
  readonly how: TellingKind;
  readonly at: Instant;
  readonly userId: string;
  /** Whom they dialled. */
  readonly contactId: string | null;
  /** What they saw; 0 where that is not known any more. */
  readonly revision: number;
}

/** An alert as it was told at a moment. */
export interface AlertRevision {
  readonly id: string;
  readonly revision: number;
  readonly at: Instant;
  /** A user id, `judge` or `system`. */
  readonly actor: string;
  /** `open`, `change`, `severity`, `clear`, `acknowledge`, …; `keep` for what was there before. */
  readonly step: string;
  readonly shown: AlertRecord;
  /** Who was told of it while it stood so. */
  readonly tellings: readonly AlertTelling[];
}

/** 复核: a verdict that changed after people had decided; the decision stands until they say otherwise. */
export interface ReviewRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly alertId: string;
  readonly lotId: string | null;
  readonly openedAt: Instant;
  /** As it was when they decided; null for an alert found late, about goods that were decided on. */
  readonly before: AlertRecord | null;
  /** As it is believed since `changedAt`. */
  readonly after: AlertRecord;
  readonly changedAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string | null;
  readonly note: string | null;
  readonly revision: number;
}

export interface ReviewFilter extends OwnedPageRequest {
  readonly state?: 'OPEN' | 'RESOLVED' | undefined;
  readonly alertId?: string | undefined;
  readonly lotId?: string | undefined;
}

/** Somebody was told of a breach that was taken back since. */
export interface CorrectionRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly alertId: string;
  /** When it was taken back. */
  readonly at: Instant;
  readonly how: TellingKind;
  readonly toldAt: Instant;
  readonly userId: string;
  readonly contactId: string | null;
  /** It is a part of this alert's breach; null when there was none. */
  readonly mergedIntoId: string | null;
}

export interface CorrectionFilter extends OwnedPageRequest {
  readonly alertId?: string | undefined;
  readonly userId?: string | undefined;
}

/** What is decided about the goods of one lot, over all its alerts and those of the lots it was. */
export interface LotDisposition {
  /** AWAITING while one alert waits; else the strictest that was decided; null where nothing was to be. */
  readonly state: 'AWAITING' | Disposition | null;
  /** Of alerts that wait, the oldest first. */
  readonly awaitingAlertIds: readonly string[];
  readonly openReviewIds: readonly string[];
}

/** A verdict that has no place in the judge's outbox. */
export type Belief = Omit<VerdictChange, 'sequence'> & {
  /** Where it is of a run that its unit is not on yet; else that on which the unit was when it began. */
  readonly runId?: string;
};

export interface AlertRecords {
  /**
   * Applies the judge's outbox in order and remembers how far it came, in one transaction: each
   * change takes effect exactly once, whatever is repeated.
   *
   * @returns for each change, in their order, its alert as it is after all of them; also for a change
   * that had been applied before
   */
  applyVerdicts(changes: readonly VerdictChange[], now: Instant): Promise<AlertRecord[]>;
  /**
   * Takes what is known beside the judge's outbox (of a run's way): the same path, without its cursor. What is believed
   * already changes nothing, so all of it may be told again.
   *
   * @returns of each, in their order, its alert as it is then
   */
  applyBeliefs(actor: Actor, beliefs: readonly Belief[]): Promise<AlertRecord[]>;
  /** The last sequence applied; 0 before the first. */
  verdictCursor(): Promise<number>;
  list(filter: AlertFilter): Promise<Page<AlertRecord>>;
  get(id: string): Promise<AlertRecord | undefined>;
  /** Every revision, as it was told, the oldest first. The cursor is a revision. */
  history(
    id: string,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<Page<AlertRevision>>;
  /** @throws NotFoundError, RevisionConflictError, AlertStateError, NextCheckError (libs/alerts) */
  acknowledge(
    actor: Actor,
    id: string,
    acknowledgement: { now: Instant; nextCheckAt: Instant; note?: string | undefined },
  ): Promise<AlertRecord>;
  /** @throws NotFoundError, RevisionConflictError, AlertStateError, ShelfEndError, ShelfSeverityError */
  shelve(
    actor: Actor,
    id: string,
    shelf: { now: Instant; until: Instant; reason: string },
  ): Promise<AlertRecord>;
  /** @throws NotFoundError, RevisionConflictError, AlertStateError */
  unshelve(actor: Actor, id: string): Promise<AlertRecord>;
  /** @throws NotFoundError, RevisionConflictError, AlertDecisionError */
  close(
    actor: Actor,
    id: string,
    said: { readonly cause: string; readonly correctiveAction: string },
  ): Promise<AlertRecord>;
  /** @throws NotFoundError, RevisionConflictError, AlertDecisionError */
  dispose(
    actor: Actor,
    id: string,
    decision: { readonly disposition: Disposition; readonly reason: string },
  ): Promise<AlertRecord>;
  /** Whoever has a live alert was told a number about it. @throws NotFoundError */
  noteDialled(actor: Actor, id: string, contactId: string): Promise<void>;
  /** Next checks that have come and shelves that are over. @returns what changed */
  fallDue(now: Instant): Promise<AlertRecord[]>;
  reviews(filter: ReviewFilter): Promise<Page<ReviewRecord>>;
  review(id: string): Promise<ReviewRecord | undefined>;
  /**
   * Quality has looked at both versions. The disposition stays as it was unless another is given.
   *
   * @throws NotFoundError, RevisionConflictError, ReviewStateError, AlertDecisionError
   */
  resolveReview(
    actor: Actor,
    id: string,
    resolution: { readonly note: string; readonly disposition?: Disposition | undefined },
  ): Promise<{ readonly review: ReviewRecord; readonly alert: AlertRecord }>;
  corrections(filter: CorrectionFilter): Promise<Page<CorrectionRecord>>;
  dispositionOfLot(lotId: string): Promise<LotDisposition>;
}
