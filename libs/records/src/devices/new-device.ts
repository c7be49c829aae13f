import type { DeviceKind } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';

/** A device to be added. Its token stays with whoever provisions it; here only its hash. */
export interface NewDevice {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: DeviceKind;
  /** 64 hex digits. */
  readonly tokenSha256: string;
  /** 10…3600; 60 and 300 unless given. */
  readonly samplingIntervalSeconds?: number;
  readonly reportingIntervalSeconds?: number;
  /** Makes it a gateway. */
  readonly publishesFor?: readonly string[];
  /** Bound to this unit from `boundFrom` (default: now) on. */
  readonly unitId?: string;
  readonly boundFrom?: Instant;
}
