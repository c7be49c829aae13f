import type { Instant } from '@lenglian/quantities';
import type { OwnedPageRequest } from '../records.ts';

/** Which lines of the audit; what is absent restricts nothing. */
export interface AuditFilter extends OwnedPageRequest {
  readonly actor?: string | undefined;
  /** `device.` finds `device.rotate` and `device.revoke`. */
  readonly actionPrefix?: string | undefined;
  readonly entity?: string | undefined;
  readonly entityId?: string | undefined;
  /** Included. */
  readonly from?: Instant | undefined;
  /** Excluded. */
  readonly until?: Instant | undefined;
  /** By id descending: the newest line first. */
  readonly newestFirst?: boolean | undefined;
}
