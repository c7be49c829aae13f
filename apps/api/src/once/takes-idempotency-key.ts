import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Admission } from '../access/requires.ts';

/** Where the interceptor finds that an answer is secret. */
export const SECRET_ANSWER = 'lenglian:secret-answer';

/**
 * What the route answers is secret, or names people: it is told once and never kept. A retry with its key is told that it
 * was done.
 */
export function AnswersSecret(): MethodDecorator {
  return applyDecorators(SetMetadata(SECRET_ANSWER, true), ApiExtension('x-answers-secret', true));
}

/**
 * Whether a route heeds `Idempotency-Key`: every POST for which somebody has a right. Signing in and out
 * does not: the answer is a session, and the user is not known before.
 */
export function takesIdempotencyKey(method: string, admission: unknown): boolean {
  const isAboutOneself = admission === ('public' satisfies Admission) || admission === 'signed-in';
  return method.toUpperCase() === 'POST' && admission !== undefined && !isAboutOneself;
}
