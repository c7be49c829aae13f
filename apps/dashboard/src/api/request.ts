import { ColdChainError } from '@lenglian/errors';
import type { FindingView, Problem } from '@lenglian/console-contract';
import { API_PREFIX } from '@lenglian/console-contract/constants';

/** The server refused a request, or could not be reached (code `UNREACHABLE`, status 0). */
export class ProblemError extends ColdChainError {
  readonly code: string;
  readonly status: number;
  /** What is to be mended, in words, where the api went through it. */
  readonly findings: readonly FindingView[];
  /** Fields of the wrong shape. */
  readonly errors: NonNullable<Problem['errors']>;

  constructor(problem: Told, options?: { cause?: unknown }) {
    super(`${problem.status} ${problem.code}: ${problem.title}`, options);
    this.code = problem.code;
    this.status = problem.status;
    this.findings = problem.findings ?? [];
    this.errors = problem.errors ?? [];
  }
}

type Told = Pick<Problem, 'code' | 'status' | 'title' | 'findings' | 'errors'>;

/**
 * Asks the api. Bodies and answers are JSON; the session rides in its cookie.
 *
 * @param path below the prefix, from its slash on
 * @param body a `Blob` goes as the CSV file that it is
 * @param method of a request with a body
 * @param seen the revision that was shown: another one is not changed (412)
 * @throws ProblemError for every answer that is not 2xx, and when there is none
 */
export async function request<Answer>(
  path: string,
  body?: unknown,
  method: 'POST' | 'PATCH' | 'PUT' = 'POST',
  seen?: number,
): Promise<Answer> {
  const response = await send(path, body, method, seen);
  const text = await response.text();
  if (!response.ok) throw new ProblemError(problemOf(response.status, text));
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function send(
  path: string,
  body: unknown,
  method: string,
  seen: number | undefined,
): Promise<Response> {
  const isFile = body instanceof Blob;
  const type = isFile ? 'text/csv' : 'application/json';
  const headers = new Headers(body === undefined ? {} : { 'content-type': type });
  if (seen !== undefined) headers.set('if-match', `"${seen}"`);
  try {
    return await fetch(`${API_PREFIX}${path}`, {
      method: body === undefined ? 'GET' : method,
      headers,
      body: body === undefined ? null : isFile ? body : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch (cause) {
    throw new ProblemError({ code: 'UNREACHABLE', status: 0, title: path }, { cause });
  }
}

/** Something in between may answer with a page of its own instead of a problem. */
function problemOf(status: number, text: string): Told {
  const fallback = status >= 500 ? 'UNAVAILABLE' : status === 404 ? 'NOT_FOUND' : 'INVALID_REQUEST';
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    return { ...problem, status, code: problem.code ?? fallback, title: problem.title ?? '' };
  } catch {
    return { status, code: fallback, title: text.slice(0, 100) };
  }
}
