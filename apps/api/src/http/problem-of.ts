import { HttpException } from '@nestjs/common';
import type { Problem } from '@lenglian/console-contract';
import { ColdChainError } from '@lenglian/errors';
import { PlanRefusedError, RecordRefusedError } from '@lenglian/records';
import { wordsOfProblem } from '@lenglian/wording';
import { toFindingView } from '../planning/finding-view.ts';
import { InvalidRequestError, TooManyAttemptsError } from './errors.ts';

/** How an error's code shows outside: its status, and another code where the word differs there. */
interface Appearance {
  readonly status: number;
  readonly code?: string;
}

/** The one place where codes of errors meet HTTP. What is not here is a fault of ours: 500. */
const APPEARANCE_BY_CODE: Readonly<Record<string, Appearance>> = {
  INVALID_REQUEST: { status: 400 },
  NEXT_CHECK_OUT_OF_RANGE: { status: 400 },
  UNAUTHENTICATED: { status: 401 },
  LOGIN_FAILED: { status: 401 },
  ONE_TIME_TOKEN_INVALID: { status: 401 },
  OIDC_ATTEMPT_UNKNOWN: { status: 400 },
  OIDC_REFUSED: { status: 401 },
  OIDC_USER_UNKNOWN: { status: 403 },
  OIDC_UNREACHABLE: { status: 503 },
  FORBIDDEN: { status: 403 },
  CROSS_ORIGIN: { status: 403 },
  WRONG_PASSWORD: { status: 400 },
  NOT_FOUND: { status: 404 },
  METHOD_NOT_ALLOWED: { status: 405 },
  ALREADY_EXISTS: { status: 409, code: 'CONFLICT' },
  INVALID_RECORD: { status: 400, code: 'INVALID_REQUEST' },
  PLAN_REFUSED: { status: 422 },
  RECORD_REFUSED: { status: 422 },
  RUN_STATE: { status: 409 },
  HAND_OVER_STATE: { status: 409 },
  LAST_ADMIN: { status: 409 },
  REVISION_CONFLICT: { status: 412 },
  IF_MATCH_NOT_HEEDED: { status: 400 },
  DEVICE_REVOKED: { status: 409, code: 'CONFLICT' },
  IDEMPOTENCY_KEY_REUSED: { status: 422 },
  IDEMPOTENCY_KEY_IN_USE: { status: 409 },
  IDEMPOTENCY_OUTCOME_UNKNOWN: { status: 409 },
  IDEMPOTENCY_ANSWER_NOT_KEPT: { status: 409 },
  SHELF_END_OUT_OF_RANGE: { status: 400 },
  ALERT_TOO_SEVERE_TO_SHELVE: { status: 409 },
  ALERT_NOT_TO_DECIDE: { status: 409 },
  REVIEW_STATE: { status: 409 },
  ALERT_STATE: { status: 409, code: 'ALERT_NOT_LIVE' },
  INCIDENT_STATE: { status: 409, code: 'INCIDENT_NOT_LIVE' },
  PAYLOAD_TOO_LARGE: { status: 413 },
  UNSUPPORTED_MEDIA_TYPE: { status: 415 },
  TOO_MANY_REQUESTS: { status: 429 },
  HISTORY_UNAVAILABLE: { status: 503, code: 'UNAVAILABLE' },
  NO_ANSWER: { status: 503, code: 'UNAVAILABLE' },
  RECORDS_UNREACHABLE: { status: 503, code: 'UNAVAILABLE' },
  RECORDS_BUSY: { status: 503, code: 'UNAVAILABLE' },
  JUDGE_FAILED: { status: 503, code: 'UNAVAILABLE' },
  INTERNAL: { status: 500 },
};
const FAULT_OF_OURS: Appearance = { status: 500, code: 'INTERNAL' };

/** Codes for what the framework refuses before any of our code runs. */
const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** A problem, and what else the answer needs. */
export interface ProblemAnswer {
  readonly problem: Problem;
  /** Of the `Retry-After` header, in seconds. */
  readonly retryAfterSeconds?: number;
}

/** Turns whatever was thrown into what the other side may know about it (RFC 9457). */
export function problemOf(error: unknown): ProblemAnswer {
  const inside = codeOf(error);
  const appearance = APPEARANCE_BY_CODE[inside] ?? FAULT_OF_OURS;
  const code = appearance.code ?? inside;
  // The details of our own faults belong in the log, not on the wire.
  const mayTell = error instanceof ColdChainError && appearance.status < 500;
  return {
    problem: {
      type: `urn:lenglian:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      title: wordsOfProblem(code).en,
      status: appearance.status,
      code,
      ...(mayTell ? { detail: error.message } : {}),
      ...(error instanceof PlanRefusedError || error instanceof RecordRefusedError
        ? { findings: error.findings.map(toFindingView) }
        : {}),
      ...(error instanceof InvalidRequestError ? { errors: [...error.issues] } : {}),
    },
    ...(error instanceof TooManyAttemptsError
      ? { retryAfterSeconds: error.retryAfterSeconds }
      : {}),
  };
}

function codeOf(error: unknown): string {
  if (error instanceof ColdChainError) return error.code;
  const status = error instanceof HttpException ? error.getStatus() : bodyParserStatus(error);
  return CODE_BY_STATUS[status ?? 500] ?? 'INTERNAL';
}

/** body-parser and express throw plain errors that carry a status and say they may be shown. */
function bodyParserStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || !('expose' in error)) return undefined;
  return typeof error.status === 'number' && error.expose === true ? error.status : undefined;
}
