import { ColdChainError } from '@lenglian/errors';
import { SECOND, type Duration } from '@lenglian/quantities';

/** A part of us did not answer in time. */
export class NoAnswerError extends ColdChainError {
  readonly code = 'NO_ANSWER';
}

/**
 * Waits for an answer of another thread, but not for ever.
 *
 * @throws NoAnswerError after `within`
 */
export async function answered<Answer>(
  answer: Promise<Answer>,
  what: string,
  within: Duration = 2 * SECOND,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswerError(`${what}: nothing in ${within} ms`)), within);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
