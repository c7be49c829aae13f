import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { JoinAnswer } from '@lenglian/console-contract';
import type { Log } from '../log.ts';
import { LOG } from '../parts.ts';
import type { HttpRequest, HttpResponse } from './exchange.ts';
import { problemOf, type ProblemAnswer } from './problem-of.ts';

/** The only place that gives errors a shape on the wire: problem+json, or a socket's `{ok:false}`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const answer = problemOf(error);
    if (answer.problem.status >= 500) this.log.error({ err: error }, 'request failed');
    if (host.getType() === 'http') {
      sendProblem(host.switchToHttp().getResponse<HttpResponse>(), answer);
    } else {
      acknowledge(host.getArgs<unknown[]>(), answer);
    }
  }
}

/** For middleware that runs before Nest: the same answers. */
export function problemMiddleware(log: Log) {
  return (error: unknown, _request: HttpRequest, response: HttpResponse, _next: unknown): void => {
    const answer = problemOf(error);
    if (answer.problem.status >= 500) log.error({ err: error }, 'request failed');
    sendProblem(response, answer);
  };
}

/** Answers with a problem; an answer that has begun already is cut off, so that nobody trusts it. */
export function sendProblem(response: HttpResponse, answer: ProblemAnswer): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (answer.retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', String(answer.retryAfterSeconds));
  }
  response.setHeader('Cache-Control', 'no-store');
  response
    .status(answer.problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(answer.problem));
}

/** A client that asked for no acknowledgement hears nothing: it could do nothing with it. */
function acknowledge(args: readonly unknown[], answer: ProblemAnswer): void {
  const callback = args.find((argument) => typeof argument === 'function');
  const refusal: JoinAnswer = { ok: false, code: answer.problem.code };
  (callback as ((refusal: JoinAnswer) => void) | undefined)?.(refusal);
}
