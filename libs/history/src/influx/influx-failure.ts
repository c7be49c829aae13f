import { HttpError } from '@influxdata/influxdb-client';
import { HistoryUnavailableError } from '../history-errors.ts';

/** What a failed write means for the points that were in it. */
export type WriteFailure =
  /** Nobody's data is at fault; the same write may work later. */
  | { readonly kind: 'LATER'; readonly error: HistoryUnavailableError }
  /** Some points are at fault, and the others may have been written. */
  | { readonly kind: 'SOME_REFUSED'; readonly detail: string }
  /** This many points, the oldest, are beyond the retention; the others are written. */
  | { readonly kind: 'EXPIRED'; readonly count: number; readonly detail: string }
  /** The body is more than the server takes. */
  | { readonly kind: 'TOO_LARGE'; readonly detail: string };

/** Sorts the errors of the client by what they mean. */
export function writeFailureOf(error: unknown): WriteFailure {
  if (!(error instanceof HttpError)) return { kind: 'LATER', error: unavailable(error) };
  const detail = detailOf(error);
  switch (error.statusCode) {
    case 400:
    case 422: {
      // Both say "partial write: points beyond retention policy dropped=3".
      const expired = /(?:beyond|outside) retention policy.*dropped=(\d+)/.exec(detail);
      return expired
        ? { kind: 'EXPIRED', count: Number(expired[1]), detail }
        : { kind: 'SOME_REFUSED', detail };
    }
    case 413:
      return { kind: 'TOO_LARGE', detail };
    default:
      // 401, 403 and 404 are faults of the set-up: no reading may be lost by them.
      return { kind: 'LATER', error: unavailable(error) };
  }
}

export function unavailable(cause: unknown): HistoryUnavailableError {
  const detail =
    cause instanceof HttpError ? `${cause.statusCode} ${detailOf(cause)}` : message(cause);
  return new HistoryUnavailableError(`InfluxDB: ${detail}`, { cause });
}

/** The server's own words. */
function detailOf(error: HttpError): string {
  const body = error.json as { error?: string; message?: string } | undefined;
  return body?.error ?? body?.message ?? error.body ?? error.message;
}

function message(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ((cause as { code?: string }).code ?? cause.name);
}
