import { ColdChainError } from '@lenglian/errors';

/** There is no such record; the message names its kind and id. */
export class NotFoundError extends ColdChainError {
  readonly code = 'NOT_FOUND';
}

/** A record with this id, code or name exists, perhaps revoked or closed: these are never reused. */
export class AlreadyExistsError extends ColdChainError {
  readonly code = 'ALREADY_EXISTS';
}

/** A revoked device stays revoked: it can be neither bound nor given a new token. */
export class DeviceRevokedError extends ColdChainError {
  readonly code = 'DEVICE_REVOKED';
}

/** A validity that ends before it begins, or a page of a size that nobody may ask for. */
export class InvalidRecordError extends ColdChainError {
  readonly code = 'INVALID_RECORD';
}

/** Somebody else changed the record since the actor read it. */
export class RevisionConflictError extends ColdChainError {
  readonly code = 'REVISION_CONFLICT';
}

/** Nobody could administer the organisation any more. */
export class LastAdminError extends ColdChainError {
  readonly code = 'LAST_ADMIN';
}

/** Nothing of an incident lasts, or another has its alerts. */
export class IncidentStateError extends ColdChainError {
  readonly code = 'INCIDENT_STATE';
}

/** A run cannot go from its state to the one asked for. */
export class RunStateError extends ColdChainError {
  readonly code = 'RUN_STATE';
}

/** A hand-over that another record took the place of, or a dispute that is not open. */
export class HandOverStateError extends ColdChainError {
  readonly code = 'HAND_OVER_STATE';
}

/** A review that is resolved already. */
export class ReviewStateError extends ColdChainError {
  readonly code = 'REVIEW_STATE';
}

/** The database does not answer; the message has its place and never the password. */
export class RecordsUnreachableError extends ColdChainError {
  readonly code = 'RECORDS_UNREACHABLE';
}

/** Others have kept the records busy for so long that the change (or the read) was given up. */
export class RecordsBusyError extends ColdChainError {
  readonly code = 'RECORDS_BUSY';
}
