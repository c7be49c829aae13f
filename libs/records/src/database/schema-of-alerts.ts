import type { Owned } from './schema.ts';

export interface AlertRow extends Owned {
  rule: string;
  severity: string;
  state: string;
  lotId: string | null;
  unitId: string;
  runId: string | null;
  deviceId: string | null;
  startedAt: number;
  raisedAt: number;
  endedAt: number | null;
  detectedAt: number;
  isLate: number;
  isAnnulled: number;
  /** Annulled because it is a part of this alert's breach. */
  mergedIntoId: string | null;
  /** First opened as a later part of this alert's breach. */
  splitFromId: string | null;
  limitCelsius: number | null;
  peakCelsius: number | null;
  /** In the rule's unit, where that is not °C. */
  limitInUnit: number | null;
  peakInUnit: number | null;
  kelvinMinutes: number | null;
  spentMinutes: number | null;
  isUnverified: number;
  signal: string | null;
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
  nextCheckAt: number | null;
  isCheckDue: number;
  note: string | null;
  shelvedUntil: number | null;
  shelvedBy: string | null;
  shelfReason: string | null;
  /** How often it was shelved. */
  shelfCount: number;
  cause: string | null;
  correctiveAction: string | null;
  correctedBy: string | null;
  correctedAt: number | null;
  disposition: string | null;
  dispositionReason: string | null;
  decidedBy: string | null;
  decidedAt: number | null;
  /** Follows from rule, severity and disposition; kept so that it can be found. */
  awaitsDisposition: number;
  openReviewId: string | null;
  revision: number;
}

/** An alert as it was told; only added to. */
export interface AlertRevisionRow extends Owned {
  alertId: string;
  revision: number;
  at: number;
  /** A user id, `judge` or `system`. */
  actor: string;
  /** What happened: the action of the audit without its entity. */
  step: string;
  /** The AlertRecord, JSON. */
  shown: string;
}

/** Somebody was told of an alert; only added to. */
export interface AlertTellingRow extends Owned {
  alertId: string;
  /** What they were told. */
  revision: number;
  at: number;
  /** ACKNOWLEDGED, SHELVED, CLOSED, DECIDED or DIALLED. */
  how: string;
  userId: string;
  /** Whom they dialled. */
  contactId: string | null;
}

/** 复核: a verdict changed after people had decided. */
export interface AlertReviewRow extends Owned {
  alertId: string;
  lotId: string | null;
  openedAt: number;
  /** AlertRecord, JSON; null when the alert itself is new. */
  before: string | null;
  after: string;
  /** The newest change of the verdict while the review was open. */
  changedAt: number;
  resolvedAt: number | null;
  resolvedBy: string | null;
  note: string | null;
  revision: number;
}

/** Somebody was told of a breach that was taken back later; only added to. */
export interface AlertCorrectionRow extends Owned {
  alertId: string;
  at: number;
  /** As of the telling. */
  how: string;
  toldAt: number;
  userId: string;
  contactId: string | null;
  mergedIntoId: string | null;
}
