import { DAY, MINUTE, type Duration, type Instant } from '@lenglian/quantities';

/** How long a key stands for its request. */
export const ONCE_KEY_LASTS: Duration = DAY;
/** What runs longer than this has died with its process, as far as anybody can tell. */
export const REQUEST_RUNS_MAX: Duration = MINUTE;

/** A request that is to be done once. */
export interface OnceRequest {
  readonly userId: string;
  /** 64 hex digits: the key itself is not kept, and so keeps what is beside it secret. */
  readonly keySha256: string;
  /** 64 hex digits that tell this request from every other one; made with the key. */
  readonly requestHmac: string;
  /** On the clock of people. */
  readonly now: Instant;
  /** Keys that one user may have standing. */
  readonly keysMax: number;
}

/** What was answered. */
export interface KeptAnswer {
  readonly status: number;
  /** Null for an answer without a body. */
  readonly mediaType: string | null;
  readonly body: string;
}

/** The key is ours, for this request alone; or it was, and this was the answer. */
export type Taken = { readonly claimId: string } | { readonly answer: KeptAnswer };

/** Keys under which requests are done at most once, over all processes of one database. */
export interface OnceKeyRecords {
  /**
   * Takes a key for a request, unless it stands for one already.
   *
   * @throws OnceKeyReusedError, OnceKeyInUseError, OutcomeUnknownError, AnswerNotKeptError,
   * OnceKeysExhaustedError
   */
  take(request: OnceRequest): Promise<Taken>;
  /** It was done. @param answer undefined when it is not to be kept: too long, or secret */
  keep(userId: string, claimId: string, answer: KeptAnswer | undefined): Promise<void>;
  /** Nothing was done: the key may be taken again. */
  free(userId: string, claimId: string): Promise<void>;
  /** Something may have been done, and nobody knows what. */
  giveUp(userId: string, claimId: string): Promise<void>;
}
