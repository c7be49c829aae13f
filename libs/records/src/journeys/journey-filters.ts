import type { RunState, UnitKind, UnitState } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { OwnedPageRequest } from '../records.ts';

/** A state of runs, or a group of states: `active` = goods aboard, `open` = not over. */
export type RunStateFilter = RunState | 'active' | 'open';

/** What has a code that people know the beginning of. */
interface Coded extends OwnedPageRequest {
  /** Letter for letter, capitals too. */
  readonly codePrefix?: string | undefined;
}

/** Which runs; what is absent restricts nothing. */
export interface RunFilter extends Coded {
  readonly state?: RunStateFilter | undefined;
  readonly serviceCode?: string | undefined;
  /** Of the planned departure of the first leg; included. */
  readonly departureFrom?: Instant | undefined;
  /** Excluded. */
  readonly departureUntil?: Instant | undefined;
  /** In the custody of an organisation at a moment, by a grant. */
  readonly heldBy?: { readonly organisationId: string; readonly at: Instant } | undefined;
}

export interface UnitFilter extends Coded {
  readonly runId?: string | undefined;
  readonly kind?: UnitKind | undefined;
  /** As it, or the unit that it is a part of, is declared now. */
  readonly state?: UnitState | undefined;
}

export interface LotFilter extends Coded {
  readonly unitId?: string | undefined;
  readonly runId?: string | undefined;
  /** Only what lies in some unit now. */
  readonly isPlaced?: true | undefined;
  readonly commodityCode?: string | undefined;
  readonly waybillNumber?: string | undefined;
  /** Only what stands for goods that nobody declared, or also that; absent: neither. */
  readonly isProvisional?: boolean | 'any' | undefined;
  /** The whole name. */
  readonly consigneeName?: string | undefined;
}
