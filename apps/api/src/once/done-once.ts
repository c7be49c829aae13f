import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SECOND, type Clock } from '@lenglian/quantities';
import {
  CommitWatch,
  OnceKeysExhaustedError,
  type KeptAnswer,
  type Records,
  type Taken,
} from '@lenglian/records';
import { defer, lastValueFrom, of, type Observable } from 'rxjs';
import { ADMISSION } from '../access/requires.ts';
import { signedInOf } from '../access/signed-in.ts';
import { TooManyAttemptsError } from '../http/errors.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import type { Log } from '../log.ts';
import { LOG, PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { keyedRequest, type KeyedRequest } from './idempotency-key.ts';
import { SECRET_ANSWER, takesIdempotencyKey } from './takes-idempotency-key.ts';

/** Longer answers are not kept. */
export const ANSWER_BYTES_MAX = 64 * 1024;
/** Standing keys of one user: an import every nine seconds, day and night. */
export const KEYS_PER_USER_MAX = 10_000;

/** The exchange that a key was taken for. */
interface Claim {
  readonly userId: string;
  readonly claimId: string;
  readonly response: HttpResponse;
  readonly isSecret: boolean;
}

/**
 * Does a request with an `Idempotency-Key` once, however often it is sent (draft-ietf-httpapi-idempotency-key-header):
 * later ones get the first answer. Stands inside whatever adds headers by the body of an answer, so that
 * these are added again, and behind the guard: who may not do it any more is not told either.
 */
@Injectable()
export class DoneOnce implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    const admission = this.reflector.get<unknown>(ADMISSION, context.getHandler());
    if (!takesIdempotencyKey(request.method ?? '', admission)) return next.handle();
    const keyed = keyedRequest(request);
    if (!keyed) return next.handle();
    const response = http.getResponse<HttpResponse>();
    const userId = signedInOf(request).user.id;
    const taken = await this.take(userId, keyed);
    if ('answer' in taken) return of(replay(taken.answer, response));
    const isSecret = this.reflector.get<unknown>(SECRET_ANSWER, context.getHandler()) === true;
    const claim = { userId, claimId: taken.claimId, response, isSecret };
    return defer(() => this.firstTime(claim, next));
  }

  /** @throws TooManyAttemptsError, and whatever says that the key is not to be had */
  private async take(userId: string, keyed: KeyedRequest): Promise<Taken> {
    const now = this.clock.now();
    try {
      const request = { ...keyed, userId, now, keysMax: KEYS_PER_USER_MAX };
      return await this.records.onceKeys.take(request);
    } catch (error) {
      if (!(error instanceof OnceKeysExhaustedError)) throw error;
      const seconds = Math.ceil((error.freeAt - now) / SECOND);
      throw new TooManyAttemptsError(error.message, Math.max(1, seconds));
    }
  }

  private async firstTime(claim: Claim, next: CallHandler): Promise<unknown> {
    const watch = new CommitWatch();
    let body: unknown;
    try {
      body = await watch.run(() => lastValueFrom(next.handle(), { defaultValue: undefined }));
    } catch (error) {
      await this.settle(claim, watch.mayHaveCommitted ? 'giveUp' : 'free');
      throw error;
    }
    await this.settle(claim, 'keep', answerOf(claim, body));
    return body;
  }

  /** Where it fails the key stays taken: what was done is not done again. The answer is as good. */
  private async settle(
    { userId, claimId }: Claim,
    how: 'keep' | 'free' | 'giveUp',
    answer?: KeptAnswer,
  ): Promise<void> {
    try {
      await this.records.onceKeys[how](userId, claimId, answer);
    } catch (error) {
      this.log.error({ err: error, how }, 'an idempotency key stays taken');
    }
  }
}

function replay({ status, body }: KeptAnswer, response: HttpResponse): unknown {
  response.status(status);
  response.setHeader('Idempotency-Replayed', 'true');
  // As it was handed on the first time, so that it is written and tagged alike.
  return body === '' ? undefined : (JSON.parse(body) as unknown);
}

/** Undefined where it is not to be kept. */
function answerOf({ response, isSecret }: Claim, body: unknown): KeptAnswer | undefined {
  const status = response.statusCode;
  if (isSecret || status >= 400 || response.headersSent) return undefined;
  if (body === undefined || body === null) return { status, mediaType: null, body: '' };
  const text = JSON.stringify(body);
  if (Buffer.byteLength(text) > ANSWER_BYTES_MAX) return undefined;
  return { status, mediaType: 'application/json', body: text };
}
