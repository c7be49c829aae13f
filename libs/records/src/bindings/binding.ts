import type { Finding } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';

/** What is bound to what: a device to a unit, a lot to a unit, a unit to a run. */
export const BINDING_KINDS = ['device', 'lot', 'unit'] as const;
export type BindingKind = (typeof BINDING_KINDS)[number];

/**
 * One belief: that a subject was on a target for a time. It has two times (valid time and record
 * time): when it holds, and from when until when we believed it.
 */
export interface BindingRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: BindingKind;
  readonly subjectId: string;
  readonly targetId: string;
  /** Included. */
  readonly from: Instant;
  /** Excluded; null is open. */
  readonly until: Instant | null;
  readonly recordedAt: Instant;
  /** Null: still believed. */
  readonly supersededAt: Instant | null;
  /** Of a unit on a run. */
  readonly position: number | null;
  readonly equipmentGroup: number | null;
  readonly setpointCelsius: number | null;
  /** Of a lot in a unit: the version of the limits that it is judged by. */
  readonly profileId: string | null;
}

/**
 * What is now to be believed of a span of time, whatever was before: the subject was on the target,
 * or nowhere. What lies outside the span stays.
 */
export interface BindingCorrection {
  readonly organisationId: string;
  readonly kind: BindingKind;
  readonly subjectId: string;
  readonly targetId: string | null;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly position?: number | null | undefined;
  readonly equipmentGroup?: number | null | undefined;
  readonly setpointCelsius?: number | null | undefined;
  /** Where a unit is coupled on and set out (甩挂); as before when absent. */
  readonly joinPlaceCode?: string | null | undefined;
  readonly leavePlaceCode?: string | null | undefined;
  /** Of a lot: the code of its limits; its commodity's when absent. */
  readonly profileCode?: string | undefined;
  /** It was so, from a moment in the past. What would refuse it is told, and does not. */
  readonly hasHappened?: boolean | undefined;
}

/** What is now believed, and what is to be said about it. */
export interface CorrectedBinding {
  /** Undefined where the subject is now nowhere. */
  readonly binding: BindingRecord | undefined;
  /** As of a plan: of goods that come into a unit, a unit on a run, a device on a unit. */
  readonly warnings: readonly Finding[];
}
