import { ColdChainError } from '@lenglian/errors';
import type { Problem } from '@lenglian/console-contract';
import { API_PREFIX } from '@lenglian/console-contract/constants';

/** The server refused a request, or could not be reached (code `UNREACHABLE`, status 0). */
export class ProblemError extends ColdChainError {
  readonly code: string;
  readonly status: number;

  constructor(problem: Pick<Problem, 'code' | 'status' | 'title'>, options?: { cause?: unknown }) {
    super(`${problem.status} ${problem.code}: ${problem.title}`, options);
    this.code = problem.code;
    this.status = problem.status;
  }
}

/**
 * Asks the api. Bodies and answers are JSON; the session rides in its cookie.
 *
 * @param path below the prefix, from its slash on
 * @throws ProblemError for every answer that is not 2xx, and when there is none
 */
export async function request<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await send(path, body);
  const text = await response.text();
  if (!response.ok) throw new ProblemError(problemOf(response.status, text));
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function send(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`${API_PREFIX}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch (cause) {
    throw new ProblemError({ code: 'UNREACHABLE', status: 0, title: path }, { cause });
  }
}

/** Something in between may answer with a page of its own instead of a problem. */
function problemOf(status: number, text: string): Pick<Problem, 'code' | 'status' | 'title'> {
  const fallback = status >= 500 ? 'UNAVAILABLE' : status === 404 ? 'NOT_FOUND' : 'INVALID_REQUEST';
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    return { status, code: problem.code ?? fallback, title: problem.title ?? '' };
  } catch {
    return { status, code: fallback, title: text.slice(0, 100) };
  }
}
